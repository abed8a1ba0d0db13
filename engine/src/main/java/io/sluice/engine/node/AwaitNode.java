package io.sluice.engine.node;

/// Waits for something outside by looking at it again and again, holding no thread in between. It
/// changes nothing.
public non-sealed interface AwaitNode<C extends Record, O extends Record> extends NodeType<C, O> {
    /// Looks once.
    ///
    /// @throws NodeFailure if looking failed, or what is awaited has failed for good
    Progress<O> check(C config, NodeContext context) throws NodeFailure;

    /// What a dry run assumes instead of waiting, such as an approval given. Empty ends the dry
    /// run's path here, visibly.
    default java.util.Optional<O> preview(C config) {
        return java.util.Optional.empty();
    }
}
