package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.cli.client.Tree;
import io.sluice.codec.value.JsonValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Trying a draft.
class TrialsTest {
    private final TestServer server = TestServer.shared();

    private String draft(Map<String, ?> document) {
        var made = server.admin().post("/api/v1/workflows", Map.of("document", document));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.json().text("id");
    }

    private Client.Reply attempt(String workflow, Map<String, ?> trial) {
        return server.admin()
                .post(
                        "/api/v1/workflows/" + workflow + "/runs",
                        Map.of("draft", true, "trial", trial));
    }

    private Tree tried(String workflow, Map<String, ?> trial) {
        var reply = attempt(workflow, trial);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(202);
        return server.awaitRun(reply.json().text("id"), "completed");
    }

    @Test
    void pinnedNodesAreNotCarriedOutAndTheRunSaysSo() {
        var workflow = draft(Drawings.asking(TestServer.unique("pinned")));

        var run =
                tried(
                        workflow,
                        Map.of(
                                "pins",
                                Map.of("ask", Map.of("output", Map.of("decision", "approved")))));

        assertThat(run.at("trial", "pins").list().getFirst().text()).isEqualTo("ask");
        assertThat(run.at("trial", "until").absent()).isTrue();
        assertThat(run.list("approvals")).isEmpty();
        var step = run.list("steps").getFirst();
        assertThat(step.text("given")).isEqualTo("pin");
        assertThat(step.text("output", "decision")).isEqualTo("approved");
    }

    @Test
    void listsTellTrialsFromRunsInEarnest() {
        var workflow = server.published(Drawings.manual(TestServer.unique("listed")));
        var earnest =
                server.admin()
                        .post("/api/v1/workflows/" + workflow + "/runs", Map.of())
                        .json()
                        .text("id");
        var trial = tried(workflow, Map.of("until", "note")).text("id");

        assertThat(ids(workflow, "true")).containsExactly(trial);
        assertThat(ids(workflow, "false")).containsExactly(earnest);
        var listed = server.admin().get("/api/v1/runs?workflow=" + workflow + "&trial=true").json();
        assertThat(listed.list().getFirst().text("trial", "until")).isEqualTo("note");
        assertThat(server.admin().get("/api/v1/runs/" + earnest).json().at("trial").absent())
                .isTrue();
    }

    private List<String> ids(String workflow, String trial) {
        return server
                .admin()
                .get("/api/v1/runs?workflow=" + workflow + "&trial=" + trial)
                .json()
                .list()
                .stream()
                .map(run -> run.text("id"))
                .toList();
    }

    @Test
    void beginsInTheMiddleAndBegetsTheSameTrialAgain() {
        var workflow = draft(Drawings.manual(TestServer.unique("middle")));

        var run = tried(workflow, Map.of("from", "note"));
        var again =
                server.admin()
                        .post("/api/v1/runs/" + run.text("id") + "/rerun", Map.of())
                        .json()
                        .text("id");

        assertThat(run.at("edges", "e1").absent()).isTrue();
        assertThat(run.number("edges", "e2")).isEqualTo(1);
        assertThat(server.awaitRun(again, "completed").text("trial", "from")).isEqualTo("note");
    }

    @Test
    void aDryRunCanBeATrialToo() {
        var workflow = draft(Drawings.manual(TestServer.unique("dry")));

        var reply =
                server.admin()
                        .post(
                                "/api/v1/workflows/" + workflow + "/runs",
                                Map.of(
                                        "draft",
                                        true,
                                        "dryRun",
                                        true,
                                        "trial",
                                        Map.of("until", "note")));

        var run = server.awaitRun(reply.json().text("id"), "completed");
        assertThat(run.text("mode")).isEqualTo("dry-run");
        assertThat(run.text("trial", "until")).isEqualTo("note");
    }

    @Test
    void onlyADraftIsTried() {
        var workflow = server.published(Drawings.manual(TestServer.unique("live")));

        var reply =
                server.admin()
                        .post(
                                "/api/v1/workflows/" + workflow + "/runs",
                                Map.of("trial", Map.of("until", "note")));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("TRIAL_NEEDS_DRAFT");
    }

