package io.sluice.bpmn;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Problem;
import java.util.Optional;

/// Something an import has to tell about one place of a file: why it was refused, or what was
/// changed on the way in.
///
/// @param code stable, upper case, for programs: `BPMN_INCLUSIVE_GATEWAY`
/// @param elementId the id in the file, which need not have the form of a [NodeId]; empty for the
///   file as a whole
/// @param elementName what people call the element; empty if it has no name
/// @param line where it begins in the file, from 1; 0 if unknown
/// @param message expected what, found what, do what; names the element
public record Finding(String code, String elementId, String elementName, int line, String message) {

    /// This finding in the form that checks of documents use.
    ///
    /// @param severity an error for a refusal, a warning for a note
    public Problem toProblem(Problem.Severity severity) {
        var element =
                NodeId.FORM.matcher(elementId).matches()
                        ? Optional.of(new NodeId(elementId))
                        : Optional.<NodeId>empty();
        return new Problem(code, severity, element, "", -1, message);
    }
}
