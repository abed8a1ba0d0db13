package io.sluice.nodes.flow;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.ReadNode;
import io.sluice.engine.node.SetsVariables;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives variables of the run new values.
final class SetVariables implements ReadNode<SetVariables.Config, SetVariables.Output> {
    record Config(
            @Field(
                            title = "Variables",
                            description =
                                    "New values by name. The workflow must declare the names; values may be"
                                            + " expressions.",
                            widget = "key-value",
                            example = "{\"severity\":\"high\"}")
                    Map<String, @Nullable Object> variables) {}

    record Output(
            @Field(title = "Variables", description = "What was set.")
                    Map<String, @Nullable Object> variables)
            implements SetsVariables {}

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "flow.set-variables",
                1,
                "Set variables",
                FlowNodes.CATEGORY,
                "variable",
                "Gives variables of the workflow new values for the rest of the run.",
                """
                Later nodes read them as `vars.<name>`. Only variables that the workflow declares can be set; other runs
                and later runs are not concerned.
                """,
                List.of("assign", "let", "remember", "counter"),
                "",
                Map.of("flow.unknown-variable", "The workflow declares no variable of this name."),
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
        for (var name : config.variables().keySet()) {
            if (!context.variables().containsKey(name)) {
                throw NodeFailure.permanent(
                        "flow.unknown-variable",
                        NodeFailure.Fault.USER,
                        "Expected a variable that the workflow declares, found '"
                                + name
                                + "'; declare it or correct the name.");
            }
        }
        return new Output(config.variables());
    }
}
