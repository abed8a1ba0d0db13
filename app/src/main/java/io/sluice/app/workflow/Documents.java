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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads and checks documents: the same check stands behind saving, publishing, importing and the
/// editor.
@Component
public class Documents {
    static final String NO_SUCH_CONNECTION = "NO_SUCH_CONNECTION";

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
    public Workflow parse(String text) {
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
        return check(project, workflow, _ -> true);
    }

    /// The same for somebody who sees these workflows alone.
    List<Problem> check(String project, Workflow workflow, Predicate<String> seen) {
        var problems = new ArrayList<>(check.check(workflow, callees(project, seen)));
        for (var node : workflow.nodes()) {
            missingConnection(project, node).ifPresent(problems::add);
        }
        return problems;
    }

    /// What workflows of a project may call.
    ///
    /// @param seen of those that whoever asks may look at: others are as if there were none
    public Callees callees(String project, Predicate<String> seen) {
        return id ->
                seen.test(id)
                        ? versions.published(project, id).flatMap(versions::find)
                        : Optional.empty();
    }

    /// What stands in the way of publishing: a draft may well come before its connections, a
    /// version may not.
    static List<Problem> blocking(List<Problem> problems) {
        return problems.stream()
                .filter(one -> one.blocks() || one.code().equals(NO_SUCH_CONNECTION))
                .map(one ->
                        new Problem(
                                one.code(),
                                Problem.Severity.ERROR,
                                one.element(),
                                one.path(),
                                one.position(),
                                one.message()))
                .toList();
    }

    private Optional<String> typeOf(Node node) {
        return switch (node) {
            case Node.Task task -> Optional.of(task.type());
            case Node.Wait wait when wait.until() instanceof Node.WaitFor.Condition condition ->
                    Optional.of(condition.type());
            default -> Optional.empty();
        };
    }

    /// One of another project is not told from none.
    private Optional<Problem> missingConnection(String project, Node node) {
        if (!(UseCheck.config(node).get("connection") instanceof String name)
                || !UseCheck.literal(name)) {
            return Optional.empty();
        }
        var type =
                typeOf(node)
                        .flatMap(catalogue::nodeType)
                        .map(entry -> entry.type().descriptor().connectionType())
                        .filter(wanted -> !wanted.isEmpty());
        var found = connections.find(project, name);
        if (found.filter(one -> type.isEmpty() || one.type().equals(type.get())).isPresent()) {
            return Optional.empty();
        }
        var what = found.map(one -> "one of type " + one.type()).orElse("none");
        return Optional.of(
                Problem.warning(
                        NO_SUCH_CONNECTION,
                        node.id(),
                        "/config/connection",
                        "Expected a connection '"
                                + name
                                + "'"
                                + type.map(wanted -> " of type " + wanted).orElse("")
                                + ", found "
                                + what
                                + "; make it under Connections."));
    }
}
