package io.sluice.bpmn;

import java.util.List;
import org.xml.sax.SAXParseException;

/// Reads BPMN 2.0 XML as a workflow. A file that [BpmnWriter] wrote comes back as the same
/// document; any other is mapped completely or refused with every reason. Nothing is fetched,
/// whatever the file says. Safe for use by many threads.
public final class BpmnReader {
    /// Larger files are refused.
    public static final int MAX_BYTES = SafeXml.MAX_BYTES;

    private final HardenedParser parser = new HardenedParser();

    /// Never throws for what is in the file.
    ///
    /// @param xml the bytes of the file, in any encoding XML can declare
    public BpmnImport read(byte[] xml) {
        SafeXml.Clean clean;
        try {
            clean = SafeXml.bpmn(xml);
        } catch (XmlRefusal refusal) {
            return new BpmnImport.Refused(List.of(refusal.finding()));
        }
        var violations = parser.violations(clean.text());
        if (!violations.isEmpty()) {
            return new BpmnImport.Refused(violations.stream().map(BpmnReader::finding).toList());
        }
        var findings = new Findings(clean.lines());
        var definitions = parser.parse(clean.text()).getDocumentElement();
        return new ProcessChoice(findings)
                .choose(definitions)
                .map(process -> new DocumentReading(process, findings).read())
                .orElseGet(() -> new BpmnImport.Refused(findings.problems()));
    }

    private static Finding finding(SAXParseException violation) {
        int line = Math.max(0, violation.getLineNumber());
        return new Finding(
                "BPMN_SCHEMA",
                "",
                "",
                line,
                "Expected XML that is valid by the BPMN 2.0 schema; line "
                        + line
                        + " is not: "
                        + violation.getMessage());
    }
}
