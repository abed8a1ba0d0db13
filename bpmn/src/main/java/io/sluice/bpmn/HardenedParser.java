package io.sluice.bpmn;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import org.camunda.bpm.model.bpmn.impl.BpmnParser;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/// The library's parser without what makes it fetch schemas: it does not validate while it parses
/// (that would follow a file's schema locations); [#violations] validates against the library's own
/// copy of the BPMN schema instead, and knows the lines.
final class HardenedParser extends BpmnParser {
    private static final int MAX_VIOLATIONS = 50;

    @Override
    protected void configureFactory(DocumentBuilderFactory factory) {
        super.configureFactory(factory);
        factory.setValidating(false);
    }

    @Override
    protected String resolveAccessExternalSchemaProperty() {
        return "";
    }

    /// What the schema has against this XML, which must have gone through [SafeXml].
    List<SAXParseException> violations(String xml) {
        var found = new Violations();
        var validator = Objects.requireNonNull(schemas.get(Namespaces.BPMN)).newValidator();
        try {
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            validator.setErrorHandler(found);
            validator.validate(new StreamSource(new StringReader(xml)));
        } catch (SAXParseException e) {
            found.add(e);
        } catch (SAXException | IOException e) {
            found.add(new SAXParseException(e.getMessage(), null, null, 0, 0, e));
        }
        return found.list;
    }

    /// The tree of XML that has gone through [SafeXml] and has no [#violations].
    Document parse(String xml) {
        var bytes = xml.getBytes(StandardCharsets.UTF_8);
        var model = parseModelFromStream(new ByteArrayInputStream(bytes));
        return (Document) model.getDocument().getDomSource().getNode();
    }

    /// The tree of any XML that has gone through [SafeXml].
    static Document tree(String xml) {
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("Expected XML that was parsed before to parse.", e);
        }
    }

    private static final class Violations implements ErrorHandler {
        private final List<SAXParseException> list = new ArrayList<>();

        void add(SAXParseException e) {
            @Nullable String message = e.getMessage();
            boolean known =
                    list.stream()
                            .anyMatch(other ->
                                    other.getLineNumber() == e.getLineNumber()
                                            && String.valueOf(other.getMessage()).equals(message));
            if (!known && list.size() < MAX_VIOLATIONS) {
                list.add(e);
            }
        }

        @Override
        public void warning(SAXParseException e) {
            // A warning of the schema is no violation.
        }

        @Override
        public void error(SAXParseException e) {
            add(e);
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            add(e);
            throw e;
        }
    }
}
