package io.sluice.app.approval.plan;

import io.sluice.codec.document.WorkflowJson;
import io.sluice.codec.value.JsonValues;
import io.sluice.engine.definition.Graph;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.node.SetsVariables;
import io.sluice.engine.port.Catalogue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Which nodes of a workflow go by what other nodes will give. It is read off the document: a node
/// that speaks of another's output depends on it, and so does all within it.
final class Dependence {
    private static final Pattern VARIABLES = Pattern.compile("\\bvars\\b");

    private final Workflow workflow;
    private final Graph graph;
    private final Catalogue catalogue;
    private final Map<NodeId, String> texts = new HashMap<>();

    Dependence(Workflow workflow, Catalogue catalogue) {
        this.workflow = workflow;
        this.catalogue = catalogue;
        graph = new Graph(workflow);
        if (WorkflowJson.toValues(workflow).get("nodes") instanceof List<?> nodes) {
            for (var one : nodes) {
                if (one instanceof Map<?, ?> node && node.get("id") instanceof String id) {
                    texts.put(new NodeId(id), JsonValues.write(node));
                }
            }
        }
    }

    /// @param roots nodes whose outputs are not known yet
    Set<NodeId> on(Set<NodeId> roots) {
        var dependent = new HashSet<NodeId>();
        boolean grew = true;
        while (grew) {
            grew = false;
            for (var node : workflow.nodes()) {
                if (!dependent.contains(node.id()) && depends(node, roots, dependent)) {
                    dependent.add(node.id());
                    grew = true;
                }
            }
        }
        return dependent;
    }

    private boolean depends(Node node, Set<NodeId> roots, Set<NodeId> dependent) {
        return mentions(node, roots)
                || mentions(node, dependent)
                || dependent.stream().anyMatch(area -> graph.inside(node.id(), area))
                || (VARIABLES.matcher(text(node)).find()
                        && dependent.stream().anyMatch(this::setsVariables));
    }

    private boolean mentions(Node node, Set<NodeId> others) {
        var text = text(node);
        return others.stream()
                .anyMatch(other ->
                        !other.equals(node.id())
                                && text.contains("nodes." + other.value())
                                && Pattern.compile("nodes\\." + other.value() + "\\b")
                                        .matcher(text)
                                        .find());
    }

    private String text(Node node) {
        return texts.getOrDefault(node.id(), "");
    }

    private boolean setsVariables(NodeId id) {
        return graph.find(id).orElse(null) instanceof Node.Task task
                && catalogue
                        .nodeType(task.type())
                        .filter(entry ->
                                SetsVariables.class.isAssignableFrom(entry.type().outputType()))
                        .isPresent();
    }
}
