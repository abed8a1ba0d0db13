package io.sluice.engine.node;

/// What a task can do: a plug-in. One node type is one file, one line in its domain's
/// [NodeProvider], one test.
///
/// A node type holds no state between calls: everything it knows comes from its configuration and
/// its context, so that any process may carry on where another stopped.
///
/// @param <C> its configuration, a record; its JSON Schema is derived from the record and its
///   [Field] annotations
/// @param <O> its output, a record likewise
public sealed interface NodeType<C extends Record, O extends Record>
        permits ReadNode, EffectNode, AwaitNode {
    /// What people and programs must know to use it.
    NodeDescriptor descriptor();

    Class<C> configType();

    Class<O> outputType();
}
