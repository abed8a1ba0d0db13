package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.codec.value.JsonValues;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Ways that part and meet, and a run that fails, through the whole server.
class GatewaysTest {
    private final TestServer server = TestServer.shared();

    private static Map<String, @Nullable Object> drawing(String name, String until) {
        return JsonValues.readObject(
                """
                {"schema": 1, "name": "%s",
                 "variables": [{"name": "score", "schema": {"type": "integer"}, "value": 950}],
                 "nodes": [
                   {"id": "begin", "kind": "start", "trigger": "manual"},
                   {"id": "who", "kind": "any-choice"},
                   {"id": "mail", "kind": "task", "type": "flow.log", "config": {"message": "mail"}},
                   {"id": "chat", "kind": "task", "type": "flow.log", "config": {"message": "chat"}},
                   {"id": "told", "kind": "join", "awaits": "active"},
                   {"id": "first", "kind": "race"},
                   {"id": "reply", "kind": "wait", "until": {"message": "reply", "key": "=run.id"}},
                   {"id": "late", "kind": "wait", "until": {"timer": "%s"}},
                   {"id": "done", "kind": "end", "terminate": true},
                   {"id": "failed", "kind": "end", "error": {"code": "reply.late", "message": "Nobody answered ${vars.score}"}}],
                 "edges": [
                   {"id": "e1", "from": "begin", "to": "who"},
                   {"id": "e2", "from": "who", "to": "mail", "when": "vars.score > 500"},
                   {"id": "e3", "from": "who", "to": "chat", "when": "vars.score > 900"},
                   {"id": "e4", "from": "who", "to": "told", "otherwise": true},
                   {"id": "e5", "from": "mail", "to": "told"},
                   {"id": "e6", "from": "chat", "to": "told"},
                   {"id": "e7", "from": "told", "to": "first"},
                   {"id": "e8", "from": "first", "to": "reply"},
                   {"id": "e9", "from": "first", "to": "late"},
                   {"id": "e10", "from": "reply", "to": "done"},
                   {"id": "e11", "from": "late", "to": "failed"}]}
                """
                        .formatted(name, until));
    }

    private String started(String workflow, int score) {
        var reply =
                server.admin()
                        .post(
                                "/api/v1/workflows/" + workflow + "/runs",
                                Map.of("input", Map.of(), "variables", Map.of("score", score)));
        assertThat(reply.status()).as(reply.toString()).isEqualTo(202);
        return reply.json().text("id");
    }

    @Test
    @DisplayName("a run that comes to an error end has failed, and is found as such")
    void aRunFails() {
        var workflow = server.published(drawing(TestServer.unique("late"), "PT0S"));

        var run = server.awaitRun(started(workflow, 950), "failed");

        assertThat(run.text("failure", "code")).isEqualTo("reply.late");
        assertThat(run.text("failure", "message")).isEqualTo("Nobody answered 950");
        assertThat(run.number("edges", "e2") + run.number("edges", "e3")).isEqualTo(2);
        assertThat(run.number("edges", "e4") + run.number("edges", "e8")).isZero();
        assertThat(run.text("endedAt")).isNotEmpty();
        var path = "/api/v1/runs?workflow=" + workflow + "&status=";
        assertThat(server.admin().get(path + "failed").json().list()).hasSize(1);
        assertThat(server.admin().get(path + "completed").json().list()).isEmpty();
    }

    @Test
    void theFirstOfARaceGoesOnAndTheOtherIsDropped() {
        var workflow = server.published(drawing(TestServer.unique("answered"), "PT1H"));
        var run = started(workflow, 600);
        TestServer.await(() ->
                server.admin()
                        .get("/api/v1/runs/" + run)
                        .json()
                        .text("waitingFor")
                        .contains("message"));

        var told =
                server.admin()
                        .post(
                                "/api/v1/messages",
                                Map.of("name", "reply", "key", run, "payload", Map.of()));

        assertThat(told.status()).as(told.toString()).isLessThan(300);
        var ended = server.awaitRun(run, "completed");
        assertThat(ended.number("edges", "e3") + ended.number("edges", "e9")).isZero();
        assertThat(ended.number("edges", "e8")).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "a foreign process can be run before its tasks are bound: they leave their traces, and no script runs")
    void anImportedProcessLeavesItsTraces() {
        var xml =
                """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:test">
                  <process id="p" isExecutable="true">
                    <startEvent id="s"/>
                    <scriptTask id="one" scriptFormat="groovy"><script>print("${1 + 1}")</script></scriptTask>
                    <parallelGateway id="both"/>
                    <task id="a" name="Left"/>
                    <task id="b" name="Right"/>
                    <inclusiveGateway id="met"/>
                    <serviceTask id="last" name="Last"/>
                    <endEvent id="e"><terminateEventDefinition/></endEvent>
                    <sequenceFlow id="f1" sourceRef="s" targetRef="one"/>
                    <sequenceFlow id="f2" sourceRef="one" targetRef="both"/>
                    <sequenceFlow id="f3" sourceRef="both" targetRef="a"/>
                    <sequenceFlow id="f4" sourceRef="both" targetRef="b"/>
                    <sequenceFlow id="f5" sourceRef="a" targetRef="met"/>
                    <sequenceFlow id="f6" sourceRef="b" targetRef="met"/>
                    <sequenceFlow id="f7" sourceRef="met" targetRef="last"/>
                    <sequenceFlow id="f8" sourceRef="last" targetRef="e"/>
                  </process>
                </definitions>
                """;
        var path = "/api/v1/workflows/import?bind=";
        var read = server.admin().raw("POST", path + "trace", "application/bpmn+xml", xml);
        assertThat(read.status()).as(read.toString()).isEqualTo(200);
        assertThat(
                        server.admin()
                                .raw("POST", path + "groovy", "application/bpmn+xml", xml)
                                .status())
                .isEqualTo(400);
        @SuppressWarnings("unchecked") // a document is an object
        var document = (Map<String, ?>) read.json().at("document").value();
        var workflow = server.published(java.util.Objects.requireNonNull(document));

        var run = server.awaitRun(started(workflow), "completed").text("id");

        assertThat(server.admin().get("/api/v1/runs/" + run + "/log").json().list())
                .extracting(line -> line.text("message"))
                .containsExactlyInAnyOrder("print(\"${1 + 1}\")", "Left", "Right", "Last")
                .startsWith("print(\"${1 + 1}\")")
                .endsWith("Last");
    }

    private String started(String workflow) {
        var reply =
                server.admin()
                        .post("/api/v1/workflows/" + workflow + "/runs", Map.of("input", Map.of()));
        assertThat(reply.status()).as(reply.toString()).isEqualTo(202);
        return reply.json().text("id");
    }

    @Test
    void whatARaceLeadsToIsChecked() {
        var document = drawing(TestServer.unique("wrong"), "PT1H");
        var text =
                JsonValues.write(document)
                        .replace(
                                "\"from\":\"first\",\"to\":\"late\"",
                                "\"from\":\"first\",\"to\":\"mail\"");

        var made =
                server.admin()
                        .post("/api/v1/workflows", Map.of("document", JsonValues.readObject(text)));

        assertThat(made.json().list("problems"))
                .extracting(problem -> problem.text("code"))
                .contains("RACE_TARGET");
    }
}
