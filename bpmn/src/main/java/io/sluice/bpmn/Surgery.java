package io.sluice.bpmn;

import io.sluice.engine.definition.Layout.Box;
import java.util.HashSet;
import java.util.Set;
import org.w3c.dom.Element;

/// Adds to a foreign flow what it only implies, and takes out what says nothing more.
final class Surgery {
    private final Element definitions;
    private final Set<String> taken = new HashSet<>();

    Surgery(Element process) {
        definitions = process.getOwnerDocument().getDocumentElement();
        Dom.tree(definitions).forEach(element -> taken.add(Dom.id(element)));
    }

    /// Whether an element carries an extension of ours: it says itself what it means.
    static boolean isOwn(Element element) {
        return Dom.child(element, "extensionElements").stream()
                .anyMatch(e -> !Dom.children(e, Namespaces.SLUICE, "node").isEmpty());
    }

    String fresh(String wish) {
        return Renaming.fresh(wish, taken);
    }

    /// A new element at the end of a container.
    Element add(Element container, String local, String id) {
        var element = make(container, local);
        element.setAttribute("id", id);
        container.appendChild(element);
        return element;
    }

    static Element make(Element like, String local) {
        var document = like.getOwnerDocument();
        return document.createElementNS(Namespaces.BPMN, named(like, local));
    }

    /// The element as one of another kind.
    static Element renamed(Element element, String local) {
        var document = element.getOwnerDocument();
        return (Element) document.renameNode(element, Namespaces.BPMN, named(element, local));
    }

    private static String named(Element like, String local) {
        var prefix = like.getPrefix();
        return prefix == null || prefix.isEmpty() ? local : prefix + ":" + local;
    }

    void flow(Element container, String from, String to) {
        var flow = add(container, "sequenceFlow", fresh(from + "_to_" + to));
        flow.setAttribute("sourceRef", from);
        flow.setAttribute("targetRef", to);
    }

    /// Takes an element out, and its drawing.
    void remove(Element element) {
        undraw(Dom.id(element));
        element.getParentNode().removeChild(element);
    }

    /// Takes out how an element is drawn.
    void undraw(String id) {
        for (var drawn : Flow.drawn(definitions)) {
            if (draws(drawn, id)) {
                drawn.getParentNode().removeChild(drawn);
            }
        }
    }

    private static boolean draws(Element drawn, String id) {
        return Dom.reference(drawn, drawn.getAttribute("bpmnElement"))
                .filter(id::equals)
                .isPresent();
    }

    /// Draws a new event near a node, if that is drawn.
    ///
    /// @param before on its left, else on its right
    void drawBeside(String node, String event, boolean before) {
        Flow.drawn(definitions).stream()
                .filter(shape -> draws(shape, node))
                .findFirst()
                .ifPresent(shape ->
                        Layouts.box(shape)
                                .ifPresent(box -> draw(shape, event, beside(box, before))));
    }

    private static Box beside(Box box, boolean before) {
        double size = Shapes.EVENT.width();
        double gap = size * 2 / 3;
        double x = before ? box.x() - gap - size : Shapes.right(box) + gap;
        return new Box(x, Shapes.middleY(box) - size / 2, size, size);
    }

    private void draw(Element like, String event, Box box) {
        var shape = (Element) like.cloneNode(false);
        shape.setAttribute("id", fresh(event + "_shape"));
        shape.setAttribute("bpmnElement", event);
        var bounds = like.getOwnerDocument().createElementNS(Namespaces.DC, "Bounds");
        bounds.setAttribute("x", Double.toString(box.x()));
        bounds.setAttribute("y", Double.toString(box.y()));
        bounds.setAttribute("width", Double.toString(box.width()));
        bounds.setAttribute("height", Double.toString(box.height()));
        shape.appendChild(bounds);
        like.getParentNode().appendChild(shape);
    }
}
