package io.sluice.nodes.flow;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.ReadNode;
import java.util.List;
import java.util.Map;

/// Parks the run with an incident, on purpose: a person must look before it goes on.
final class RaiseIncident implements ReadNode<RaiseIncident.Config, RaiseIncident.Output> {
    record Config(
            @Field(
                            title = "Message",
                            description = "What happened and what the person should do.",
                            widget = "multiline")
                    String message) {}

    record Output() {}

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "flow.raise-incident",
                1,
                "Raise incident",
                FlowNodes.CATEGORY,
                "alert-triangle",
                "Parks the run until a person has looked.",
                """
                The run shows an incident with the message. **Skip** goes on after this node; **retry** raises it again;
                cancelling, with or without undo, ends the run. An error event on the node is not needed and would take
                the failure `flow.incident` away from the person.
                """,
                List.of("fail", "stop", "error", "alert", "escalate"),
                "",
                Map.of("flow.incident", "Raised on purpose; the message says why."),
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
    public Output read(Config config, NodeContext context) throws NodeFailure {
        if (context.dryRun()) {
            context.log("A live run would raise an incident here: " + config.message());
            return new Output();
        }
        throw NodeFailure.permanent("flow.incident", NodeFailure.Fault.USER, config.message());
    }
}
