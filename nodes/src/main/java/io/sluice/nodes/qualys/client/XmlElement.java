package io.sluice.nodes.qualys.client;

import java.util.List;
import java.util.Optional;

/// An element of an XML answer: its own text and its child elements, nothing else.
///
/// @param text the character data directly inside, trimmed; empty when there is none
record XmlElement(String name, String text, List<XmlElement> children) {
    XmlElement {
        children = List.copyOf(children);
    }

    Optional<XmlElement> child(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted)).findFirst();
    }

    List<XmlElement> children(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted)).toList();
    }

    /// The element at the end of a path of names, each the first of its name.
    Optional<XmlElement> at(String... path) {
        var here = Optional.of(this);
        for (var step : path) {
            here = here.flatMap(element -> element.child(step));
        }
        return here;
    }

    /// The text at the end of a path; empty when an element is missing or has no text.
    Optional<String> textAt(String... path) {
        return at(path).map(XmlElement::text).filter(text -> !text.isEmpty());
    }

    /// A whole number at the end of a path; empty when it is missing or no number.
    Optional<Long> numberAt(String... path) {
        return textAt(path).flatMap(Numbers::whole);
    }
}
