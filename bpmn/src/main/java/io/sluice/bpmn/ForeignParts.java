package io.sluice.bpmn;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// Collects what a file holds that has no meaning here and must not be lost: pools, lanes, data,
/// artifacts, documentation, other tools' extensions, and their places in the diagram. Each is kept
/// as the text of its XML.
final class ForeignParts {
    /// The field of [io.sluice.engine.definition.Workflow#foreign] that holds it all.
    static final String KEY = "bpmn";

    static final String NAMESPACES = "namespaces";
    static final String PROCESS_ID = "processId";
    static final String PLANE = "plane";
    static final String DEFINITIONS = "definitions";
    static final String PROCESS = "process";
    static final String ELEMENTS = "elements";
    static final String DIAGRAM = "diagram";
    static final String ATTRIBUTES = "attributes";
    static final String EXTENSIONS = "extensions";
    static final String PARTS = "parts";

    /// Children of nodes and edges that this module reads itself.
    private static final Set<String> READ =
            Set.of(
                    "extensionElements",
                    "incoming",
                    "outgoing",
                    "script",
                    "conditionExpression",
                    "eventDefinitionRef",
                    "multiInstanceLoopCharacteristics",
                    "standardLoopCharacteristics");

    private final Element definitions;
    private final Element process;
    private final Map<String, Object> elements = new LinkedHashMap<>();

    private ForeignParts(Element process) {
        this.process = process;
        this.definitions = process.getOwnerDocument().getDocumentElement();
    }

    /// The parts around a process; empty if there are none.
    static Map<String, @Nullable Object> collect(Element process) {
        return new ForeignParts(process).collect();
    }

    /// A digest of [#collect] for the only process of a file of ours.
    static String fingerprint(Document document) {
        return Dom.child(document.getDocumentElement(), "process")
                .map(process -> fingerprint(collect(process)))
                .orElse("");
    }

    static String fingerprint(Map<String, @Nullable Object> parts) {
        try {
            var bytes = JsonText.write(parts).getBytes(StandardCharsets.US_ASCII);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every Java to know SHA-256.", e);
        }
    }

    private Map<String, @Nullable Object> collect() {
        var result = new LinkedHashMap<String, @Nullable Object>();
        var roots = new ArrayList<Object>();
        for (var child : Dom.children(definitions)) {
            if (root(child)) {
                roots.add(Dom.serialize(child));
            }
        }
        put(result, DEFINITIONS, roots);
        put(result, PROCESS, processParts());
        element(process, Dom.id(process))
                .forEach((key, value) -> result.put("process." + key, value));
        for (var node : Flow.nodesAndEdges(process)) {
            var kept = element(node, Dom.id(node));
            if (!kept.isEmpty()) {
                elements.put(Dom.id(node), kept);
            }
        }
        put(result, ELEMENTS, elements);
        put(result, DIAGRAM, diagram());
        if (!result.isEmpty()) {
            put(result, NAMESPACES, namespaces());
            plane(result);
        }
        if (!Dom.id(process).startsWith(Namespaces.GENERATED)) {
            result.put(PROCESS_ID, Dom.id(process));
        }
        return result;
    }

    private static void put(Map<String, @Nullable Object> result, String key, Object value) {
        boolean empty =
                value instanceof List<?> list ? list.isEmpty() : ((Map<?, ?>) value).isEmpty();
        if (!empty) {
            result.put(key, value);
        }
    }

    private boolean root(Element child) {
        return Dom.isBpmn(child)
                && child != process
                && Ranks.ROOTS.contains(Dom.local(child))
                && !Dom.id(child).startsWith(Namespaces.GENERATED);
    }

    private List<Object> processParts() {
        var flow = Set.copyOf(Flow.contents(process));
        return Dom.children(process).stream()
                .filter(child -> Dom.isBpmn(child) && Ranks.PROCESS.contains(Dom.local(child)))
                .filter(child -> !ArtifactReading.ours(child) && !flow.contains(child))
                .<Object>map(Dom::serialize)
                .toList();
    }

