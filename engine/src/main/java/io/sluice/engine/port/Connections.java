package io.sluice.engine.port;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeFailure;
import java.util.Optional;

/// Connections with their secrets, for the moment of a call.
public interface Connections {
    /// @throws NodeFailure if one of its secrets cannot be had now
    Optional<Connection> find(String project, String name) throws NodeFailure;

    /// A text without any secret that was handed out: it may be stored and shown.
    default String redact(String text) {
        return text;
    }
}
