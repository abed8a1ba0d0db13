package io.sluice.bpmn;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.NodeId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/// Reads sequence flows as edges.
final class EdgeReading {
    private final References references;
    private final Set<NodeId> own;
    private final Findings findings;
    private final Expressions expressions;

    /// @param own the nodes that carry an extension of ours: what their edges say is ours too
    EdgeReading(
            References references, Set<NodeId> own, Findings findings, Expressions expressions) {
        this.references = references;
        this.own = own;
        this.findings = findings;
        this.expressions = expressions;
    }

    /// Empty if something was refused.
    Optional<Edge> read(Element flow) {
        var source = references.target(flow, "sourceRef").filter(references::isNode);
        var target = references.target(flow, "targetRef").filter(references::isNode);
        if (source.isEmpty() || target.isEmpty()) {
            findings.refuse(
                    "BPMN_DANGLING_FLOW",
                    flow,
                    "expected both ends in the process, found '"
                            + flow.getAttribute("sourceRef")
                            + "' and '"
                            + flow.getAttribute("targetRef")
                            + "'.");
            return Optional.empty();
        }
        var from = source.get();
        if (from.getParentNode() != target.get().getParentNode()) {
            findings.refuse(
                    "BPMN_FLOW_ACROSS",
                    flow,
                    "expected both ends in the same process or sub-process; lead the way through"
                            + " the start and the ends of the sub-process.");
            return Optional.empty();
        }
        var json = OwnNodes.extension(flow, "edge").orElse(Map.of());
        if (Flow.isAssociation(flow)) {
            return Optional.of(association(flow, from, target.get(), json));
        }
        boolean ours = own.contains(new NodeId(Dom.id(from)));
        boolean choice = chooses(from);
        boolean otherwise =
                (ours && Boolean.TRUE.equals(json.get("otherwise")))
                        || ((ours || choice) && isDefault(from, flow));
        var when = condition(flow, from, ours, json);
        if (otherwise && !ours && when.isPresent()) {
            findings.note(
                    "BPMN_CONDITION_ON_DEFAULT",
                    flow,
                    "is the default way; its condition has no meaning and is left out.");
        }
        return Optional.of(
                new Edge(
                        new NodeId(Dom.id(flow)),
                        new NodeId(Dom.id(from)),
                        new NodeId(Dom.id(target.get())),
                        name(flow, json),
                        otherwise && !ours ? Optional.empty() : when,
                        otherwise));
    }

    private static Edge association(
            Element flow, Element from, Element to, Map<String, @Nullable Object> json) {
        var in = new NodeJson.Fields(json);
        return new Edge(
                new NodeId(Dom.id(flow)),
                new NodeId(Dom.id(from)),
                new NodeId(Dom.id(to)),
                in.findText("name"),
                in.findText("when"),
                in.has("otherwise") && in.bool("otherwise"));
    }

    private static boolean chooses(Element from) {
        return "exclusiveGateway".equals(Dom.local(from))
                || "inclusiveGateway".equals(Dom.local(from));
    }

    private static boolean isDefault(Element from, Element flow) {
        return Dom.reference(from, from.getAttribute("default"))
                .filter(Dom.id(flow)::equals)
                .isPresent();
    }

    private static Optional<String> name(Element flow, Map<String, @Nullable Object> json) {
        return Dom.attribute(flow, "name").map(name -> exact(json, "name", XmlText.visible(name)));
    }

    private static String exact(Map<String, @Nullable Object> json, String field, String seen) {
        return json.get(field) instanceof String exact && XmlText.visible(exact).equals(seen)
                ? exact
                : seen;
    }

    private Optional<String> condition(
            Element flow, Element from, boolean ours, Map<String, @Nullable Object> json) {
        var condition = Dom.child(flow, "conditionExpression");
        if (condition.isEmpty()) {
            return Optional.empty();
        }
        var text = XmlText.visible(condition.get().getTextContent());
        var language = condition.get().getAttribute("language").strip();
        if (!ours && !chooses(from)) {
            findings.refuse(
                    "BPMN_CONDITIONAL_FLOW",
                    flow,
                    "expected a condition only after an exclusive or inclusive gateway, found one after "
                            + Dom.local(from)
                            + " '"
                            + Dom.id(from)
                            + "'; add a gateway.");
            return Optional.empty();
        }
        if (language.equals(Namespaces.CEL)) {
            return Optional.of(exact(json, "when", text));
        }
        return expressions.condition(flow, text, language);
    }
}
