package io.sluice.bpmn;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Goes over XML from outside before any other parser sees it: refuses document types, entities and
/// sizes no process has, and leaves out whatever could make a later parser fetch something: schema
/// locations and processing instructions. Lines stay where they are, so that later messages are
/// right about them.
final class SafeXml {
    static final int MAX_BYTES = 5 * 1024 * 1024;
    static final int MAX_DEPTH = 100;
    static final int MAX_ELEMENTS = 50_000;
    static final int MAX_ATTRIBUTES = 100;
    static final String IMPORTED_NAMESPACE = "https://sluice.io/bpmn/imported";

    /// XML that is safe to parse.
    ///
    /// @param lines the line on which the element of an id begins
    record Clean(String text, Map<String, Integer> lines) {}

    private final XMLStreamReader reader;
    private final boolean bpmn;
    private final StringBuilder out = new StringBuilder();
    private final Map<String, Integer> lines = new HashMap<>();
    private int line = 1;
    private int depth;
    private int elements;

    private SafeXml(XMLStreamReader reader, boolean bpmn) {
        this.reader = reader;
        this.bpmn = bpmn;
    }

    /// @throws XmlRefusal if it is not well-formed, not BPMN, has a document type, or breaks a
    ///   bound
    static Clean bpmn(byte[] xml) throws XmlRefusal {
        return clean(xml, true);
    }

    /// The same for any XML.
    static Clean any(byte[] xml) throws XmlRefusal {
        return clean(xml, false);
    }

    private static Clean clean(byte[] xml, boolean bpmn) throws XmlRefusal {
        if (xml.length > MAX_BYTES) {
            throw new XmlRefusal(
                    "BPMN_TOO_LARGE",
                    0,
                    "Expected at most " + MAX_BYTES + " bytes, found " + xml.length + ".");
        }
        try {
            var reader = factory().createXMLStreamReader(new ByteArrayInputStream(xml));
            try {
                return new SafeXml(reader, bpmn).copy();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver((_, _, _, _) -> {
            throw new XMLStreamException("Nothing is fetched for a BPMN file.");
        });
        return factory;
    }

    private static XmlRefusal malformed(XMLStreamException e) {
        int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber());
        var message = String.valueOf(e.getMessage());
        // The parser's own limits carry codes that begin like this.
        if (message.contains("JAXP0001")) {
            return new XmlRefusal(
                    "BPMN_TOO_LARGE",
                    line,
                    "Expected a file within the bounds of depth, attributes and name lengths; line "
                            + line
                            + " exceeds one.");
        }
        var reason = message.substring(message.lastIndexOf("Message: ") + 1).strip();
        return new XmlRefusal(
                "BPMN_MALFORMED",
                line,
                "Expected well-formed XML; line "
                        + line
                        + " is not: "
                        + reason.replaceFirst("^essage: ", ""));
    }

    private Clean copy() throws XMLStreamException, XmlRefusal {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> start();
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS,
                        XMLStreamConstants.CDATA,
                        XMLStreamConstants.SPACE ->
                        characters();
                case XMLStreamConstants.DTD -> throw doctype();
                case XMLStreamConstants.ENTITY_REFERENCE -> throw entity();
                default -> gap();
            }
        }
        return new Clean(out.toString(), Map.copyOf(lines));
    }

    private void start() throws XmlRefusal {
        bounds();
        if (depth == 1 && bpmn) {
            root();
        }
        var id = reader.getAttributeValue("", "id");
        if (id != null) {
            lines.putIfAbsent(id, line);
        }
        out.append('<').append(qualified(reader.getPrefix(), reader.getLocalName()));
        namespaces();
        attributes();
        pad();
        out.append('>');
    }

    private void bounds() throws XmlRefusal {
        depth++;
        elements++;
        bound("levels of nesting", depth, MAX_DEPTH);
        bound("elements", elements, MAX_ELEMENTS);
        bound("attributes on one element", reader.getAttributeCount(), MAX_ATTRIBUTES);
    }

    private void bound(String what, int found, int max) throws XmlRefusal {
        if (found > max) {
            throw new XmlRefusal(
                    "BPMN_TOO_LARGE",
                    here(),
                    "Expected at most "
                            + max
                            + " "
                            + what
                            + "; line "
                            + here()
                            + " goes beyond that.");
        }
    }

    private void root() throws XmlRefusal {
        if (!Namespaces.BPMN.equals(reader.getNamespaceURI())
                || !"definitions".equals(reader.getLocalName())) {
            throw new XmlRefusal(
                    "BPMN_NOT_BPMN",
                    here(),
                    "Expected BPMN 2.0, that is a root element 'definitions' in the namespace "
                            + Namespaces.BPMN
                            + ", found '"
                            + reader.getLocalName()
                            + "' in '"
                            + (reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI())
                            + "'.");
        }
    }

    private void namespaces() {
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            var prefix = reader.getNamespacePrefix(i);
            var uri = reader.getNamespaceURI(i);
            attribute(
                    prefix == null || prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix,
                    uri == null ? "" : uri);
        }
    }

    private void attributes() {
        boolean target = !(bpmn && depth == 1);
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            var local = reader.getAttributeLocalName(i);
            if (Namespaces.XSI.equals(reader.getAttributeNamespace(i))
                    && local.toLowerCase(java.util.Locale.ROOT).endsWith("schemalocation")) {
                continue;
            }
            target |= "targetNamespace".equals(local);
            attribute(qualified(reader.getAttributePrefix(i), local), reader.getAttributeValue(i));
        }
        if (!target) {
            attribute("targetNamespace", IMPORTED_NAMESPACE);
        }
    }

    private void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"");
        XmlText.escape(out, value, true);
        out.append('"');
    }

    private void end() {
        depth--;
        out.append("</").append(qualified(reader.getPrefix(), reader.getLocalName()));
        pad();
        out.append('>');
    }

    private void characters() {
        var text = reader.getText();
        long breaks = text.chars().filter(c -> c == '\n').count();
        if (depth == 0) {
            return;
        }
        // A break that was written as a reference takes no line in the file.
        boolean literal = breaks == here() - line;
        XmlText.escape(out, text, !literal);
        line += literal ? (int) breaks : 0;
    }

    /// A comment or instruction: nothing but its lines is kept.
    private void gap() {
        if (line < here()) {
            out.append("<!--");
            pad();
            out.append("-->");
        }
    }

    private void pad() {
        for (; line < here(); line++) {
            out.append('\n');
        }
    }

    private int here() {
        return Math.max(1, reader.getLocation().getLineNumber());
    }

    private XmlRefusal doctype() {
        return new XmlRefusal(
                "BPMN_DOCTYPE",
                here(),
                "Expected no DOCTYPE, found one in line " + here() + "; remove it.");
    }

    private XmlRefusal entity() {
        return new XmlRefusal(
                "BPMN_DOCTYPE",
                here(),
                "Expected no entity reference, found one in line "
                        + here()
                        + "; write the text itself.");
    }

    private static String qualified(String prefix, String local) {
        return prefix == null || prefix.isEmpty() ? local : prefix + ":" + local;
    }
}
