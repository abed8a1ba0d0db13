package io.sluice.nodes.flow;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.ReadNode;
import java.util.List;
import java.util.Map;

/// Writes a line into the run's log.
final class Log implements ReadNode<Log.Config, Log.Output> {
    record Config(
            @Field(
                            title = "Message",
                            description = "What to write; `${…}` holds expressions.",
                            widget = "multiline",
                            example = "\"${nodes.vm.output.instanceId} has no public address\"")
                    String message) {}

    record Output(@Field(title = "Message", description = "What was written.") String message) {}

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "flow.log",
                1,
                "Log",
                FlowNodes.CATEGORY,
                "notes",
                "Writes a line into the run's log.",
                "People see the line on the run's page. Nothing leaves the product.",
                List.of("note", "print", "message", "comment"),
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
        context.log(config.message());
        return new Output(config.message());
    }
}
