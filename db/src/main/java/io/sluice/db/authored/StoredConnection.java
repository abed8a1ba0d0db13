package io.sluice.db.authored;

import java.time.Instant;
import java.util.Map;

/// How to reach an outside system, as it is stored.
///
/// @param settings what is no secret
/// @param secrets ciphertext by name; whoever stores them has sealed them
/// @param references where secrets that are kept elsewhere are, by name: `vault:kv/qualys#password`
public record StoredConnection(
        String project,
        String name,
        String type,
        Map<String, String> settings,
        Map<String, byte[]> secrets,
        Map<String, String> references,
        Instant updatedAt,
        String updatedBy) {
    public StoredConnection {
        settings = Map.copyOf(settings);
        secrets = Map.copyOf(secrets);
        references = Map.copyOf(references);
    }
}
