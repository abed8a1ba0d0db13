package io.sluice.bpmn;

import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/// Makes of two link events and the ways around them the one way they stand for.
record Links(Element process, Surgery surgery, Findings findings) {

    /// A link that has no counterpart or no single way on stays, and is refused by its name.
    void follow() {
        var nodes = Flow.nodes(process);
        var catches =
                nodes.stream().filter(node -> isLink(node, "intermediateCatchEvent")).toList();
        for (var target : catches) {
            var sources =
                    nodes.stream()
                            .filter(node -> isLink(node, "intermediateThrowEvent"))
                            .filter(node -> node.getParentNode() == target.getParentNode())
                            .filter(node -> name(node).equals(name(target)))
                            .toList();
            way(target, catches)
                    .filter(_ -> !sources.isEmpty())
                    .ifPresent(way -> join(sources, target, way));
        }
    }

    private static boolean isLink(Element node, String local) {
        var definitions = Flow.eventDefinitions(node);
        return local.equals(Dom.local(node))
                && definitions.size() == 1
                && "linkEventDefinition".equals(Dom.local(definitions.getFirst()));
    }

    private static String name(Element link) {
        return Flow.eventDefinitions(link).getFirst().getAttribute("name").strip();
    }

    /// The only way on from a link, if it has one and no other has its name.
    private Optional<Element> way(Element target, List<Element> catches) {
        boolean alone =
                catches.stream()
                        .filter(other -> other.getParentNode() == target.getParentNode())
                        .noneMatch(other -> other != target && name(other).equals(name(target)));
        var ways = flows(target, "sourceRef");
        boolean plain =
                alone
                        && ways.size() == 1
                        && Dom.child(ways.getFirst(), "conditionExpression").isEmpty()
                        && flows(target, "targetRef").isEmpty();
        return plain ? Optional.of(ways.getFirst()) : Optional.empty();
    }

    private List<Element> flows(Element node, String end) {
        return Flow.edges((Element) node.getParentNode()).stream()
                .filter(flow ->
                        Dom.reference(flow, flow.getAttribute(end))
                                .filter(Dom.id(node)::equals)
                                .isPresent())
                .toList();
    }

    private void join(List<Element> sources, Element target, Element way) {
        for (var source : sources) {
            findings.note(
                    "BPMN_LINK_FOLLOWED",
                    source,
                    "and the link '" + Dom.id(target) + "' are one way now.");
            for (var flow : flows(source, "targetRef")) {
                flow.setAttribute("targetRef", way.getAttribute("targetRef"));
                if (flow.getAttribute("name").isBlank() && way.hasAttribute("name")) {
                    flow.setAttribute("name", way.getAttribute("name"));
                }
                surgery.undraw(Dom.id(flow));
            }
            surgery.remove(source);
        }
        surgery.remove(way);
        surgery.remove(target);
    }
}
