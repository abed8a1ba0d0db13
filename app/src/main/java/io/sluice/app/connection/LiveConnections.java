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

    LiveConnections(ConnectionVault vault, Sealing sealing) {
        this.vault = vault;
        this.sealing = sealing;
    }

    @Override
    public Optional<Connection> find(String project, String name) throws NodeFailure {
        var stored = vault.find(project, name);
        return stored.isEmpty() ? Optional.empty() : Optional.of(sealing.open(stored.get()));
    }

    @Override
    public String redact(String text) {
        return KnownSecrets.blot(text);
    }
}
