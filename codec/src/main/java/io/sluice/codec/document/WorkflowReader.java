package io.sluice.codec.document;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Layout;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Problem;
import io.sluice.engine.definition.Variable;
import io.sluice.engine.definition.Workflow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a document from JSON-like data, noting every problem on the way.
final class WorkflowReader {
    private final List<Problem> problems = new ArrayList<>();
    private final Part document;

    private WorkflowReader(@Nullable Object value) {
        document = Part.document(value, problems);
    }

    static DocumentReading read(@Nullable Object value) {
        return new WorkflowReader(value).read();
    }

    private DocumentReading read() {
        if (!problems.isEmpty() || !supported()) {
            return new DocumentReading.Malformed(problems);
        }
        var within = new LinkedHashMap<NodeId, NodeId>();
        var workflow =
                new Workflow(
                        document.text("name"),
                        document.findText("description").orElse(""),
                        document.parts("variables").stream().map(WorkflowReader::variable).toList(),
                        nodes(within),
                        edges(),
                        within,
                        document.find("layout", LayoutReader::read).orElse(Layout.NONE),
                        document.map("foreign"));
        once(workflow);
        document.end();
        return problems.isEmpty()
                ? new DocumentReading.Read(workflow)
                : new DocumentReading.Malformed(problems);
    }

    private boolean supported() {
        var schema = document.value("schema");
        if (schema instanceof Long version && version == Workflow.SCHEMA) {
            return true;
        }
        document.problem(
                "SCHEMA_VERSION",
                "/schema",
                "Expected \"schema\": "
                        + Workflow.SCHEMA
                        + ", found "
                        + (schema instanceof Long ? schema : "none")
                        + "; use a version of Sluice that reads it.");
        return false;
    }

    private static Variable variable(Part part) {
        var variable = new Variable(part.text("name"), part.map("schema"), part.value("value"));
        part.end();
        return variable;
    }

    private List<Node> nodes(Map<NodeId, NodeId> within) {
        require("nodes");
        var parts = document.parts("nodes");
        if (tooMany("nodes", parts.size(), WorkflowJson.MAX_NODES)) {
            return List.of();
        }
        return parts.stream()
                .flatMap(part -> NodeReader.read(part.asElement(), within).stream())
                .toList();
    }

    private List<Edge> edges() {
        require("edges");
        var parts = document.parts("edges");
        if (tooMany("edges", parts.size(), WorkflowJson.MAX_EDGES)) {
            return List.of();
        }
        return parts.stream().map(part -> edge(part.asElement())).toList();
    }

    private void require(String key) {
        if (!document.has(key)) {
            document.problem(
                    "MISSING_FIELD", "", "Expected '" + key + "': a list '[…]', found none.");
        }
    }

    private boolean tooMany(String key, int found, int most) {
        if (found <= most) {
            return false;
        }
        document.problem(
                "TOO_LARGE",
                "/" + key,
                "Expected at most " + most + " " + key + ", found " + found + "; split it.");
        return true;
    }

    private static Edge edge(Part part) {
        var edge =
                new Edge(
                        part.id("id"),
                        part.id("from"),
                        part.id("to"),
                        part.findText("name"),
                        part.findText("when"),
                        part.flag("otherwise", false));
        part.end();
        return edge;
    }

    private void once(Workflow workflow) {
        var seen = new HashSet<NodeId>();
        var layout = workflow.layout();
        Stream.of(
                        workflow.nodes().stream().map(Node::id),
                        workflow.edges().stream().map(Edge::id),
                        layout.notes().stream().map(Layout.Note::id),
                        layout.groups().stream().map(Layout.Group::id))
                .flatMap(ids -> ids)
                .filter(id -> !seen.add(id) && !(id.equals(Part.STAND_IN) && !problems.isEmpty()))
                .distinct()
                .toList()
                .forEach(this::again);
    }

    private void again(NodeId id) {
        problems.add(
                Problem.error(
                        "DUPLICATE_ID",
                        id,
                        "/id",
                        "Expected each id once in the document, found '"
                                + id
                                + "' again; rename one."));
    }
}
