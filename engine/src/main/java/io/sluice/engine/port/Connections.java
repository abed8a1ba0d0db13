package io.sluice.engine.port;

import io.sluice.engine.node.Connection;
import java.util.Optional;

/// Connections with their secrets, for the moment of a call.
public interface Connections {
    Optional<Connection> find(String project, String name);
}
