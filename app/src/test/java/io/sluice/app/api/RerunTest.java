package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.codec.value.JsonValues;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Beginning again, at the start or at a node, and acting on what a filter finds.
class RerunTest {
    private final TestServer server = TestServer.shared();

    /// A wait for a message, and then a note that speaks of what came.
    private static Map<String, @Nullable Object> drawing(String name, String key) {
        return JsonValues.readObject(
                """
                {"schema": 1, "name": "%s",
                 "nodes": [
                   {"id": "begin", "kind": "start", "trigger": "manual"},
                   {"id": "hold", "kind": "wait", "until": {"message": "go", "key": "%s"}},
                   {"id": "after", "kind": "wait", "until": {"message": "on", "key": "%s"}},
                   {"id": "done", "kind": "end"}],
                 "edges": [
                   {"id": "e1", "from": "begin", "to": "hold"},
                   {"id": "e2", "from": "hold", "to": "after"},
                   {"id": "e3", "from": "after", "to": "done"}]}
                """
                        .formatted(name, key, key));
    }

    private String start(String workflow) {
        return server.admin()
                .post("/api/v1/workflows/" + workflow + "/runs", Map.of())
                .json()
                .text("id");
    }

    private void send(String message, String key, Map<String, ?> payload) {
        server.admin()
                .post("/api/v1/messages", Map.of("name", message, "key", key, "payload", payload));
    }

    private void awaitAt(String run, String node) {
        TestServer.await(() ->
                server.admin()
                        .get("/api/v1/runs/" + run)
                        .json()
                        .at("nodes")
                        .texts()
                        .toList()
                        .contains(node));
    }

    private Client.Reply rerun(String run, Map<String, ?> body) {
        return server.admin().post("/api/v1/runs/" + run + "/rerun", body);
    }

    @Test
    void beginsAtANodeWithWhatWasBeforeItOrAnother() {
        var key = TestServer.unique("key");
        var workflow = server.published(drawing(TestServer.unique("again"), key));
        var run = start(workflow);
        awaitAt(run, "hold");
        send("go", key, Map.of("host", "web-1"));
        awaitAt(run, "after");

        var again = rerun(run, Map.of("from", "after")).json().text("id");
        awaitAt(again, "after");
        assertThat(hold(again)).contains("web-1");

        var other =
                rerun(
                                run,
                                Map.of(
                                        "from",
                                        "after",
                                        "outputs",
                                        Map.of("hold", Map.of("host", "web-2"))))
                        .json()
                        .text("id");
        awaitAt(other, "after");
        assertThat(hold(other)).contains("web-2");
        for (var one : List.of(run, again, other)) {
            server.admin().post("/api/v1/runs/" + one + "/cancel", Map.of("reason", "done"));
        }
    }

    private String hold(String run) {
        return server.admin().get("/api/v1/runs/" + run).json().at("steps").list().stream()
                .filter(step -> step.text("node").equals("hold"))
                .map(step -> step.at("output").toString())
                .findFirst()
                .orElse("");
    }

    @Test
    void refusesANodeThatTheRunHasNotComeTo() {
        var key = TestServer.unique("key");
        var run = start(server.published(drawing(TestServer.unique("again"), key)));
        awaitAt(run, "hold");

        assertThat(rerun(run, Map.of("from", "after")).status()).isEqualTo(400);
        assertThat(rerun(run, Map.of("from", "no such")).status()).isEqualTo(400);
        server.admin().post("/api/v1/runs/" + run + "/cancel", Map.of("reason", "done"));
    }

    @Test
    void actsOnWhatAFilterFinds() {
        var workflow =
                server.published(drawing(TestServer.unique("filtered"), TestServer.unique("key")));
        var runs = List.of(start(workflow), start(workflow), start(workflow));
        runs.forEach(run -> awaitAt(run, "hold"));

        var answer =
                server.admin()
                        .post(
                                "/api/v1/runs/bulk",
                                Map.of(
                                        "action",
                                        "cancel",
                                        "reason",
                                        "clean up",
                                        "filter",
                                        Map.of("workflow", workflow, "status", "running")))
                        .json();

        assertThat(answer.at("results").list()).hasSize(3).allMatch(one -> one.flag("ok"));
        assertThat(answer.text("next")).isEmpty();
        runs.forEach(run -> server.awaitRun(run, "canceled"));
    }
}
