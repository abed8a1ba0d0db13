package io.sluice.codec.cel;

import io.sluice.engine.check.Callees;
import io.sluice.engine.check.NamesInScope;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.port.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A name that an expression may use at some place of a workflow.
///
/// @param name as it is written: `trigger`, `nodes.scan.output`
/// @param title what people call it
/// @param node whose output it is
/// @param schema the JSON Schema of what it holds; empty when nothing is known of it
/// @param maybeAbsent whether some path to this place goes round that node, so that it must be
///   guarded
public record NameInScope(
        String name,
        String title,
        Optional<NodeId> node,
        Map<String, @Nullable Object> schema,
        boolean maybeAbsent) {
    /// Names that CEL keeps for itself; written between back quotes they are fields like any other.
    private static final Set<String> KEPT = Set.of("in", "true", "false", "null");

    /// All names at a place, in the order of the document.
    ///
    /// @param callees what is known of the workflows it calls
    /// @param element a node, or an edge for its condition
    public static List<NameInScope> at(
            Workflow workflow, Catalogue catalogue, Callees callees, NodeId element) {
        var scope = NamesInScope.at(workflow, catalogue, callees, element);
        var names = new ArrayList<NameInScope>();
        names.add(known("trigger", "What started the run", scope));
        if (scope.containsKey("output")) {
            names.add(known("output", "The latest answer that this wait looks at", scope));
        }
        if (scope.containsKey("item")) {
            names.add(known("item", "The item that is gone through", scope));
            names.add(known("index", "Its place in the list, from 0", scope));
        }
        workflow.nodes().forEach(node -> output(node, scope).ifPresent(names::add));
        names.add(known("vars", "Variables of the workflow", scope));
        names.add(known("run", "This run", scope));
        return names;
    }

    private static NameInScope known(
            String name, String title, Map<String, Map<String, @Nullable Object>> scope) {
        return new NameInScope(
                name, title, Optional.empty(), scope.getOrDefault(name, Map.of()), false);
    }

    private static Optional<NameInScope> output(
            Node node, Map<String, Map<String, @Nullable Object>> scope) {
        var nodes = scope.getOrDefault("nodes", Map.of());
        var id = node.id().value();
        if (!JsonSchema.properties(nodes).containsKey(id) || !answers(node)) {
            return Optional.empty();
        }
        var entry = JsonSchema.object(JsonSchema.properties(nodes).get(id));
        return Optional.of(
                new NameInScope(
                        "nodes." + (KEPT.contains(id) ? "`" + id + "`" : id) + ".output",
                        node.name(),
                        Optional.of(node.id()),
                        JsonSchema.object(JsonSchema.properties(entry).get("output")),
                        !JsonSchema.requires(nodes, id)));
    }

    /// Whether a node of this kind gives an output that is of any use.
    private static boolean answers(Node node) {
        return switch (node) {
            case Node.Task _,
                    Node.Wait _,
                    Node.Approval _,
                    Node.Call _,
                    Node.Compensate _,
                    Node.Area _,
                    Node.Boundary _ ->
                    true;
            case Node.Start _, Node.Begin _, Node.Gateway _, Node.Throw _, Node.End _ -> false;
        };
    }
}