    @Test
    void whatDoesNotFitTheDraftIsToldWithItsPlace() {
        var workflow = draft(Drawings.manual(TestServer.unique("misfit")));

        var reply =
                attempt(
                        workflow,
                        Map.of(
                                "pins",
                                Map.of(
                                        "ghost", Map.of("output", Map.of()),
                                        "done", Map.of("output", Map.of()),
                                        "note", Map.of("output", Map.of("x", "y".repeat(270_000)))),
                                "from",
                                "nowhere",
                                "until",
                                "begin-"));
        var both =
                attempt(
                        workflow,
                        Map.of(
                                "pins",
                                Map.of(
                                        "note",
                                        Map.of(
                                                "output", Map.of(),
                                                "error", Map.of("code", "x")))));
        var behind = attempt(workflow, Map.of("from", "done", "until", "note"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().list("problems"))
                .extracting(problem -> problem.text("path"))
                .containsExactlyInAnyOrder(
                        "/trial/pins/ghost",
                        "/trial/pins/done",
                        "/trial/pins/note/output",
                        "/trial/from",
                        "/trial/until");
        assertThat(both.json().list("problems").getFirst().text("path"))
                .isEqualTo("/trial/pins/note");
        assertThat(behind.json().list("problems").getFirst().text("path"))
                .isEqualTo("/trial/until");
    }

    @Test
    void aPinnedErrorWithoutARoadWaitsForAPerson() {
        var workflow = draft(Drawings.manual(TestServer.unique("fails")));

        var reply =
                attempt(
                        workflow,
                        Map.of(
                                "pins",
                                Map.of("note", Map.of("error", Map.of("code", "log.full")))));

        var id = reply.json().text("id");
        var step = server.awaitRun(id, "running").list("steps").getFirst();
        assertThat(step.text("status")).isEqualTo("incident");
        assertThat(step.text("failure", "code")).isEqualTo("log.full");
        server.admin().post("/api/v1/runs/" + id + "/cancel", Map.of());
        server.awaitRun(id, "canceled");
    }

    @Test
    void onlyWhoMayEditBeginsInTheMiddle() {
        var workflow = draft(Drawings.manual(TestServer.unique("rights")));
        var operator = server.signedIn(server.user("operator"));
        var path = "/api/v1/workflows/" + workflow + "/runs";

        assertThat(
                        operator.post(path, Map.of("draft", true, "trial", Map.of("until", "note")))
                                .status())
                .isEqualTo(202);
        assertThat(
                        operator.post(path, Map.of("draft", true, "trial", Map.of("from", "note")))
                                .code())
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void theCheckWarnsOfWhatDisabledTasksNoLongerGive() {
        var document =
                JsonValues.readObject(
                        """
                        {"schema": 1, "name": "off", "nodes": [
                          {"id": "begin", "kind": "start", "trigger": "manual"},
                          {"id": "off", "kind": "task", "type": "http.get", "disabled": true},
                          {"id": "note", "kind": "task", "type": "flow.log",
                           "config": {"message": "Got ${nodes.off.output.status}"}},
                          {"id": "done", "kind": "end"}],
                         "edges": [
                          {"id": "e1", "from": "begin", "to": "off"},
                          {"id": "e2", "from": "off", "to": "note"},
                          {"id": "e3", "from": "note", "to": "done"}]}
                        """);

        var problems =
                server.admin()
                        .post("/api/v1/workflows/check", Map.of("document", document))
                        .json()
                        .list("problems");

        assertThat(problems)
                .extracting(problem -> problem.text("severity"))
                .isNotEmpty()
                .containsOnly("warning");
        assertThat(problems)
                .filteredOn(problem -> problem.text("code").equals("DISABLED_OUTPUT"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.text("element")).isEqualTo("note"));
    }

    @Test
    void disabledTasksArePassed() {
        var document = new LinkedHashMap<String, Object>();
        document.putAll(
                JsonValues.readObject(
                        JsonValues.write(Drawings.manual(TestServer.unique("off")))
                                .replace(
                                        "\"type\":\"flow.log\"",
                                        "\"type\":\"flow.log\",\"disabled\":true")));

        var run = tried(draft(document), Map.of());

        assertThat(run.list("steps").getFirst().text("given")).isEqualTo("disabled");
    }
}
