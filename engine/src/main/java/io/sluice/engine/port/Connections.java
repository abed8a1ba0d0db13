package io.sluice.engine.port;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.run.WorkflowRef;
import java.util.Optional;

/// Connections with their secrets, for the moment of a call.
public interface Connections {
    /// @throws NodeFailure if one of its secrets cannot be had now
    Optional<Connection> find(String project, String name) throws NodeFailure;

    /// The same for a step of a version of a workflow, to which connections may be denied.
    ///
    /// @throws NodeFailure also if that version may not use it
    default Optional<Connection> find(String project, WorkflowRef workflow, String name)
            throws NodeFailure {
        return find(project, name);
    }

    /// A text without any secret that was handed out: it may be stored and shown.
    default String redact(String text) {
        return text;
    }
}
