package io.sluice.app.connection;

import io.sluice.app.secret.Envelope;
import io.sluice.app.secret.KnownSecrets;
import io.sluice.app.secret.SealedRows;
import io.sluice.app.secret.UnreadableSecret;
import io.sluice.app.secret.reference.SecretSources;
import io.sluice.app.secret.reference.UnresolvedSecret;
import io.sluice.db.authored.ConnectionVault;
import io.sluice.db.authored.StoredConnection;
import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Between connections as they are stored and as nodes use them.
@Component
class Sealing implements SealedRows {
    private final Envelope envelope;
    private final SecretSources sources;
    private final ConnectionVault vault;

    Sealing(Envelope envelope, SecretSources sources, ConnectionVault vault) {
        this.envelope = envelope;
        this.sources = sources;
        this.vault = vault;
    }

    byte[] seal(String project, String name, String field, String secret) {
        KnownSecrets.add(List.of(secret));
        return envelope.seal(secret, purpose(project, name, field));
    }

    /// With its secrets in the clear, for the moment of a call: what is sealed here is opened, what
    /// is kept elsewhere is fetched.
    ///
    /// @throws NodeFailure if one of them cannot be had; none is left out in silence
    Connection open(StoredConnection stored) throws NodeFailure {
        Map<String, String> secrets = new HashMap<>();
        try {
            stored.secrets()
                    .forEach((field, sealed) ->
                            secrets.put(field, envelope.open(sealed, purpose(stored, field))));
            stored.references()
                    .forEach((field, reference) ->
                            secrets.put(field, sources.resolve(stored.project(), reference)));
        } catch (UnreadableSecret e) {
            throw failure("connection.unreadable-secret", stored, e, false);
        } catch (UnresolvedSecret e) {
            throw failure("connection.unresolved-secret", stored, e, e.passing());
        }
        KnownSecrets.add(secrets.values());
        return new Connection(stored.name(), stored.type(), stored.settings(), secrets);
    }

    private static NodeFailure failure(
            String code, StoredConnection stored, RuntimeException e, boolean passing) {
        var message = "Connection '" + stored.name() + "': " + e.getMessage();
        return passing
                ? NodeFailure.retryable(code, Fault.PROVIDER, message)
                : NodeFailure.permanent(code, Fault.USER, message);
    }

    private static String purpose(StoredConnection stored, String field) {
        return purpose(stored.project(), stored.name(), field);
    }

    private static String purpose(String project, String name, String field) {
        return project + "/" + name + "/" + field;
    }

    @Override
    public String what() {
        return "connections";
    }

    @Override
    public long count() {
        return vault.all().stream().filter(one -> !one.secrets().isEmpty()).count();
    }

    @Override
    public long outdated() {
        return vault.all().stream().filter(this::outdated).count();
    }

    private boolean outdated(StoredConnection stored) {
        return stored.secrets().entrySet().stream()
                .anyMatch(one -> envelope.outdated(one.getValue(), purpose(stored, one.getKey())));
    }

    @Override
    public long rewrap() {
        return vault.all().stream()
                .filter(this::outdated)
                .filter(stored -> vault.reseal(stored, rewrapped(stored)))
                .count();
    }

    private Map<String, byte[]> rewrapped(StoredConnection stored) {
        var anew = new HashMap<>(stored.secrets());
        anew.replaceAll(
                (field, sealed) -> envelope.rewrap(sealed, purpose(stored, field)).orElse(sealed));
        return anew;
    }
}
