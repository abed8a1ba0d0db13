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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What names an expression may use at a node, and of which type they are: `trigger`, `vars`,
/// `run`, and the outputs of the nodes before it. The output of a node that some path to here goes
/// round is nullable: an expression must guard it.
final class ScopeTypes {
    private static final Map<String, @Nullable Object> TEXT = Map.of("type", "string");
    private static final Map<String, @Nullable Object> COUNT = Map.of("type", "integer");
    private static final Map<String, @Nullable Object> LIST =
            Map.of("type", "array", "items", Map.of());
    private static final Map<String, @Nullable Object> ANY = Map.of();

    private final Workflow workflow;
    private final Catalogue catalogue;
    private final Callees callees;
    private final Graph graph;
    private final Map<NodeId, Set<NodeId>> before = new HashMap<>();
    private final Map<NodeId, Set<NodeId>> certain = new HashMap<>();
    private final List<NodeId> order = new ArrayList<>();

    /// @param callees what is known of the workflows it calls
    ScopeTypes(Workflow workflow, Catalogue catalogue, Callees callees) {
        this.workflow = workflow;
        this.catalogue = catalogue;
        this.callees = callees;
        graph = new Graph(workflow);
        order();
        flow();
    }

    /// The schema of each name at a node (an edge's names are those after its `from`).
    Map<String, Map<String, @Nullable Object>> at(NodeId node) {
        var scope =
                scope(before.getOrDefault(node, Set.of()), certain.getOrDefault(node, Set.of()));
        if (perItem(node)) {
            scope.put("item", ANY);
            scope.put("index", COUNT);
        }
        return scope;
    }

    /// The names at the end of an area: what may have happened in it is nullable.
    Map<String, Map<String, @Nullable Object>> inside(NodeId area) {
        var all = new HashSet<>(before.getOrDefault(area, Set.of()));
        all.addAll(inner(area));
        var sure = new HashSet<>(certain.getOrDefault(area, Set.of()));
        sure.addAll(surelyInner(area));
        var scope = scope(all, sure);
        if (perItem(area)) {
            scope.put("item", ANY);
            scope.put("index", COUNT);
        }
        return scope;
    }

    private boolean perItem(NodeId node) {
        return workflow.nodes().stream()
                .anyMatch(one -> one instanceof Node.ForEach && graph.inside(node, one.id()));
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
            case Node.Wait(var _, var _, WaitFor.Signal _) -> ANY;
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
            case Node.Boundary boundary -> event(boundary.event());
            case Node.Handler handler -> event(handler.event());
            case Node.Compensate _ -> object(Map.of("undone", COUNT), List.of("undone"));
            case Node.ForEach _ ->
                    object(
                            Map.of("total", COUNT, "done", COUNT, "failed", COUNT, "results", LIST),
                            List.of("total", "done", "failed", "results"));
            case Node.Call call ->
                    callees.find(call.workflow()).map(CallContract::output).orElse(ANY);
            case Node.Start _,
                    Node.Begin _,
                    Node.Gateway _,
                    Node.Throw _,
                    Node.Scope _,
                    Node.End _ ->
                    ANY;
        };
    }

    private static Map<String, @Nullable Object> event(Node.BoundaryEvent event) {
        return switch (event) {
            case Node.BoundaryEvent.OnError _ ->
                    object(
                            Map.of("code", TEXT, "message", TEXT, "fault", TEXT),
                            List.of("code", "message", "fault"));
            case Node.BoundaryEvent.OnTimer _ ->
                    object(Map.of("firedAt", TEXT), List.of("firedAt"));
            case Node.BoundaryEvent.OnEscalation _ -> object(Map.of("code", TEXT), List.of("code"));
            case Node.BoundaryEvent.OnMessage _,
                    Node.BoundaryEvent.OnSignal _,
                    Node.BoundaryEvent.OnCompensation _ ->
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
        for (var start : roots()) {
            var stack = new ArrayDeque<Visit>();
            if (seen.add(start)) {
                stack.push(new Visit(start, graph.next(start).iterator()));
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
                    stack.push(new Visit(id, graph.next(id).iterator()));
                }
            }
        }
    }

    /// Where a run can begin, and what can begin in it at any time.
    private List<NodeId> roots() {
        return Stream.concat(
                        workflow.starts().stream().map(Node::id),
                        graph.handlers(Optional.empty()).stream().map(Node::id))
                .toList();
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
        var node = graph.find(id).orElse(null);
        if (node instanceof Node.Handler) {
            may.addAll(anywhereAround(id));
        }
        for (var from : from(id)) {
            if (!before.containsKey(from)
                    && !(graph.find(from).orElse(null) instanceof Node.Start)) {
                continue;
            }
            boolean entering =
                    node instanceof Node.Boundary
                            || node instanceof Node.Handler
                            || (node instanceof Node.Begin
                                    && !(graph.find(from).orElse(null) instanceof Node.Handler));
            may.addAll(entering ? before.getOrDefault(from, Set.of()) : after(from, before));
            var sure = entering ? certain.getOrDefault(from, Set.of()) : after(from, certain);
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
        return switch (graph.find(id).orElse(null)) {
            case Node.Boundary boundary -> List.of(boundary.on());
            case Node.Begin _, Node.Handler _ -> graph.area(id).stream().toList();
            case null, default -> graph.incoming(id).stream().map(Edge::from).distinct().toList();
        };
    }

    /// What may have happened when a handler begins: anything beside it.
    private Set<NodeId> anywhereAround(NodeId handler) {
        var area = graph.area(handler);
        var around = new HashSet<NodeId>();
        for (var node : workflow.nodes()) {
            boolean beside = area.isEmpty() || graph.inside(node.id(), area.get());
            if (beside && !node.id().equals(handler) && !graph.inside(node.id(), handler)) {
                around.add(node.id());
            }
        }
        return around;
    }

    /// What is there after a node: what was there before it, its own output, and, if it is a scope,
    /// what is there at all of its ends.
    private Set<NodeId> after(NodeId node, Map<NodeId, Set<NodeId>> entering) {
        var result = new HashSet<>(entering.getOrDefault(node, Set.of()));
        result.add(node);
        if (graph.find(node).orElse(null) instanceof Node.Scope) {
            result.addAll(entering == before ? inner(node) : surelyInner(node));
        }
        return result;
    }

    private Set<NodeId> inner(NodeId scope) {
        return workflow.nodes().stream()
                .map(Node::id)
                .filter(id -> graph.inside(id, scope))
                .collect(Collectors.toSet());
    }

    private Set<NodeId> surelyInner(NodeId scope) {
        var here = Optional.of(scope);
        var ends =
                graph.in(here).stream()
                        .filter(Node.End.class::isInstance)
                        .map(Node.End.class::cast)
                        .filter(end -> !(end.as() instanceof Node.Ending.Fail))
                        .toList();
        boolean cutShort =
                !graph.handlers(here).isEmpty()
                        || ends.stream().anyMatch(e -> e.as() instanceof Node.Ending.Terminate);
        @Nullable Set<NodeId> sure = null;
        for (var end : cutShort ? List.<Node.End>of() : ends) {
            var known = certain.getOrDefault(end.id(), Set.of());
            if (sure == null) {
                sure = new HashSet<>(known);
            } else {
                sure.retainAll(known);
            }
        }
        return sure == null ? Set.of() : sure;
    }
}
