package io.sluice.bpmn;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// Puts kept foreign parts back into a file that is being written, as far as they still fit: what
/// refers to a node that is gone stays out, and so does what is not what it claims to be. (The
/// document's foreign section travels in the extension besides, so nothing is lost by that.)
final class ForeignEmission {
    /// How much is put back: less, if the schema objects to more.
    enum Amount {
        EVERYTHING,
        NOT_INSIDE_ELEMENTS,
        NOTHING
    }

    private static final Set<String> ENDS =
            Set.of("sourceRef", "targetRef", "bpmnElement", "processRef");
    private static final Set<String> CONNECTORS =
            Set.of("association", "messageFlow", "BPMNShape", "BPMNEdge");

    private final Document document;
    private final Amount amount;
    private final Set<String> ids = new HashSet<>();
    private final Set<String> compensating = new HashSet<>();

    ForeignEmission(Document document, Amount amount) {
        this.document = document;
        this.amount = amount;
    }

    /// The id the process had where it came from, if nothing else has that id now.
    static String processId(Map<String, @Nullable Object> kept, Placement placement) {
        var own = Namespaces.GENERATED + "process";
        return Optional.ofNullable(kept.get(ForeignParts.PROCESS_ID))
                .map(String::valueOf)
                .filter(id -> id.matches("[A-Za-z_][A-Za-z0-9_.-]{0,200}"))
                .filter(id -> !id.startsWith(Namespaces.GENERATED))
                .filter(id -> placement.nodes().stream().noneMatch(n -> n.id().value().equals(id)))
                .filter(id -> placement.edges().stream().noneMatch(e -> e.id().value().equals(id)))
                .orElse(own);
    }

    void emit(Map<String, @Nullable Object> kept) {
        if (amount == Amount.NOTHING || kept.isEmpty()) {
            return;
        }
        var definitions = document.getDocumentElement();
        for (var element : Dom.tree(definitions)) {
            ids.add(Dom.id(element));
            if (Flow.compensates(element)) {
                compensating.add(Dom.id(element));
            }
        }
        var process = Dom.child(definitions, "process").orElseThrow();
        var namespaces = map(kept.get(ForeignParts.NAMESPACES));
        declare(definitions, namespaces);
        var diagramStart = Dom.children(definitions, Namespaces.BPMNDI, "BPMNDiagram").getFirst();
        for (var part : parts(kept.get(ForeignParts.DEFINITIONS), namespaces)) {
            if (allowed(part, Ranks.ROOTS)) {
                definitions.insertBefore(part, diagramStart);
            }
        }
        for (var part : parts(kept.get(ForeignParts.PROCESS), namespaces)) {
            if (allowed(part, Ranks.PROCESS)) {
                insert(process, part, Ranks::inProcess);
            }
        }
        extend(process, kept, "process.", namespaces);
        if (amount == Amount.EVERYTHING) {
            insideElements(process, map(kept.get(ForeignParts.ELEMENTS)), namespaces);
        }
        diagram(definitions, kept, namespaces);
        prune(definitions);
    }

    private void insideElements(
            Element process, Map<String, Object> elements, Map<String, Object> namespaces) {
        for (var element : Flow.nodesAndEdges(process)) {
            var kept = map(elements.get(Dom.id(element)));
            extend(element, kept, "", namespaces);
            for (var part : parts(kept.get(ForeignParts.PARTS), namespaces)) {
                if (Dom.isBpmn(part) && claim(part)) {
                    insert(element, part, rank(element));
                }
            }
        }
    }

    private void extend(
            Element element, Map<String, ?> kept, String key, Map<String, Object> namespaces) {
        for (var item : list(kept.get(key + ForeignParts.ATTRIBUTES))) {
            if (item instanceof List<?> triple && triple.size() == 3) {
                attribute(element, triple);
            }
        }
        var extensions = Dom.child(element, "extensionElements");
        for (var part : parts(kept.get(key + ForeignParts.EXTENSIONS), namespaces)) {
            if (!Namespaces.OURS.contains(String.valueOf(part.getNamespaceURI()))) {
                extensions.orElseGet(() -> extensionElements(element)).appendChild(part);
            }
        }
    }

    private static ToIntFunction<String> rank(Element element) {
        return Flow.isArea(element) ? Ranks::inSubProcess : Ranks::inElement;
    }

    private Element extensionElements(Element element) {
        return Dom.child(element, "extensionElements")
                .orElseGet(() -> {
                    var made = document.createElementNS(Namespaces.BPMN, "extensionElements");
                    insert(element, made, rank(element));
                    return made;
                });
    }

    private static void attribute(Element element, List<?> triple) {
        var uri = String.valueOf(triple.get(0));
        var name = String.valueOf(triple.get(1));
        int colon = name.indexOf(':');
        if (colon > 0
                && !Namespaces.OURS.contains(uri)
                && uri.equals(element.lookupNamespaceURI(name.substring(0, colon)))) {
            element.setAttributeNS(uri, name, XmlText.visible(String.valueOf(triple.get(2))));
        }
    }

