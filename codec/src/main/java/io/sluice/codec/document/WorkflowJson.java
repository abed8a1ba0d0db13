package io.sluice.codec.document;

import io.sluice.codec.value.JsonValues;
import io.sluice.codec.value.MalformedJson;
import io.sluice.engine.definition.Problem;
import io.sluice.engine.definition.Workflow;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The workflow document as JSON text, `"schema": 1`. The same document always gives the same text,
/// one fact to a line, layout apart from meaning, so that a difference between two versions can be
/// read. What has its default is left out. What is read equals what was written.
public final class WorkflowJson {
    /// The most nodes a document may have.
    public static final int MAX_NODES = 2_000;

    /// The most edges a document may have.
    public static final int MAX_EDGES = 10_000;

    private WorkflowJson() {}

    public static String write(Workflow workflow) {
        return PrettyJson.text(WorkflowTree.of(workflow));
    }

    /// The document as JSON-like data, in the order of [#write(Workflow)].
    public static Map<String, @Nullable Object> toValues(Workflow workflow) {
        return WorkflowTree.of(workflow);
    }

    /// Reads a document of at most [JsonValues#MAX_LENGTH] characters. Never throws for what is in
    /// the text; every problem that can be told is told at once.
    public static DocumentReading read(String text) {
        try {
            return readValues(JsonValues.read(text));
        } catch (MalformedJson fault) {
            return new DocumentReading.Malformed(
                    List.of(Problem.error("SYNTAX", fault.getMessage())));
        }
    }

    /// Reads a document from JSON-like data. Never throws for what is in it.
    public static DocumentReading readValues(@Nullable Object document) {
        try {
            return WorkflowReader.read(document);
        } catch (IllegalArgumentException unfit) {
            return new DocumentReading.Malformed(
                    List.of(Problem.error("SYNTAX", String.valueOf(unfit.getMessage()))));
        }
    }
}