    /// What one element of ours-to-be carries beside what is read from it.
    private static Map<String, Object> element(Element element, String id) {
        var result = new LinkedHashMap<String, Object>();
        var attributes = new ArrayList<Object>();
        for (var attribute : Dom.attributes(element)) {
            var uri = attribute.getNamespaceURI();
            if (uri != null && !uri.equals(Dom.XMLNS) && !Namespaces.OURS.contains(uri)) {
                attributes.add(List.of(uri, attribute.getName(), attribute.getValue()));
            }
        }
        var extensions = new ArrayList<Object>();
        Dom.children(element, Namespaces.BPMN, "extensionElements").stream()
                .flatMap(child -> Dom.children(child).stream())
                .filter(child -> !Namespaces.SLUICE.equals(child.getNamespaceURI()))
                .forEach(child -> extensions.add(Dom.serialize(child)));
        var parts = new ArrayList<Object>();
        if (!"process".equals(Dom.local(element))) {
            var flow = Flow.isArea(element) ? Set.copyOf(Flow.contents(element)) : Set.of();
            Dom.children(element).stream()
                    .filter(child -> !flow.contains(child) && kept(element, child, id))
                    .forEach(child -> parts.add(Dom.serialize(child)));
        }
        put(result, attributes, extensions, parts);
        return result;
    }

    private static void put(
            Map<String, Object> result,
            List<Object> attributes,
            List<Object> extensions,
            List<Object> parts) {
        if (!attributes.isEmpty()) {
            result.put(ATTRIBUTES, attributes);
        }
        if (!extensions.isEmpty()) {
            result.put(EXTENSIONS, extensions);
        }
        if (!parts.isEmpty()) {
            result.put(PARTS, parts);
        }
    }

    private static boolean kept(Element element, Element child, String id) {
        var local = Dom.local(child);
        if (!Dom.isBpmn(child)
                || READ.contains(local)
                || local.endsWith("EventDefinition")
                || Dom.id(child).equals(Namespaces.GENERATED + "doc-" + id)) {
            return false;
        }
        // The first documentation of a user task is the approval's description.
        return !(local.equals("documentation")
                && "userTask".equals(Dom.local(element))
                && Dom.child(element, "documentation").orElse(child) == child);
    }

    /// Shapes and edges of everything that is no node or edge of the workflow.
    private List<Object> diagram() {
        var mapped = new java.util.HashSet<String>();
        Flow.nodesAndEdges(process).forEach(element -> mapped.add(Dom.id(element)));
        Dom.children(process).stream()
                .filter(ArtifactReading::ours)
                .forEach(element -> mapped.add(Dom.id(element)));
        var result = new ArrayList<Object>();
        for (var drawn : Flow.drawn(definitions)) {
            var of = Dom.reference(drawn, drawn.getAttribute("bpmnElement"));
            if (of.isPresent() && !mapped.contains(of.get())) {
                result.add(Dom.serialize(drawn));
            }
        }
        return result;
    }

    private Map<String, Object> namespaces() {
        var result = new TreeMap<String, Object>();
        for (var attribute : Dom.attributes(definitions)) {
            if (Dom.XMLNS.equals(attribute.getNamespaceURI())
                    && "xmlns".equals(attribute.getPrefix())
                    && !(Namespaces.OURS.contains(attribute.getValue())
                            && !Namespaces.BPMN.equals(attribute.getValue()))) {
                result.put(Dom.local(attribute), attribute.getValue());
            }
        }
        return result;
    }

    private void plane(Map<String, @Nullable Object> result) {
        Flow.planes(definitions).stream()
                .flatMap(plane -> Dom.reference(plane, plane.getAttribute("bpmnElement")).stream())
                .findFirst()
                .filter(id -> !id.equals(Dom.id(process)))
                .ifPresent(id -> result.put(PLANE, id));
    }
}
