package io.sluice.bpmn;

import io.sluice.engine.definition.Workflow;
import java.util.List;

/// What came of reading a BPMN file: everything in it is mapped, or nothing is.
public sealed interface BpmnImport {
    /// Every element that has a meaning was mapped.
    ///
    /// @param notes what was renamed, inserted, translated or left out of meaning; empty for a file
    ///   of our own that nobody has touched
    record Imported(Workflow workflow, List<Finding> notes) implements BpmnImport {
        public Imported {
            notes = List.copyOf(notes);
        }
    }

    /// The file is malformed, too large, or holds elements that cannot run here.
    ///
    /// @param problems every reason, in the order of the file; never empty
    record Refused(List<Finding> problems) implements BpmnImport {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
