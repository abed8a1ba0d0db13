package io.sluice.engine.definition;

import java.util.Optional;

/// A way from one node to another.
///
/// @param id unique in the document, same form as a node's
/// @param when the condition under which a choice takes this way: an expression without `=`
/// @param otherwise true for the way a choice takes when no condition holds
public record Edge(
        NodeId id,
        NodeId from,
        NodeId to,
        Optional<String> name,
        Optional<String> when,
        boolean otherwise) {

    /// An edge with neither name nor condition.
    public static Edge plain(String id, String from, String to) {
        return new Edge(
                new NodeId(id),
                new NodeId(from),
                new NodeId(to),
                Optional.empty(),
                Optional.empty(),
                false);
    }
}
