package io.sluice.bpmn;

import io.sluice.engine.definition.NodeId;
import java.util.HashMap;
import java.util.HashSet;
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
                    "receiveTask",
                    "callActivity",
                    "subProcess");

    private final Map<String, Element> byId = new HashMap<>();
    private final Map<String, Integer> incoming = new HashMap<>();
    private final Set<String> redresses = new HashSet<>();
    private final Set<Element> nodes;

    References(Element process) {
        this.nodes = Set.copyOf(Flow.nodes(process));
        var definitions = process.getOwnerDocument().getDocumentElement();
        Dom.tree(definitions).forEach(element -> byId.putIfAbsent(Dom.id(element), element));
        for (var edge : Flow.edges(process)) {
            Dom.reference(edge, edge.getAttribute("targetRef"))
                    .ifPresent(id -> {
                        incoming.merge(id, 1, Integer::sum);
                        if (Flow.isAssociation(edge)) {
                            redresses.add(id);
                        }
                    });
        }
    }

    Optional<Element> target(Element from, String attribute) {
        return Dom.reference(from, from.getAttribute(attribute)).map(byId::get);
    }

    /// How many edges lead to a node.
    int incoming(NodeId node) {
        return incoming.getOrDefault(node.value(), 0);
    }

    /// What a boundary event hangs on.
    Optional<Element> host(Element boundary) {
        return target(boundary, "attachedToRef")
                .filter(host ->
                        nodes.contains(host)
                                && host.getParentNode() == boundary.getParentNode()
                                && HOSTS.contains(Dom.local(host))
                                && !Flow.isTriggered(host));
    }

    /// Whether a node makes good what another has done: an event for that leads to it.
    boolean isRedress(Element node) {
        return redresses.contains(Dom.id(node));
    }

    /// Whether edges can begin and end at it.
    boolean isNode(Element element) {
        return nodes.contains(element);
    }

    /// What an event definition refers to: a message, signal, error or escalation.
    Optional<Element> meant(Element definition) {
        return target(definition, Dom.local(definition).replace("EventDefinition", "Ref"));
    }

    /// The code of an error or escalation, or its name if it has none.
    static String code(Element target) {
        var attribute = Dom.local(target).equals("escalation") ? "escalationCode" : "errorCode";
        return XmlText.visible(
                Dom.attribute(target, attribute).orElseGet(() -> target.getAttribute("name")));
    }
}