    private void diagram(
            Element definitions, Map<String, @Nullable Object> kept, Map<String, Object> spaces) {
        var plane = Flow.planes(definitions).getFirst();
        for (var part : parts(kept.get(ForeignParts.DIAGRAM), spaces).reversed()) {
            if (Namespaces.BPMNDI.equals(part.getNamespaceURI()) && claim(part)) {
                // Pools and lanes lie below what stands in them.
                plane.insertBefore(part, plane.getFirstChild());
            }
        }
        if (kept.get(ForeignParts.PLANE) instanceof String of && ids.contains(of)) {
            plane.setAttribute("bpmnElement", of);
        }
    }

    private static void declare(Element definitions, Map<String, Object> namespaces) {
        namespaces.forEach((prefix, uri) -> {
            if (!definitions.hasAttribute("xmlns:" + prefix)
                    && prefix.matches("[A-Za-z_][A-Za-z0-9_.-]*")
                    && !prefix.toLowerCase(java.util.Locale.ROOT).startsWith("xml")) {
                definitions.setAttributeNS(Dom.XMLNS, "xmlns:" + prefix, String.valueOf(uri));
            }
        });
    }

    private boolean allowed(Element part, Set<String> names) {
        return Dom.isBpmn(part) && names.contains(Dom.local(part)) && claim(part);
    }

    /// Takes the ids of a part, unless one is taken already or it would be no foreign part any
    /// more.
    private boolean claim(Element part) {
        if (compensating.contains(part.getAttribute("sourceRef"))) {
            // It would be read as a way.
            return false;
        }
        var own = Dom.tree(part).stream().map(Dom::id).filter(id -> !id.isEmpty()).toList();
        if (own.stream().anyMatch(ids::contains)) {
            return false;
        }
        ids.addAll(own);
        return true;
    }

    private static void insert(Element parent, Element part, ToIntFunction<String> rank) {
        int own = rank.applyAsInt(Dom.local(part));
        for (var child : Dom.children(parent)) {
            if (rank.applyAsInt(Dom.local(child)) > own) {
                parent.insertBefore(part, child);
                return;
            }
        }
        parent.appendChild(part);
    }

    /// Takes out what refers to something that is no longer there, until nothing does.
    private void prune(Element definitions) {
        boolean again = true;
        while (again) {
            ids.clear();
            var all = Dom.tree(definitions);
            all.forEach(element -> ids.add(Dom.id(element)));
            again = false;
            for (var element : all) {
                again |= pruned(element);
            }
        }
    }

    private boolean pruned(Element element) {
        var local = Dom.local(element);
        if (local.equals("participant") && dangles(element)) {
            element.removeAttribute("processRef");
            return false;
        }
        boolean gone =
                (CONNECTORS.contains(local) && dangles(element))
                        || (local.equals("flowNodeRef") && !exists(element.getTextContent()));
        if (gone && element.getParentNode() != null) {
            element.getParentNode().removeChild(element);
        }
        return gone;
    }

    private boolean dangles(Element element) {
        return Dom.attributes(element).stream()
                .filter(attribute -> ENDS.contains(attribute.getName()))
                .anyMatch(attribute -> !exists(attribute.getValue()));
    }

    /// A reference with a prefix leads out of the file.
    private boolean exists(String reference) {
        var value = reference.strip();
        return value.indexOf(':') >= 0 || ids.contains(value);
    }

    private List<Element> parts(@Nullable Object kept, Map<String, Object> namespaces) {
        var result = new ArrayList<Element>();
        for (var item : list(kept)) {
            parse(String.valueOf(item), namespaces)
                    .ifPresent(part -> result.add((Element) document.importNode(part, true)));
        }
        return result;
    }

    private static Optional<Element> parse(String part, Map<String, Object> namespaces) {
        var text = new StringBuilder("<parts");
        namespaces.forEach((prefix, uri) -> {
            text.append(" xmlns:").append(prefix).append("=\"");
            XmlText.escape(text, String.valueOf(uri), true);
            text.append('"');
        });
        text.append('>').append(part).append("</parts>");
        try {
            var clean = SafeXml.any(text.toString().getBytes(StandardCharsets.UTF_8));
            var children = Dom.children(HardenedParser.tree(clean.text()).getDocumentElement());
            return children.size() == 1 ? Optional.of(children.getFirst()) : Optional.empty();
        } catch (XmlRefusal _) {
            // A part somebody has damaged; it stays in the foreign section as it is.
            return Optional.empty();
        }
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static Map<String, Object> map(@Nullable Object value) {
        var result = new TreeMap<String, Object>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> {
                if (item != null) {
                    result.put(String.valueOf(key), item);
                }
            });
        }
        return result;
    }
}
