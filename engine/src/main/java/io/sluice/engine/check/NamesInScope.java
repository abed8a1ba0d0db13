package io.sluice.engine.check;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Graph;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.port.Catalogue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an expression at one place of a workflow may name, as [WorkflowCheck] sees it; for editors
/// that help while a person writes. The document may be in any state.
public final class NamesInScope {
    private NamesInScope() {}

    /// The JSON Schema of each name: `trigger`, `vars`, `nodes`, `run`, and `output` where a wait
    /// looks at the answers of its own node type. A node that some path goes round is a property of
    /// `nodes` that is not required.
    ///
    /// @param element a node, or an edge for its condition; of one that is not there, nothing lies
    ///   upstream
    public static Map<String, Map<String, @Nullable Object>> at(
            Workflow workflow, Catalogue catalogue, Callees callees, NodeId element) {
        var graph = new Graph(workflow);
        var place = graph.findEdge(element).map(Edge::from).orElse(element);
        var types = new ScopeTypes(workflow, catalogue, callees);
        return switch (graph.find(place).orElse(null)) {
            case Node.Boundary boundary -> types.at(boundary.on());
            case Node.Wait(var _, var _, Node.WaitFor.Condition poll) ->
                    withOutput(types.at(place), catalogue, poll);
            case null, default -> types.at(place);
        };
    }

    private static Map<String, Map<String, @Nullable Object>> withOutput(
            Map<String, Map<String, @Nullable Object>> scope,
            Catalogue catalogue,
            Node.WaitFor.Condition poll) {
        var all = new LinkedHashMap<>(scope);
        all.put(
                "output",
                catalogue
                        .nodeType(poll.type())
                        .map(Catalogue.NodeEntry::outputSchema)
                        .orElse(Map.of()));
        return all;
    }
}
