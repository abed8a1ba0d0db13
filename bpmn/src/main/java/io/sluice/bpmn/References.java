package io.sluice.bpmn;

import io.sluice.engine.definition.NodeId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/// Finds what elements of a file refer to.
final class References {
    private static final Set<String> HOSTS =
            Set.of(
                    "task",
                    "serviceTask",
                    "scriptTask",
                    "sendTask",
                    "manualTask",
                    "userTask",
                    "receiveTask");

    private final Map<String, Element> byId = new HashMap<>();
    private final Map<String, Integer> incoming = new HashMap<>();
    private final Element process;
    private final Set<Element> nodes;

    References(Element process) {
        this.process = process;
        this.nodes = Set.copyOf(Flow.nodes(process));
        var definitions = process.getOwnerDocument().getDocumentElement();
        Dom.tree(definitions).forEach(element -> byId.putIfAbsent(Dom.id(element), element));
        for (var edge : Flow.edges(process)) {
            Dom.reference(edge, edge.getAttribute("targetRef"))
                    .ifPresent(id -> incoming.merge(id, 1, Integer::sum));
        }
    }

    Optional<Element> target(Element from, String attribute) {
        return Dom.reference(from, from.getAttribute(attribute)).map(byId::get);
    }

    /// How many edges lead to a node.
    int incoming(NodeId node) {
        return incoming.getOrDefault(node.value(), 0);
    }

    boolean canHost(Element element) {
        return element.getParentNode() == process && HOSTS.contains(Dom.local(element));
    }

    /// Whether edges can begin and end at it.
    boolean isNode(Element element) {
        return nodes.contains(element);
    }

    /// The code of an error, or its name if it has none.
    static String errorCode(Element error) {
        return XmlText.visible(
                Dom.attribute(error, "errorCode").orElseGet(() -> error.getAttribute("name")));
    }
}
