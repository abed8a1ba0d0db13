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
import org.camunda.bpm.model.bpmn.instance.Association;
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
    private final Set<NodeId> redressing;

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
        this.redressing = placement.redressing();
        for (var edge : placement.edges()) {
            if (redressing.contains(edge.from())) {
                continue;
            }
            outgoing.computeIfAbsent(edge.from(), _ -> new ArrayList<>()).add(edge);
            incoming.computeIfAbsent(edge.to(), _ -> new ArrayList<>()).add(edge);
        }
    }

    BpmnModelInstance model() {
        return elements.model();
    }

    /// @param fingerprint of the foreign parts as a reader will find them; may be empty
    ModelWriting write(String fingerprint) {
        var drawing = drawing();
        var definitions = definitions();
        var process = elements.detached(Process.class, processId());
        process.setName(XmlText.visible(workflow.name()));
        process.setExecutable(true);
        elements.documentation(process, workflow.description());
        elements.extension(process, "workflow", header(drawing, fingerprint));
        contents(process, Optional.empty(), new NodeWriting(elements, definitions, placement));
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

    private Drawing drawing() {
        return Drawing.of(
                placement.nodes(), placement.edges(), placement.nested(), workflow.layout());
    }

    private void contents(
            ModelElementInstance container, Optional<NodeId> area, NodeWriting nodes) {
        for (var node : placement.in(area)) {
            var element = nodes.write(container, node);
            flows(element, node);
            nodes.details(element, node);
            if (node instanceof Node.Area) {
                contents(element, Optional.of(node.id()), nodes);
            }
        }
        placement.edgesIn(area).forEach(edge -> edge(container, edge));
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
        if (!placement.inOrder()) {
            json.put("order", DocumentJson.order(placement));
        }
        var untold = placement.untold(workflow.within());
        if (!untold.isEmpty()) {
            json.put("within", DocumentJson.within(untold));
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
            case Node.Choice _,
                    Node.AnyChoice _,
                    Node.Task _,
                    Node.Approval _,
                    Node.Call _,
                    Node.Area _ ->
                    outgoing.getOrDefault(node.id(), List.of()).stream()
                            .filter(Edge::otherwise)
                            .map(Edge::id)
                            .findFirst();
            case Node.Start _,
                    Node.Begin _,
                    Node.Fork _,
                    Node.Join _,
                    Node.Race _,
                    Node.Wait _,
                    Node.Throw _,
                    Node.Compensate _,
                    Node.Boundary _,
                    Node.End _ ->
                    Optional.empty();
        };
    }

    private void edge(ModelElementInstance container, Edge edge) {
        if (redressing.contains(edge.from())) {
            association(container, edge);
        } else {
            flow(container, edge);
        }
    }

    /// From an event that compensates no flow may lead.
    private void association(ModelElementInstance container, Edge edge) {
        var association = elements.add(container, Association.class, edge.id().value());
        association.setAttributeValue("associationDirection", "One");
        ends(association, edge);
        var json = new LinkedHashMap<String, @Nullable Object>();
        edge.name().ifPresent(name -> json.put("name", name));
        edge.when().ifPresent(when -> json.put("when", when));
        if (edge.otherwise()) {
            json.put("otherwise", true);
        }
        elements.extension(association, "edge", json);
    }

    private static void ends(ModelElementInstance element, Edge edge) {
        element.setAttributeValue("sourceRef", edge.from().value());
        element.setAttributeValue("targetRef", edge.to().value());
    }

    private void flow(ModelElementInstance container, Edge edge) {
        var flow = elements.add(container, SequenceFlow.class, edge.id().value());
        ends(flow, edge);
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
