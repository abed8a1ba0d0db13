package io.sluice.app.connection;

import io.sluice.db.authored.ConnectionVault;
import io.sluice.engine.node.Connection;
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
    public Optional<Connection> find(String project, String name) {
        return vault.find(project, name).map(sealing::open);
    }
}
