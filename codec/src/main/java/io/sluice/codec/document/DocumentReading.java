package io.sluice.codec.document;

import io.sluice.engine.definition.Problem;
import io.sluice.engine.definition.Workflow;
import java.util.List;

/// What became of reading a workflow document: all of it, or all that is wrong with it.
public sealed interface DocumentReading {
    /// The document has the right form. Whether it makes sense as a workflow is for the workflow
    /// check to say.
    record Read(Workflow workflow) implements DocumentReading {}

    /// The text is no workflow document. Problems with a node or edge name it and give the path
    /// inside it; all others give the path inside the document.
    record Malformed(List<Problem> problems) implements DocumentReading {
        public Malformed {
            problems = List.copyOf(problems);
        }
    }
}
