package io.sluice.engine.node;

import java.util.List;

/// Tries whether a connection leads where it should and lets us in. It changes nothing and tells
/// nobody anything.
public interface ConnectionProbe {
    /// Id of the connection type it tries.
    String connectionType();

    /// What it needs outside, as the descriptors of node types say it.
    List<String> permissions();

    /// Tries.
    ///
    /// @param context for this one connection
    /// @return what was found, in a sentence for people
    /// @throws NodeFailure if it does not lead there, or nobody lets us in
    String probe(Connection connection, NodeContext context) throws NodeFailure;
}
