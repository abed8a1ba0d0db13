package io.sluice.bpmn;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Variable;
import io.sluice.engine.definition.Workflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/// Reads one process of a valid file as a document.
final class DocumentReading {
    private final Element process;
    private final Findings findings;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final Map<NodeId, NodeId> within = new HashMap<>();
    private final Set<NodeId> own = new HashSet<>();
    private final Expressions expressions;

    DocumentReading(Element process, Findings findings) {
        this.process = process;
        this.findings = findings;
        this.expressions = new Expressions(findings);
    }

    BpmnImport read() {
        Optional<Map<String, @Nullable Object>> header = Optional.empty();
        try {
            header = OwnNodes.extension(process, "workflow");
            if (header.isPresent() && newer(header.get())) {
                return new BpmnImport.Refused(findings.problems());
            }
        } catch (IllegalArgumentException e) {
            damaged(process, e);
        }
        Renaming.apply(process, findings);
        Implied.write(process, findings);
        var references = new References(process);
        Flow.nodes(process).forEach(element -> node(element, references));
        var reading = new EdgeReading(references, own, findings, expressions);
        Flow.edges(process).forEach(element -> edge(element, reading));
        if (!findings.problems().isEmpty()) {
            return new BpmnImport.Refused(findings.problems());
        }
        new Splits(process, nodes, edges, within, own, findings).apply();
        Layouts.collapsed(process)
                .forEach(area ->
                        findings.note(
                                "BPMN_EXPANDED",
                                area,
                                "was drawn without what is in it; it is drawn anew, with that."));
        return assemble(header, expressions.variables());
    }

    private boolean newer(Map<String, @Nullable Object> header) {
        if (header.get("schema") instanceof Number schema && schema.intValue() == Workflow.SCHEMA) {
            return false;
        }
        findings.refuse(
                "BPMN_OTHER_SCHEMA",
                process,
                "expected a file of document schema "
                        + Workflow.SCHEMA
                        + ", found "
                        + header.get("schema")
                        + "; export it from a matching version.");
        return true;
    }

    private void damaged(Element element, IllegalArgumentException e) {
        findings.refuse(
                "BPMN_BAD_EXTENSION",
                element,
                "its sluice extension is damaged: "
                        + e.getMessage()
                        + " Remove the extension or mend it.");
    }

    private void node(Element element, References references) {
        try {
            var json = OwnNodes.extension(element, "node");
            var constructs = new Constructs(findings, references);
            if (!constructs.accept(element, json.isPresent())) {
                return;
            }
            if (json.isPresent()
                    && (own(element, json.get(), references)
                            || !constructs.accept(element, false))) {
                return;
            }
            new ForeignNodes(references, findings, expressions)
                    .read(element)
                    .ifPresent(found -> add(found, element));
        } catch (IllegalArgumentException e) {
            damaged(element, e);
        }
    }

    private void add(Node node, Element element) {
        nodes.add(node);
        if (element.getParentNode() instanceof Element area && Flow.isArea(area)) {
            within.put(node.id(), new NodeId(Dom.id(area)));
        }
    }

    private void edge(Element element, EdgeReading reading) {
        try {
            reading.read(element).ifPresent(edges::add);
        } catch (IllegalArgumentException e) {
            damaged(element, e);
        }
    }

    private boolean own(
            Element element, Map<String, @Nullable Object> json, References references) {
        var node = new OwnNodes(references).read(element, json);
        node.ifPresent(found -> {
            own.add(found.id());
            add(found, element);
        });
        if (node.isEmpty()) {
            findings.note(
                    "BPMN_EXTENSION_IGNORED",
                    element,
                    "has become another kind of element since it was exported; its settings are"
                            + " not taken over.");
        }
        return node.isPresent();
    }

    private BpmnImport assemble(
            Optional<Map<String, @Nullable Object>> header, List<Variable> found) {
        try {
            var document = header.isPresent() ? ours(header.get(), found) : foreign(found);
            return new BpmnImport.Imported(document, findings.notes());
        } catch (IllegalArgumentException e) {
            damaged(process, e);
            return new BpmnImport.Refused(findings.problems());
        }
    }

    private Workflow foreign(List<Variable> variables) {
        var parts = ForeignParts.collect(process);
        return new Workflow(
                ForeignNodes.name(process),
                documentation(),
                variables,
                nodes,
                edges,
                within,
                Layouts.read(process, nodes, edges),
                parts.isEmpty() ? Map.of() : Map.of(ForeignParts.KEY, parts));
    }

    private Workflow ours(Map<String, @Nullable Object> header, List<Variable> found) {
        var in = new NodeJson.Fields(header);
        DocumentJson.restoreOrder(in, nodes, edges);
        var layout = Layouts.read(process, nodes, edges);
        if (in.has("layout")) {
            var exact = DocumentJson.layout(new NodeJson.Fields(in.map("layout")));
            layout = Layouts.merge(exact, layout, nodes, edges, new Nesting(within));
        }
        DocumentJson.restoreWithin(in, within);
        DocumentJson.restoreStrays(in, nodes, edges);
        var variables = new ArrayList<>(DocumentJson.variables(in));
        found.stream()
                .filter(v -> variables.stream().noneMatch(o -> o.name().equals(v.name())))
                .forEach(variables::add);
        return new Workflow(
                exact(header, "name", XmlText.visible(process.getAttribute("name"))),
                exact(header, "description", documentation()),
                variables,
                nodes,
                edges,
                within,
                layout,
                foreignSection(in));
    }

    private static String exact(
            Map<String, @Nullable Object> header, String field, String visible) {
        return header.get(field) instanceof String exact && XmlText.visible(exact).equals(visible)
                ? exact
                : visible;
    }

    /// The section as it was written, unless the foreign parts were edited since.
    private Map<String, @Nullable Object> foreignSection(NodeJson.Fields in) {
        var parts = ForeignParts.collect(process);
        var section = new LinkedHashMap<String, @Nullable Object>();
        if (in.has("foreign")) {
            section.putAll(in.map("foreign"));
        }
        var seen = in.has("foreignSeen") ? in.text("foreignSeen") : "";
        boolean untouched =
                seen.isEmpty() ? parts.isEmpty() : seen.equals(ForeignParts.fingerprint(parts));
        if (!untouched) {
            section.put(ForeignParts.KEY, parts);
        }
        return section;
    }

    private String documentation() {
        return Dom.child(process, "documentation")
                .map(element -> XmlText.visible(element.getTextContent()))
                .orElse("");
    }
}
