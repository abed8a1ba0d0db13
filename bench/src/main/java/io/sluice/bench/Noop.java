package io.sluice.bench;

import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.ReadNode;
import java.util.List;
import java.util.Map;

/// A node that does nothing.
final class Noop implements ReadNode<Noop.Nothing, Noop.Nothing> {
    private static final Nothing NOTHING = new Nothing();

    record Nothing() {}

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "noop", 1, "Nothing", "Flow", "circle", "", "", List.of(), "", Map.of(), List.of());
    }

    @Override
    public Class<Nothing> configType() {
        return Nothing.class;
    }

    @Override
    public Class<Nothing> outputType() {
        return Nothing.class;
    }

    @Override
    public Nothing read(Nothing config, NodeContext context) {
        return NOTHING;
    }
}
