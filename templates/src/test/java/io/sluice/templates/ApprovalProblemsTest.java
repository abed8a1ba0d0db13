package io.sluice.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.codec.cel.CelExpressions;
import io.sluice.codec.document.DocumentReading;
import io.sluice.codec.document.WorkflowJson;
import io.sluice.codec.schema.JsonSchemas;
import io.sluice.engine.check.WorkflowCheck;
import io.sluice.engine.definition.Problem;
import io.sluice.engine.definition.Workflow;
import io.sluice.engine.node.NodeEnvironment;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said of approvals before anything runs.
class ApprovalProblemsTest {
    private static final String CHANGE =
            "{\"id\": \"change\", \"kind\": \"task\", \"type\": \"http.request\", \"config\":"
                    + " {\"method\": \"POST\", \"url\": \"https://api.example.com/\"}}";

    private final WorkflowCheck check =
            new WorkflowCheck(
                    Catalogues.installed(
                            new NodeEnvironment(
                                    () -> Instant.parse("2026-01-05T10:00:00Z"), Set.of())),
                    new JsonSchemas(),
                    new CelExpressions());

    private List<Problem> check(String nodes, String edges) {
        var document =
                """
                {"schema": 1, "name": "Asks", "nodes": [
                   {"id": "begin", "kind": "start", "trigger": "manual"}, %s,
                   {"id": "done", "kind": "end"}],
                 "edges": [%s]}
                """
                        .formatted(nodes, edges);
        return switch (WorkflowJson.read(document)) {
            case DocumentReading.Read(Workflow workflow) -> check.check(workflow);
            case DocumentReading.Malformed malformed -> malformed.problems();
        };
    }

    private static String edge(String from, String to, String... more) {
        return "{\"id\": \"%1$s_%2$s\", \"from\": \"%1$s\", \"to\": \"%2$s\"%3$s}"
                .formatted(from, to, more.length == 0 ? "" : ", " + more[0]);
    }

    private static String asking(String... fields) {
        return "{\"id\": \"ask\", \"kind\": \"approval\", \"title\": \"Go on?\"%s}"
                .formatted(fields.length == 0 ? "" : ", " + String.join(", ", fields));
    }

    private List<Problem> alone(String... fields) {
        return check(asking(fields), edge("begin", "ask") + "," + edge("ask", "done"));
    }

    @Test
    void whatIsRejectedMustNotBeDoneAllTheSame() {
        var problems =
                check(
                        asking() + "," + CHANGE,
                        String.join(
                                ",",
                                edge("begin", "ask"),
                                edge("ask", "change"),
                                edge("change", "done")));

        assertThat(problems)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("OUTCOME_IGNORED");
                    assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING);
                    assertThat(problem.element()).hasToString("Optional[ask]");
                    assertThat(problem.message()).contains("'change'").contains("rejected");
                });
    }

    @Test
    void aChoiceOnTheDecisionIsEnough() {
        var problems =
                check(
                        asking() + ",{\"id\": \"agreed\", \"kind\": \"choice\"}," + CHANGE,
                        String.join(
                                ",",
                                edge("begin", "ask"),
                                edge("ask", "agreed"),
                                edge(
                                        "agreed",
                                        "change",
                                        "\"when\": \"nodes.ask.output.decision == 'approved'\""),
                                edge("agreed", "done", "\"otherwise\": true"),
                                edge("change", "done")));

        assertThat(problems).isEmpty();
    }

    @Test
    void aChoiceOnSomethingElseIsNot() {
        var problems =
                check(
                        asking() + ",{\"id\": \"agreed\", \"kind\": \"choice\"}," + CHANGE,
                        String.join(
                                ",",
                                edge("begin", "ask"),
                                edge("ask", "agreed"),
                                edge("agreed", "change", "\"when\": \"run.id != ''\""),
                                edge("agreed", "done", "\"otherwise\": true"),
                                edge("change", "done")));

        assertThat(problems).extracting(Problem::code).containsExactly("OUTCOME_IGNORED");
    }

    @Test
    void whereNothingIsChangedNothingIsAmiss() {
        assertThat(alone()).isEmpty();
    }

    @Test
    void urgingIsPartOfTheDocument() {
        assertThat(
                        alone(
                                "\"connection\": \"chat\"",
                                "\"remindAfter\": \"PT1H\"",
                                "\"remindEvery\": \"P1D\"",
                                "\"escalateAfter\": \"P2D\"",
                                "\"escalateTo\": [\"admin\"]"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "remindAfter": "PT1H"                           | REMINDS_NOBODY       | /connection
                    "remindEvery": "PT30S", "connection": "chat"    | REMINDS_TOO_OFTEN    | /remindEvery
                    "remindAfter": "soon", "connection": "chat"     | BAD_DURATION         | /remindAfter
                    "escalateAfter": "P1D"                          | ESCALATES_TO_NOBODY  | /escalateTo
                    "escalateTo": ["admin"]                         | ESCALATES_NEVER      | /escalateAfter
                    "escalateAfter": "later", "escalateTo": ["a"]   | BAD_DURATION         | /escalateAfter
                    """)
    void whatCannotUrgeAnybodyIsRefused(String fields, String code, String path) {
        assertThat(alone(fields))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(code);
                    assertThat(problem.path()).isEqualTo(path);
                    assertThat(problem.blocks()).isTrue();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cdr-to-policy",
                "cdr-to-policy-live",
                "internet-facing-vm",
                "snapshot-encryption"
            })
    void everyTemplateHeedsWhatPeopleDecide(String template) {
        assertThat(check.check(TemplateRun.load(template)))
                .extracting(Problem::code)
                .doesNotContain("OUTCOME_IGNORED");
    }
}
