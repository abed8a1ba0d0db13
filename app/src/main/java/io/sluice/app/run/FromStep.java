package io.sluice.app.run;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.Input;
import io.sluice.engine.definition.Graph;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Trial;
import io.sluice.engine.run.Trial.Pin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Beginning again at a node that a run has come to: what was before it counts as done, with what
/// it gave then.
public final class FromStep {
    private FromStep() {}

    /// @param outputs in the place of what nodes gave, by node
    /// @throws ApiProblem if the run has not come to the node, or an output is given for a node
    ///   that is not before it
    public static Trial trial(
            RunState before,
            Workflow document,
            String node,
            Map<String, @Nullable Map<String, @Nullable Object>> outputs) {
        var from = id(node, "/from");
        var graph = new Graph(document);
        if (graph.find(from).isEmpty() || !before.visits().containsKey(from)) {
            throw Input.refuse(
                    "/from",
                    "Expected a node that the run has come to, out of "
                            + before.visits().keySet()
                            + ", found '"
                            + Input.clip(node)
                            + "'.");
        }
        var later = graph.reachable(from);
        var pins = new LinkedHashMap<NodeId, Pin>();
        before.outputs()
                .forEach((id, output) -> {
                    if (!later.contains(id)) {
                        pins.put(id, new Pin.Gives(output));
                    }
                });
        outputs.forEach((name, output) -> {
            var id = id(name, "/outputs");
            if (!pins.containsKey(id)) {
                throw Input.refuse(
                        "/outputs/" + Input.clip(name),
                        "Expected a node before '"
                                + node
                                + "' that has an output, out of "
                                + pins.keySet()
                                + ".");
            }
            pins.put(id, new Pin.Gives(Input.values(output, "/outputs")));
        });
        return new Trial(pins, Optional.of(from), Optional.empty());
    }

    private static NodeId id(String text, String path) {
        try {
            return new NodeId(text);
        } catch (IllegalArgumentException e) {
            throw Input.refuse(
                    path, "Expected the id of a node, found '" + Input.clip(text) + "'.");
        }
    }
}
