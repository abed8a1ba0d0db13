package io.sluice.nodes.flow;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.ReadNode;
import java.util.List;
import java.util.Map;

/// Stands for work that has no meaning here: leaves its label in the run's log, in the order in
/// which runs come by. Imported processes can be run with it before their tasks are bound.
final class Trace implements ReadNode<Trace.Config, Trace.Output> {
    record Config(
            @Field(
                            title = "Label",
                            description = "What the log shows when a run comes by.",
                            example = "\"Check the invoice\"")
                    String label) {}

    record Output(@Field(title = "Label", description = "What was logged.") String label) {}

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "trace",
                1,
                "Trace",
                FlowNodes.CATEGORY,
                "route",
                "Leaves its label in the run's log; does nothing else.",
                """
                Shows which way runs take through a process whose tasks are not bound yet: the import of a BPMN file can
                put it in the place of every task. Nothing leaves the product.
                """,
                List.of("pass", "dummy", "placeholder", "path", "bpmn"),
                "",
                Map.of(),
                List.of());
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<Output> outputType() {
        return Output.class;
    }

    @Override
    public Output read(Config config, NodeContext context) {
        context.log(config.label());
        return new Output(config.label());
    }
}
