package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Pausing a run, a workflow, everything.
class PausesTest {
    private static final Map<String, Object> EVERYTHING =
            Map.of("scope", "everything", "reason", "a bad playbook");

    private final TestServer server = TestServer.shared();

    @AfterEach
    void goOn() {
        server.admin().post("/api/v1/pauses/resume", EVERYTHING);
    }

    private String start(String workflow) {
        return server.admin()
                .post("/api/v1/workflows/" + workflow + "/runs", Map.of())
                .json()
                .text("id");
    }

    /// What is paused; other tests pause what is theirs.
    private static List<String> scopes(Client.Reply reply) {
        return reply.json().at("items").list().stream().map(one -> one.text("scope")).toList();
    }

    private boolean paused(String run) {
        return server.admin().get("/api/v1/runs/" + run).json().flag("paused");
    }

    @Test
    void anEmergencyStopKeepsWhatComesInAndLetsItGoOnAfterwards() {
        var workflow = server.published(Drawings.manual(TestServer.unique("stopped")));

        var stopped = server.admin().post("/api/v1/pauses", EVERYTHING);
        assertThat(scopes(stopped)).containsOnlyOnce("everything");
        var run = start(workflow);
        server.awaitRun(run, "running");
        assertThat(paused(run)).isTrue();

        var resumed = server.admin().post("/api/v1/pauses/resume", EVERYTHING);
        assertThat(scopes(resumed)).doesNotContain("everything");
        server.awaitRun(run, "completed");
        assertThat(paused(run)).isFalse();
        assertThat(server.admin().get("/api/v1/audit?limit=200").json().list())
                .extracting(one -> one.text("action"))
                .contains("pause.everything", "resume.everything");
    }

    @Test
    void aWorkflowAndARunArePausedForThemselves() {
        var key = TestServer.unique("key");
        var workflow = server.published(Drawings.waiting(TestServer.unique("paused"), key));
        var one = start(workflow);
        server.awaitRun(one, "running");

        server.admin().post("/api/v1/pauses", Map.of("scope", "run", "id", one));
        assertThat(paused(one)).isTrue();
        server.admin().post("/api/v1/pauses/resume", Map.of("scope", "run", "id", one));
        assertThat(paused(one)).isFalse();

        server.admin().post("/api/v1/pauses", Map.of("scope", "workflow", "id", workflow));
        assertThat(paused(one)).isTrue();
        server.admin().post("/api/v1/pauses/resume", Map.of("scope", "workflow", "id", workflow));
        server.admin().post("/api/v1/runs/" + one + "/cancel", Map.of("reason", "done"));
        server.awaitRun(one, "canceled");
    }

    @Test
    void manyRunsArePausedTogether() {
        var workflow =
                server.published(
                        Drawings.waiting(TestServer.unique("many"), TestServer.unique("key")));
        var runs = List.of(start(workflow), start(workflow));

        var reply =
                server.admin().post("/api/v1/runs/bulk", Map.of("runs", runs, "action", "pause"));
        assertThat(reply.json().at("results").list()).allMatch(one -> one.flag("ok"));
        assertThat(runs).allMatch(this::paused);

        server.admin().post("/api/v1/runs/bulk", Map.of("runs", runs, "action", "resume"));
        assertThat(runs).noneMatch(this::paused);
        server.admin().post("/api/v1/runs/bulk", Map.of("runs", runs, "action", "cancel"));
    }

    @Test
    void refusesWhatIsNotThereOrOver() {
        assertThat(post("run", "nobody").status()).isEqualTo(404);
        assertThat(post("workflow", "nobody").status()).isEqualTo(404);
        assertThat(post("world", "x").status()).isEqualTo(400);
        var run = start(server.published(Drawings.manual(TestServer.unique("over"))));
        server.awaitRun(run, "completed");
        assertThat(post("run", run).json().text("code")).isEqualTo("RUN_REFUSED");
    }

    private Client.Reply post(String scope, String id) {
        return server.admin().post("/api/v1/pauses", Map.of("scope", scope, "id", id));
    }
}
