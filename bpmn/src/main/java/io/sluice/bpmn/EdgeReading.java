package io.sluice.bpmn;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Variable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/// Reads sequence flows as edges.
final class EdgeReading {
    private final References references;
    private final Set<NodeId> own;
    private final Findings findings;
    private final Set<String> variables = new TreeSet<>();

    /// @param own the nodes that carry an extension of ours: what their edges say is ours too
    EdgeReading(References references, Set<NodeId> own, Findings findings) {
        this.references = references;
        this.own = own;
        this.findings = findings;
    }

    /// Variables that translated conditions need.
    List<Variable> variables() {
        return variables.stream().map(name -> new Variable(name, Map.of(), null)).toList();
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
        var json = OwnNodes.extension(flow, "edge").orElse(Map.of());
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
        return translated(flow, text, language);
    }

    private Optional<String> translated(Element flow, String text, String language) {
        if (!language.isEmpty() && !language.matches("(?i).*(juel|feel|\\bcel\\b|uel).*")) {
            findings.refuse(
                    "BPMN_CONDITION_LANGUAGE",
                    flow,
                    "expected a condition in CEL or without a language, found '" + language + "'.");
            return Optional.empty();
        }
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var translation = Conditions.translate(text);
            variables.addAll(translation.variables());
            if (!translation.cel().equals(text)) {
                findings.note(
                        "BPMN_CONDITION_TRANSLATED",
                        flow,
                        "the condition '" + text + "' is now '" + translation.cel() + "'.");
            }
            return Optional.of(translation.cel());
        } catch (Conditions.Untranslatable e) {
            findings.refuse(
                    "BPMN_CONDITION",
                    flow,
                    "expected comparisons of variables and literals joined by and, or, not; the"
                            + " condition '"
                            + text
                            + "' has no exact translation: "
                            + e.getMessage()
                            + ".");
            return Optional.empty();
        }
    }
}
