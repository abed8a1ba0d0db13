package io.sluice.app.connection;

import io.sluice.app.secret.KnownSecrets;
import io.sluice.db.authored.ConnectionVault;
import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.port.Connections;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The engine's way to connections. Read anew for each call, so that a changed password works at
/// once.
@Component
class LiveConnections implements Connections {
    private final ConnectionVault vault;
    private final Sealing sealing;
    private final ConnectionUses uses;

    LiveConnections(ConnectionVault vault, Sealing sealing, ConnectionUses uses) {
        this.uses = uses;
        this.vault = vault;
        this.sealing = sealing;
    }

    @Override
    public Optional<Connection> find(String project, String name) throws NodeFailure {
        var stored = vault.find(project, name);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        var opened = sealing.open(stored.get());
        uses.note(stored.get());
        return Optional.of(opened);
    }

    @Override
    public String redact(String text) {
        return KnownSecrets.blot(text);
    }
}
