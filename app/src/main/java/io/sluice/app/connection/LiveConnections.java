package io.sluice.app.connection;

import io.sluice.app.secret.KnownSecrets;
import io.sluice.db.authored.ConnectionRights;
import io.sluice.db.authored.ConnectionRights.Use;
import io.sluice.db.authored.ConnectionVault;
import io.sluice.db.authored.StoredConnection;
import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.engine.port.Connections;
import io.sluice.engine.run.WorkflowRef;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The engine's way to connections. Read anew for each call, so that a changed password works at
/// once.
@Component
class LiveConnections implements Connections {
    private final ConnectionVault vault;
    private final Sealing sealing;
    private final ConnectionUses uses;
    private final ConnectionRights rights;

    LiveConnections(
            ConnectionVault vault, Sealing sealing, ConnectionUses uses, ConnectionRights rights) {
        this.uses = uses;
        this.rights = rights;
        this.vault = vault;
        this.sealing = sealing;
    }

    @Override
    public Optional<Connection> find(String project, String name) throws NodeFailure {
        var stored = vault.find(project, name);
        return stored.isEmpty() ? Optional.empty() : Optional.of(opened(stored.get()));
    }

    private Connection opened(StoredConnection stored) throws NodeFailure {
        var opened = sealing.open(stored);
        uses.note(stored);
        return opened;
    }

    /// Whether the version may use it was settled when it was published; what was granted or
    /// restricted since does not count, unless the use was ended by hand.
    @Override
    public Optional<Connection> find(String project, WorkflowRef workflow, String name)
            throws NodeFailure {
        var stored = vault.find(project, name);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        var use = rights.use(project, workflow, name);
        if (use == Use.ALLOWED) {
            return Optional.of(opened(stored.get()));
        }
        uses.denied(stored.get(), workflow);
        if (use == Use.UNSEEN) {
            return Optional.empty();
        }
        throw NodeFailure.permanent(
                "connection.denied",
                Fault.USER,
                "Expected a version that may use the restricted connection '"
                        + name
                        + "', found that version "
                        + workflow.version()
                        + " may not: its publisher might not, or the right was taken away since. Have"
                        + " it published anew by somebody who may, or choose another connection; then"
                        + " try again.");
    }

    @Override
    public String redact(String text) {
        return KnownSecrets.blot(text);
    }
}
