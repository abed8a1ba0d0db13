package io.sluice.nodes.aws;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Answers of the EC2 Query protocol as trees: an element with `item` elements is a list, one with
/// other elements an object, any other a text; an empty one is null. Document types and external
/// entities are off.
final class QueryXml {
    private static final int MAX_DEPTH = 40;
    private static final XMLInputFactory FACTORY = factory();

    private QueryXml() {}

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    static Map<String, @Nullable Object> read(InputStream xml) throws IOException {
        return tree(xml) instanceof Map<?, ?> map ? named(map) : Map.of();
    }

    /// Code and message of an error.
    static Map<String, String> error(InputStream xml) throws IOException {
        var found = new LinkedHashMap<String, String>();
        collect(tree(xml), found);
        return found;
    }

    private static void collect(@Nullable Object tree, Map<String, String> found) {
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (value instanceof String text) {
                    found.putIfAbsent(String.valueOf(key), text);
                }
                collect(value, found);
            });
        }
    }

    private static Map<String, @Nullable Object> named(Map<?, ?> map) {
        var named = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> named.put(String.valueOf(key), value));
        return named;
    }

    private static @Nullable Object tree(InputStream xml) throws IOException {
        try {
            var reader = FACTORY.createXMLStreamReader(xml);
            try {
                while (reader.next() != XMLStreamConstants.START_ELEMENT) {}
                return element(reader, 0);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new IOException("Expected XML: " + e.getMessage(), e);
        }
    }

    private static @Nullable Object element(XMLStreamReader reader, int depth)
            throws XMLStreamException {
        if (depth > MAX_DEPTH) {
            throw new XMLStreamException("nested too deep");
        }
        var children = new LinkedHashMap<String, @Nullable Object>();
        var items = new ArrayList<@Nullable Object>();
        var text = new StringBuilder();
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    var name = reader.getLocalName();
                    var child = element(reader, depth + 1);
                    if (name.equals("item")) {
                        items.add(child);
                    } else {
                        children.put(name, child);
                    }
                }
                case XMLStreamConstants.CHARACTERS -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    return value(children, items, text.toString());
                }
                default -> {}
            }
        }
    }

    private static @Nullable Object value(
            Map<String, @Nullable Object> children, List<@Nullable Object> items, String text) {
        if (!items.isEmpty()) {
            return items;
        }
        if (!children.isEmpty()) {
            return children;
        }
        return text.isBlank() ? null : text;
    }
}
