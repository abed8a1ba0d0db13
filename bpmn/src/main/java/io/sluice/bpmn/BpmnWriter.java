package io.sluice.bpmn;

import io.sluice.engine.definition.Workflow;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.model.xml.impl.util.IoUtil;
import org.jspecify.annotations.Nullable;

/// Writes a workflow as BPMN 2.0 XML with diagram interchange. Every document can be written, a
/// draft with errors too; the XML is valid by the BPMN schema, and [BpmnReader] makes an equal
/// document of it. The same document always gives the same text.
///
/// Conditions are CEL in `conditionExpression`; what BPMN has no place for stands as JSON in
/// extension elements of a namespace of our own. What an imported file brought along comes back as
/// far as it still fits. Safe for use by many threads.
public final class BpmnWriter {
    private final HardenedParser parser = new HardenedParser();

    /// The XML text, encoded as UTF-8 when it is stored or sent.
    ///
    /// @throws IllegalArgumentException if a coordinate of the layout is not finite
    public String write(Workflow workflow) {
        if (!(workflow.foreign().get(ForeignParts.KEY) instanceof Map<?, ?> kept)) {
            return render(workflow, Map.of(), ForeignEmission.Amount.NOTHING);
        }
        for (var amount : ForeignEmission.Amount.values()) {
            var parts = new HashMap<String, @Nullable Object>();
            kept.forEach((key, value) -> parts.put(String.valueOf(key), value));
            var xml = render(workflow, parts, amount);
            if (parser.violations(xml).isEmpty()) {
                return xml;
            }
        }
        throw new IllegalStateException(
                "Expected valid BPMN for workflow '" + workflow.name() + "'.");
    }

    private String render(
            Workflow workflow, Map<String, @Nullable Object> kept, ForeignEmission.Amount amount) {
        var first = new ModelWriting(parser.getEmptyModel(), workflow, kept, amount).write("");
        if (kept.isEmpty()) {
            return text(first);
        }
        // What a reader will find of the foreign parts is known only when all is written.
        var fingerprint = ForeignParts.fingerprint(HardenedParser.tree(text(first)));
        return text(
                new ModelWriting(parser.getEmptyModel(), workflow, kept, amount)
                        .write(fingerprint));
    }

    private static String text(ModelWriting written) {
        return IoUtil.convertXmlDocumentToString(written.model().getDocument());
    }
}
