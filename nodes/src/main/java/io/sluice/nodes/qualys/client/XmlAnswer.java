package io.sluice.nodes.qualys.client;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads XML answers. Qualys names a remote DTD in every one: it is skipped, never fetched, and an
/// entity that only a DTD could declare is an error. Depth and number of elements are bounded.
final class XmlAnswer {
    private static final int MAX_DEPTH = 50;
    private static final int MAX_ELEMENTS = 500_000;
    private static final XMLInputFactory FACTORY = factory();

    private XmlAnswer() {}

    /// @throws XMLStreamException if it is not well-formed or exceeds a bound
    static XmlElement parse(String xml) throws XMLStreamException {
        var reader = FACTORY.createXMLStreamReader(new StringReader(xml));
        try {
            return read(reader);
        } finally {
            reader.close();
        }
    }

    private static XmlElement read(XMLStreamReader reader) throws XMLStreamException {
        Deque<Open> open = new ArrayDeque<>();
        var elements = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++elements > MAX_ELEMENTS || open.size() >= MAX_DEPTH) {
                        throw new XMLStreamException("too many or too deeply nested elements");
                    }
                    open.push(new Open(reader.getLocalName()));
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!open.isEmpty()) {
                        open.element().text.append(reader.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    var done = open.pop().close();
                    if (open.isEmpty()) {
                        return done;
                    }
                    open.element().children.add(done);
                }
                case XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new XMLStreamException("an entity without a declaration");
                default -> {
                    // Comments, processing instructions and the DOCTYPE carry nothing for us.
                }
            }
        }
        throw new XMLStreamException("no element");
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are not read");
        });
        return factory;
    }

    /// An element whose end has not been read yet.
    private static final class Open {
        private final String name;
        private final StringBuilder text = new StringBuilder();
        private final List<XmlElement> children = new ArrayList<>();

        private Open(String name) {
            this.name = name;
        }

        private XmlElement close() {
            return new XmlElement(name, text.toString().strip(), children);
        }
    }
}
