package io.sluice.app.connection;

import io.sluice.app.secret.Envelope;
import io.sluice.app.secret.KnownSecrets;
import io.sluice.db.authored.StoredConnection;
import io.sluice.engine.node.Connection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Between connections as they are stored and as nodes use them.
@Component
class Sealing {
    private final Envelope envelope;

    Sealing(Envelope envelope) {
        this.envelope = envelope;
    }

    byte[] seal(String project, String name, String field, String secret) {
        KnownSecrets.add(java.util.List.of(secret));
        return envelope.seal(secret, purpose(project, name, field));
    }

    /// With its secrets in the clear, for the moment of a call.
    Connection open(StoredConnection stored) {
        Map<String, String> secrets = new HashMap<>();
        stored.secrets()
                .forEach((field, sealed) ->
                        secrets.put(
                                field,
                                envelope.open(
                                        sealed, purpose(stored.project(), stored.name(), field))));
        KnownSecrets.add(secrets.values());
        return new Connection(stored.name(), stored.type(), stored.settings(), secrets);
    }

    private static String purpose(String project, String name, String field) {
        return project + "/" + name + "/" + field;
    }
}
