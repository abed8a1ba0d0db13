package io.sluice.bpmn;

import io.sluice.engine.definition.NodeId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;

/// Gives every node and edge of a process an id of the form this product asks for, and mends all
/// references to it, in the diagram and in foreign parts too. The same file always gets the same
/// ids.
final class Renaming {
    private static final int MAX_LENGTH = 64;
    private static final Set<String> REFERENCES =
            Set.of("default", "bpmnElement", "incoming", "outgoing");

    private final Element definitions;
    private final Findings findings;
    private final Set<String> taken = new HashSet<>();

    private Renaming(Element definitions, Findings findings) {
        this.definitions = definitions;
        this.findings = findings;
        Dom.tree(definitions).forEach(element -> taken.add(Dom.id(element)));
    }

    static void apply(Element process, Findings findings) {
        var definitions = process.getOwnerDocument().getDocumentElement();
        new Renaming(definitions, findings).apply(process);
    }

    private void apply(Element process) {
        var renamed = new LinkedHashMap<String, String>();
        for (var element : Flow.nodesAndEdges(process)) {
            var id = Dom.id(element);
            if (!NodeId.FORM.matcher(id).matches()) {
                var fresh = fresh(id.isEmpty() ? Dom.local(element) : id, taken);
                element.setAttribute("id", fresh);
                findings.renamed(id, fresh);
                if (!id.isEmpty()) {
                    renamed.put(id, fresh);
                }
                note(element, id, fresh);
            }
        }
        Dom.tree(definitions).forEach(element -> mend(element, renamed));
    }

    private void note(Element element, String id, String fresh) {
        findings.note(
                "BPMN_RENAMED",
                element,
                id.isEmpty()
                        ? "had no id and is now '" + fresh + "'."
                        : "had the id '" + id + "' and is now '" + fresh + "'.");
    }

    /// An id of the right form that is not taken, and takes it.
    static String fresh(String wish, Set<String> taken) {
        var base = wish.replaceAll("[^A-Za-z0-9_]", "_").replaceFirst("^([0-9])", "_$1");
        var id = cut(base, MAX_LENGTH);
        for (int i = 2; !taken.add(id); i++) {
            id = cut(base, MAX_LENGTH - 6) + "_" + i;
        }
        return id;
    }

    private static String cut(String text, int max) {
        return text.length() > max ? text.substring(0, max) : text;
    }

    private static void mend(Element element, Map<String, String> renamed) {
        for (var attribute : Dom.attributes(element)) {
            if (attribute.getNamespaceURI() == null && refers(attribute.getName())) {
                attribute.setValue(mended(element, attribute.getValue(), renamed));
            }
        }
        if (Dom.isBpmn(element) && refers(Dom.local(element)) && Dom.children(element).isEmpty()) {
            element.setTextContent(mended(element, element.getTextContent(), renamed));
        }
    }

    private static boolean refers(String name) {
        return REFERENCES.contains(name) || name.endsWith("Ref");
    }

    /// Without the prefix of the file's own namespace, which will not be the same in our files.
    private static String mended(Element at, String reference, Map<String, String> renamed) {
        return Dom.reference(at, reference)
                .map(id -> renamed.getOrDefault(id, id))
                .orElse(reference);
    }
}
