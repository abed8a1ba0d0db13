package io.sluice.engine.node;

/// Looks at the outside and changes nothing there. It may be run any number of times, also in a dry
/// run.
public non-sealed interface ReadNode<C extends Record, O extends Record> extends NodeType<C, O> {
    /// @throws NodeFailure if it could not be done; says whether trying again may help
    O read(C config, NodeContext context) throws NodeFailure;
}
