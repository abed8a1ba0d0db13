package io.sluice.app.workflow;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.ProblemView;
import io.sluice.codec.document.DocumentReading;
import io.sluice.codec.document.WorkflowJson;
import io.sluice.db.authored.ConnectionVault;
import io.sluice.engine.check.Callees;
import io.sluice.engine.check.WorkflowCheck;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Problem;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.expression.Expressions;
import io.sluice.engine.port.Catalogue;
import io.sluice.engine.port.Schemas;
import io.sluice.engine.port.WorkflowVersions;
import io.sluice.engine.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads and checks documents: the same check stands behind saving, publishing, importing and the
/// editor.
@Component
public class Documents {
    private final WorkflowCheck check;
    private final Catalogue catalogue;
    private final ConnectionVault connections;
    private final WorkflowVersions versions;

    Documents(
            Catalogue catalogue,
            Schemas schemas,
            Expressions expressions,
            ConnectionVault connections,
            WorkflowVersions versions) {
        check = new WorkflowCheck(catalogue, schemas, expressions);
        this.catalogue = catalogue;
        this.connections = connections;
        this.versions = versions;
    }

    /// The document of a request.
    ///
    /// @throws ApiProblem INVALID_DOCUMENT if it has not the form of one
    public Workflow read(@Nullable Object document) {
        return accepted(WorkflowJson.readValues(normal(document)));
    }

    private static @Nullable Object normal(@Nullable Object document) {
        try {
            return Values.normalise(document);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.badInput(String.valueOf(e.getMessage()));
        }
    }

    /// The document of a request or a store, as text.
    Workflow parse(String text) {
        return accepted(WorkflowJson.read(text));
    }

    private static Workflow accepted(DocumentReading reading) {
        return switch (reading) {
            case DocumentReading.Read(var workflow) -> workflow;
            case DocumentReading.Malformed(var problems) ->
                    throw invalid("Expected a workflow document", problems);
        };
    }

    /// The refusal of a document.
    static ApiProblem invalid(String expected, List<Problem> problems) {
        var first = problems.isEmpty() ? "" : ": " + problems.getFirst().message();
        return new ApiProblem(
                ErrorCode.INVALID_DOCUMENT,
                expected + ", found " + problems.size() + " problems" + first,
                ProblemView.of(problems));
    }

    /// Everything that can be said about a document in a project.
    List<Problem> check(String project, Workflow workflow) {
        var problems = new ArrayList<>(check.check(workflow, callees(project)));
        for (var node : workflow.nodes()) {
            if (node instanceof Node.Task task) {
                missingConnection(project, task).ifPresent(problems::add);
            }
        }
        return problems;
    }

    /// What workflows of a project may call.
    public Callees callees(String project) {
        return id -> versions.published(project, id).flatMap(versions::find);
    }

    /// A draft may well come before its connection; a run without it would only raise an incident.
    private Optional<Problem> missingConnection(String project, Node.Task task) {
        var type =
                catalogue
                        .nodeType(task.type())
                        .map(entry -> entry.type().descriptor().connectionType())
                        .filter(name -> !name.isEmpty());
        if (type.isEmpty()
                || !(task.config().get("connection") instanceof String name)
                || name.startsWith("=")
                || name.contains("${")) {
            return Optional.empty();
        }
        var found = connections.find(project, name);
        if (found.filter(one -> one.type().equals(type.get())).isPresent()) {
            return Optional.empty();
        }
        var what = found.map(one -> "one of type " + one.type()).orElse("none");
        return Optional.of(
                Problem.warning(
                        "NO_SUCH_CONNECTION",
                        task.id(),
                        "/config/connection",
                        "Expected a connection '"
                                + name
                                + "' of type "
                                + type.get()
                                + ", found "
                                + what
                                + "; make it under Connections."));
    }
}
