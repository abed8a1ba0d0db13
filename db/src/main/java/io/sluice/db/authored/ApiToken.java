package io.sluice.db.authored;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A program's right to call. Of the token itself only a hash is known.
public record ApiToken(
        String id,
        String project,
        String name,
        String hash,
        Set<String> roles,
        Instant createdAt,
        String createdBy,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt) {
    public ApiToken {
        roles = Set.copyOf(roles);
    }
}
