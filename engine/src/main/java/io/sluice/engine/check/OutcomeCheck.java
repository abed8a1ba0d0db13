package io.sluice.engine.check;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Graph;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Problem;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.Purpose;
import io.sluice.engine.port.Catalogue;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whether it matters how an approval is answered. Its way goes on whatever the decision was; where
/// nothing looks at it, what was rejected would be done all the same.
final class OutcomeCheck {
    private final Graph graph;
    private final Catalogue catalogue;

    private OutcomeCheck(Graph graph, Catalogue catalogue) {
        this.graph = graph;
        this.catalogue = catalogue;
    }

    static List<Problem> check(Workflow workflow, Catalogue catalogue) {
        var check = new OutcomeCheck(new Graph(workflow), catalogue);
        return workflow.nodes().stream()
                .filter(Node.Approval.class::isInstance)
                .flatMap(node -> check.heedless(node.id()).map(at -> problem(node, at)).stream())
                .toList();
    }

    private static Problem problem(Node approval, Node done) {
        return Problem.warning(
                "OUTCOME_IGNORED",
                approval.id(),
                "",
                "Expected a choice on nodes."
                        + approval.id()
                        + ".output.decision before '"
                        + done.name()
                        + "', found none: it is also done when '"
                        + approval.name()
                        + "' is rejected, or nobody decides in time.");
    }

    /// The first thing that is done behind an approval without anything between them that looks at
    /// its outcome.
    private Optional<Node> heedless(NodeId approval) {
        var outcome =
                Pattern.compile(
                        "\\bnodes\\s*(\\.\\s*|\\[\\s*['\"])"
                                + Pattern.quote(approval.value())
                                + "\\b");
        var seen = new HashSet<NodeId>();
        var queue = new ArrayDeque<>(graph.outgoing(approval).stream().map(Edge::to).toList());
        while (!queue.isEmpty()) {
            var node = graph.node(queue.remove());
            if (seen.add(node.id()) && !heeds(node, outcome)) {
                if (changes(node)) {
                    return Optional.of(node);
                }
                queue.addAll(graph.next(node.id()));
            }
        }
        return Optional.empty();
    }

    private boolean heeds(Node node, Pattern outcome) {
        return switch (node) {
            case Node.Gateway gateway ->
                    graph.outgoing(gateway.id()).stream()
                            .flatMap(edge -> edge.when().stream())
                            .anyMatch(when -> outcome.matcher(when).find());
            case Node.Task task -> outcome.matcher(task.config().toString()).find();
            case Node.Call call -> outcome.matcher(call.input().toString()).find();
            case Node.ForEach each -> outcome.matcher(each.items()).find();
            case Node.Start _,
                    Node.Begin _,
                    Node.Wait _,
                    Node.Approval _,
                    Node.Boundary _,
                    Node.Throw _,
                    Node.Compensate _,
                    Node.Scope _,
                    Node.Handler _,
                    Node.End _ ->
                    false;
        };
    }

    /// What another workflow does is not known here.
    private boolean changes(Node node) {
        return switch (node) {
            case Node.Task task -> !task.disabled() && changes(task.type());
            case Node.Call _ -> true;
            case Node.Start _,
                    Node.Begin _,
                    Node.Gateway _,
                    Node.Wait _,
                    Node.Approval _,
                    Node.Boundary _,
                    Node.Throw _,
                    Node.Compensate _,
                    Node.Area _,
                    Node.End _ ->
                    false;
        };
    }

    /// Telling people is not what they decide about.
    private boolean changes(String type) {
        return catalogue.nodeType(type).map(Catalogue.NodeEntry::type).stream()
                .anyMatch(found ->
                        found instanceof EffectNode<?, ?, ?>
                                && found.descriptor().purpose() != Purpose.NOTIFY);
    }
}
