package io.sluice.bpmn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/// Short words for walking an XML tree.
final class Dom {
    static final String XMLNS = "http://www.w3.org/2000/xmlns/";

    private Dom() {}

    static List<Element> children(Element parent) {
        var result = new ArrayList<Element>();
        for (var child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                result.add(element);
            }
        }
        return result;
    }

    static List<Element> children(Element parent, String namespace, String local) {
        return children(parent).stream().filter(child -> is(child, namespace, local)).toList();
    }

    static Optional<Element> child(Element parent, String local) {
        return children(parent, Namespaces.BPMN, local).stream().findFirst();
    }

    /// The text of a child; empty if there is none.
    static String text(Element parent, String local) {
        return child(parent, local)
                .map(found -> XmlText.visible(found.getTextContent()))
                .orElse("");
    }

    /// The element itself and all below it, in document order.
    static List<Element> tree(Element root) {
        var result = new ArrayList<Element>();
        collect(root, result);
        return result;
    }

    private static void collect(Element element, List<Element> result) {
        result.add(element);
        children(element).forEach(child -> collect(child, result));
    }

    static List<Attr> attributes(Element element) {
        var map = element.getAttributes();
        var result = new ArrayList<Attr>();
        for (int i = 0; i < map.getLength(); i++) {
            result.add((Attr) map.item(i));
        }
        return result;
    }

    static boolean is(Element element, String namespace, String local) {
        return namespace.equals(element.getNamespaceURI()) && local.equals(local(element));
    }

    static boolean isBpmn(Element element) {
        return Namespaces.BPMN.equals(element.getNamespaceURI());
    }

    static String local(Node node) {
        return node.getLocalName() == null ? node.getNodeName() : node.getLocalName();
    }

    static Optional<String> attribute(Element element, String name) {
        return element.hasAttribute(name)
                ? Optional.of(element.getAttribute(name))
                : Optional.empty();
    }

    static String id(Element element) {
        return element.getAttribute("id");
    }

    /// The id that a reference means: a prefix is no part of it if it stands for this file's own
    /// namespace; a reference into another file means nothing here.
    static Optional<String> reference(Element at, String text) {
        var value = text.strip();
        int colon = value.indexOf(':');
        if (colon < 0) {
            return value.isEmpty() ? Optional.empty() : Optional.of(value);
        }
        var target = at.getOwnerDocument().getDocumentElement().getAttribute("targetNamespace");
        return target.equals(at.lookupNamespaceURI(value.substring(0, colon)))
                ? Optional.of(value.substring(colon + 1))
                : Optional.empty();
    }

    /// The element as a text of its own: with every prefix its names use, without white space
    /// between elements.
    static String serialize(Element element) {
        var declarations = new TreeMap<String, String>();
        for (var part : tree(element)) {
            declare(element, part, declarations);
            attributes(part).stream()
                    .filter(attribute -> attribute.getPrefix() != null)
                    .forEach(attribute -> declare(element, attribute, declarations));
        }
        var out = new StringBuilder();
        serialize(element, declarations, out);
        return out.toString();
    }

    private static void declare(Element top, Node node, Map<String, String> declarations) {
        var prefix = node.getPrefix() == null ? "" : node.getPrefix();
        var uri = top.lookupNamespaceURI(prefix.isEmpty() ? null : prefix);
        var name = prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix;
        if (uri != null && !prefix.startsWith("xml") && !top.hasAttribute(name)) {
            declarations.put(name, uri);
        }
    }

    private static void serialize(
            Element element, Map<String, String> declarations, StringBuilder out) {
        out.append('<').append(element.getNodeName());
        var all = new TreeMap<>(declarations);
        attributes(element)
                .forEach(attribute -> all.put(attribute.getName(), attribute.getValue()));
        all.forEach((name, value) -> {
            out.append(' ').append(name).append("=\"");
            XmlText.escape(out, value, true);
            out.append('"');
        });
        out.append('>');
        boolean structured = !children(element).isEmpty();
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element below) {
                serialize(below, Map.of(), out);
            } else if (child instanceof Text text && !(structured && text.getData().isBlank())) {
                XmlText.escape(out, text.getData(), false);
            }
        }
        out.append("</").append(element.getNodeName()).append('>');
    }
}
