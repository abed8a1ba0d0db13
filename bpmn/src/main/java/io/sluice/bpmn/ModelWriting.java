package io.sluice.bpmn;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Layout;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Workflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.Definitions;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;

/// Fills an empty model with one workflow.
final class ModelWriting {
    private final Elements elements;
    private final Workflow workflow;
    private final Map<String, @Nullable Object> kept;
    private final ForeignEmission.Amount amount;
    private final Placement placement;
    private final Map<NodeId, List<Edge>> incoming = new HashMap<>();
    private final Map<NodeId, List<Edge>> outgoing = new HashMap<>();
    private final Set<NodeId> defaults = new HashSet<>();

    ModelWriting(
            BpmnModelInstance model,
            Workflow workflow,
            Map<String, @Nullable Object> kept,
            ForeignEmission.Amount amount) {
        this.elements = new Elements(model);
        this.workflow = workflow;
        this.kept = kept;
        this.amount = amount;
        this.placement = Placement.of(workflow);
        for (var edge : placement.edges()) {
            outgoing.computeIfAbsent(edge.from(), _ -> new ArrayList<>()).add(edge);
            incoming.computeIfAbsent(edge.to(), _ -> new ArrayList<>()).add(edge);
        }
    }

    BpmnModelInstance model() {
        return elements.model();
    }

    /// @param fingerprint of the foreign parts as a reader will find them; may be empty
    ModelWriting write(String fingerprint) {
        var drawing = Drawing.of(placement.nodes(), placement.edges(), workflow.layout());
        var definitions = definitions();
        var process = elements.detached(Process.class, processId());
        process.setName(XmlText.visible(workflow.name()));
        process.setExecutable(true);
        elements.documentation(process, workflow.description());
        elements.extension(process, "workflow", header(drawing, fingerprint));
        var nodes = new NodeWriting(elements, definitions, Placement.hosts(placement.nodes()));
        for (var node : placement.nodes()) {
            var element = nodes.write(process, node);
            flows(element, node);
            nodes.events(element, node);
        }
        placement.edges().forEach(edge -> edge(process, edge));
        var artifacts = new ArtifactWriting(elements, finite(workflow.layout()));
        artifacts.write(process);
        artifacts.titles(definitions);
        Elements.append(definitions, process);
        new DiagramWriting(elements, definitions, artifacts)
                .write(process.getId(), placement, drawing);
        new ForeignEmission((Document) model().getDocument().getDomSource().getNode(), amount)
                .emit(kept);
        return this;
    }

    private Definitions definitions() {
        var definitions =
                elements.detached(Definitions.class, Namespaces.GENERATED + "definitions");
        definitions.setTargetNamespace("https://sluice.io/workflows");
        definitions.setExporter("Sluice");
        model().setDefinitions(definitions);
        var root = definitions.getDomElement();
        root.registerNamespace("bpmndi", Namespaces.BPMNDI);
        root.registerNamespace("dc", Namespaces.DC);
        root.registerNamespace("di", Namespaces.DI);
        root.registerNamespace("xsi", Namespaces.XSI);
        root.registerNamespace("sluice", Namespaces.SLUICE);
        return definitions;
    }

    private String processId() {
        return amount == ForeignEmission.Amount.NOTHING
                ? Namespaces.GENERATED + "process"
                : ForeignEmission.processId(kept, placement);
    }

    private Map<String, @Nullable Object> header(Drawing drawing, String fingerprint) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("schema", Workflow.SCHEMA);
        Elements.exactly(json, "name", workflow.name());
        Elements.exactly(json, "description", workflow.description());
        json.put("variables", DocumentJson.variables(workflow.variables()));
        if (!workflow.foreign().isEmpty()) {
            json.put("foreign", workflow.foreign());
            json.put("foreignSeen", fingerprint);
        }
        var layout = workflow.layout();
        if (!drawing.asLayout().equals(new Layout(layout.nodes(), layout.edges()))) {
            json.put("layout", DocumentJson.layout(finite(layout)));
        }
        if (!placement.strayNodes().isEmpty() || !placement.strayEdges().isEmpty()) {
            json.put("strayNodes", DocumentJson.strayNodes(placement));
            json.put("strayEdges", DocumentJson.strayEdges(placement));
        }
        return json;
    }

    private static Layout finite(Layout layout) {
        boolean finite =
                Stream.concat(
                                layout.nodes().values().stream(),
                                layout.notes().stream().map(Layout.Note::box))
                        .allMatch(ModelWriting::finite);
        finite &=
                layout.edges().values().stream()
                        .flatMap(List::stream)
                        .allMatch(p -> Double.isFinite(p.x()) && Double.isFinite(p.y()));
        if (!finite) {
            throw new IllegalArgumentException(
                    "Expected finite coordinates in the layout, found others; lay the workflow out"
                            + " again.");
        }
        return layout;
    }

    private static boolean finite(Layout.Box box) {
        return Double.isFinite(box.x())
                && Double.isFinite(box.y())
                && Double.isFinite(box.width())
                && Double.isFinite(box.height());
    }

    private void flows(ModelElementInstance element, Node node) {
        for (var edge : incoming.getOrDefault(node.id(), List.of())) {
            elements.plain(element, "incoming", edge.id().value());
        }
        for (var edge : outgoing.getOrDefault(node.id(), List.of())) {
            elements.plain(element, "outgoing", edge.id().value());
        }
        defaultEdge(node)
                .ifPresent(edge -> {
                    defaults.add(edge);
                    element.setAttributeValue("default", edge.value());
                });
    }

    /// The edge for which BPMN has a `default` attribute on its source.
    private Optional<NodeId> defaultEdge(Node node) {
        return switch (node) {
            case Node.Choice _, Node.AnyChoice _, Node.Task _, Node.Approval _ ->
                    outgoing.getOrDefault(node.id(), List.of()).stream()
                            .filter(Edge::otherwise)
                            .map(Edge::id)
                            .findFirst();
            case Node.Start _,
                    Node.Fork _,
                    Node.Join _,
                    Node.Race _,
                    Node.Wait _,
                    Node.Boundary _,
                    Node.End _ ->
                    Optional.empty();
        };
    }

    private void edge(ModelElementInstance process, Edge edge) {
        var flow = elements.add(process, SequenceFlow.class, edge.id().value());
        flow.setAttributeValue("sourceRef", edge.from().value());
        flow.setAttributeValue("targetRef", edge.to().value());
        edge.name().ifPresent(name -> flow.setName(XmlText.visible(name)));
        var json = new LinkedHashMap<String, @Nullable Object>();
        edge.name().ifPresent(name -> Elements.exactly(json, "name", name));
        edge.when().ifPresent(when -> Elements.exactly(json, "when", when));
        if (edge.otherwise() && !defaults.contains(edge.id())) {
            json.put("otherwise", true);
        }
        if (!json.isEmpty()) {
            elements.extension(flow, "edge", json);
        }
        edge.when()
                .ifPresent(when -> {
                    var condition =
                            elements.text(
                                    flow,
                                    ConditionExpression.class,
                                    Namespaces.GENERATED + "when-" + edge.id(),
                                    when);
                    condition.setType("tFormalExpression");
                    condition.setLanguage(Namespaces.CEL);
                });
    }
}
