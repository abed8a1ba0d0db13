package io.sluice.engine.node;

/// Waits for something outside by looking at it again and again, holding no thread in between. It
/// changes nothing.
public non-sealed interface AwaitNode<C extends Record, O extends Record> extends NodeType<C, O> {
    /// Looks once.
    ///
    /// @throws NodeFailure if looking failed, or what is awaited has failed for good
    Progress<O> check(C config, NodeContext context) throws NodeFailure;
}
