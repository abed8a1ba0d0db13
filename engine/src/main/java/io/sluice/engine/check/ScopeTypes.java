package io.sluice.engine.check;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Graph;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.WaitFor;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Variable;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.port.Catalogue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What names an expression may use at a node, and of which type they are: `trigger`, `vars`,
/// `run`, and the outputs of the nodes before it. The output of a node that some path to here goes
/// round is nullable: an expression must guard it.
final class ScopeTypes {
    private static final Map<String, @Nullable Object> TEXT = Map.of("type", "string");
    private static final Map<String, @Nullable Object> ANY = Map.of();

    private final Workflow workflow;
    private final Catalogue catalogue;
    private final Graph graph;
    private final Map<NodeId, Set<NodeId>> before = new HashMap<>();
    private final Map<NodeId, Set<NodeId>> certain = new HashMap<>();
    private final List<NodeId> order = new ArrayList<>();

    ScopeTypes(Workflow workflow, Catalogue catalogue) {
        this.workflow = workflow;
        this.catalogue = catalogue;
        graph = new Graph(workflow);
        order();
        flow();
    }

    /// The schema of each name at a node (an edge's names are those after its `from`).
    Map<String, Map<String, @Nullable Object>> at(NodeId node) {
        return scope(before.getOrDefault(node, Set.of()), certain.getOrDefault(node, Set.of()));
    }

    private Map<String, Map<String, @Nullable Object>> scope(Set<NodeId> all, Set<NodeId> sure) {
        var outputs = new TreeMap<String, @Nullable Object>();
        for (var id : all) {
            graph.find(id)
                    .ifPresent(node ->
                            outputs.put(
                                    id.value(),
                                    object(Map.of("output", output(node)), List.of("output"))));
        }
        var required = all.stream().filter(sure::contains).map(NodeId::value).sorted().toList();
        var scope = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        scope.put("trigger", trigger());
        scope.put("vars", variables());
        scope.put("nodes", object(outputs, required));
        scope.put(
                "run",
                object(
                        Map.of("id", TEXT, "workflow", TEXT, "startedAt", TEXT),
                        List.of("id", "workflow", "startedAt")));
        return scope;
    }

    /// With several triggers of different events a field may be absent: nothing is promised then.
    private Map<String, @Nullable Object> trigger() {
        var schemas =
                workflow.starts().stream()
                        .map(start -> TriggerSchemas.event(start, catalogue))
                        .distinct()
                        .toList();
        return schemas.size() == 1 ? schemas.getFirst() : ANY;
    }

    private Map<String, @Nullable Object> variables() {
        var properties = new LinkedHashMap<String, @Nullable Object>();
        workflow.variables().forEach(one -> properties.put(one.name(), one.schema()));
        return object(properties, workflow.variables().stream().map(Variable::name).toList());
    }

    private Map<String, @Nullable Object> output(Node node) {
        return switch (node) {
            case Node.Task task -> nodeOutput(task.type());
            case Node.Wait(var _, var _, WaitFor.Condition poll) -> nodeOutput(poll.type());
            case Node.Wait(var _, var _, WaitFor.Message _) -> ANY;
            case Node.Wait _ -> object(Map.of("firedAt", TEXT), List.of("firedAt"));
            case Node.Approval _ ->
                    object(
                            Map.of(
                                    "decision",
                                    Map.of(
                                            "type",
                                            "string",
                                            "enum",
                                            List.of("approved", "rejected", "expired")),
                                    "by",
                                    TEXT,
                                    "comment",
                                    TEXT,
                                    "at",
                                    TEXT),
                            List.of("decision", "by", "comment", "at"));
            case Node.Boundary(var _, var _, var _, Node.BoundaryEvent.OnError _, var _) ->
                    object(
                            Map.of("code", TEXT, "message", TEXT, "fault", TEXT),
                            List.of("code", "message", "fault"));
            case Node.Boundary _ -> object(Map.of("firedAt", TEXT), List.of("firedAt"));
            case Node.Start _,
                    Node.Choice _,
                    Node.AnyChoice _,
                    Node.Fork _,
                    Node.Join _,
                    Node.Race _,
                    Node.End _ ->
                    ANY;
        };
    }

    private Map<String, @Nullable Object> nodeOutput(String type) {
        return catalogue.nodeType(type).map(Catalogue.NodeEntry::outputSchema).orElse(ANY);
    }

    static Map<String, @Nullable Object> object(
            Map<String, ? extends @Nullable Object> properties, List<String> required) {
        var schema = new LinkedHashMap<String, @Nullable Object>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        return schema;
    }

    /// Reverse post-order of what can be reached.
    private void order() {
        var seen = new HashSet<NodeId>();
        record Visit(NodeId node, java.util.Iterator<NodeId> next) {}
        for (var start : workflow.starts()) {
            var stack = new ArrayDeque<Visit>();
            if (seen.add(start.id())) {
                stack.push(new Visit(start.id(), next(start.id()).iterator()));
            }
            while (!stack.isEmpty()) {
                var top = stack.peek();
                if (!top.next().hasNext()) {
                    order.addFirst(top.node());
                    stack.pop();
                    continue;
                }
                var id = top.next().next();
                if (seen.add(id)) {
                    stack.push(new Visit(id, next(id).iterator()));
                }
            }
        }
    }

    private List<NodeId> next(NodeId node) {
        var next = new ArrayList<NodeId>();
        graph.outgoing(node).forEach(edge -> next.add(edge.to()));
        graph.boundaries(node).forEach(boundary -> next.add(boundary.id()));
        return next;
    }

    /// Which outputs may be, and which must be, there on entering each node: a fixed point over the
    /// graph. A join of all has what any of its ways brings for certain, every other node what all
    /// do.
    private void flow() {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (var id : order) {
                moved |= enter(id);
            }
        }
    }

    private boolean enter(NodeId id) {
        var may = new HashSet<NodeId>();
        @Nullable Set<NodeId> must = null;
        boolean join =
                graph.find(id).orElse(null) instanceof Node.Join it
                        && it.awaits() == Node.Awaits.ALL;
        for (var from : from(id)) {
            if (!before.containsKey(from)
                    && !(graph.find(from).orElse(null) instanceof Node.Start)) {
                continue;
            }
            boolean host = graph.find(id).orElse(null) instanceof Node.Boundary;
            may.addAll(after(from, before, host));
            var sure = after(from, certain, host);
            if (must == null) {
                must = new HashSet<>(sure);
            } else if (join) {
                must.addAll(sure);
            } else {
                must.retainAll(sure);
            }
        }
        var sure = must == null ? Set.<NodeId>of() : must;
        boolean changed = !may.equals(before.get(id)) || !sure.equals(certain.get(id));
        before.put(id, may);
        certain.put(id, sure);
        return changed;
    }

    private List<NodeId> from(NodeId id) {
        if (graph.find(id).orElse(null) instanceof Node.Boundary boundary) {
            return List.of(boundary.on());
        }
        return graph.incoming(id).stream().map(Edge::from).distinct().toList();
    }

    /// What is there after a node: what was there before it and its own output — which a node that
    /// was left by its boundary has not given.
    private static Set<NodeId> after(
            NodeId node, Map<NodeId, Set<NodeId>> entering, boolean byBoundary) {
        var result = new HashSet<>(entering.getOrDefault(node, Set.of()));
        if (!byBoundary) {
            result.add(node);
        }
        return result;
    }
}
