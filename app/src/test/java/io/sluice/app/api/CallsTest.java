package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.codec.value.JsonValues;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A workflow that calls another is held to what that one takes and gives: while it is written, and
/// when it runs, for the other may have changed meanwhile.
class CallsTest {
    private final TestServer server = TestServer.shared();

    private static Map<String, @Nullable Object> callee(String name, String takes) {
        return JsonValues.readObject(
                """
                {"schema": 1, "name": "%s",
                 "nodes": [
                   {"id": "begin", "kind": "start", "trigger": "manual", "config": {"schema":
                     {"type": "object", "required": ["%s"], "properties":
                       {"%s": {"type": "string"}}, "additionalProperties": false}}},
                   {"id": "done", "kind": "end", "result": {"seen": "=trigger.input.%s"}}],
                 "edges": [{"id": "e1", "from": "begin", "to": "done"}]}
                """
                        .formatted(name, takes, takes, takes));
    }

    private static Map<String, @Nullable Object> caller(String callee, String input, String uses) {
        return JsonValues.readObject(
                """
                {"schema": 1, "name": "caller",
                 "nodes": [
                   {"id": "begin", "kind": "start", "trigger": "manual"},
                   {"id": "call", "kind": "call", "workflow": "%s", "input": %s},
                   {"id": "done", "kind": "end",
                    "result": {"what": "=nodes.call.output.%s"}}],
                 "edges": [
                   {"id": "e1", "from": "begin", "to": "call"},
                   {"id": "e2", "from": "call", "to": "done"}]}
                """
                        .formatted(callee, input, uses));
    }

    private String published(String takes) {
        return server.enabled(callee(TestServer.unique("library"), takes));
    }

    private List<String> problems(Map<String, @Nullable Object> document) {
        return server
                .admin()
                .post("/api/v1/workflows/check", Map.of("document", document))
                .json()
                .list("problems")
                .stream()
                .map(one -> one.text("severity") + " " + one.text("element") + one.text("path"))
                .toList();
    }

    @Test
    void anInputThatFitsIsAccepted() {
        var callee = published("host");

        assertThat(problems(caller(callee, "{\"host\": \"web-1\"}", "seen"))).isEmpty();
        assertThat(problems(caller(callee, "{\"host\": \"=run.id\"}", "seen"))).isEmpty();
    }

    @Test
    void anInputThatDoesNotFitIsAnErrorWhereItStands() {
        var callee = published("host");

        assertThat(problems(caller(callee, "{\"host\": 7}", "seen")))
                .containsExactly("error call/input/host");
        assertThat(problems(caller(callee, "{\"hst\": \"web-1\"}", "seen")))
                .isNotEmpty()
                .allMatch(one -> one.startsWith("error call/input"));
    }

    @Test
    void aResultThatItDoesNotGiveIsAnErrorWhereItIsUsed() {
        var callee = published("host");

        assertThat(problems(caller(callee, "{\"host\": \"web-1\"}", "sean")))
                .containsExactly("error done/result/what");
    }

    @Test
    void aWorkflowThatIsNotThereIsAWarning() {
        assertThat(problems(caller("nothing-like-it", "{}", "seen")))
                .containsExactly("warning call/workflow");
    }

    /// The other was published anew with another form.
    @Test
    void whatNoLongerFitsWhenItRunsIsAnIncidentThatSaysWhy() {
        var callee = published("host");
        var id = server.published(caller(callee, "{\"host\": \"web-1\"}", "seen"));
        publishAnew(callee, callee("library anew", "address"));

        var run =
                server.admin()
                        .post("/api/v1/workflows/" + id + "/runs", Map.of())
                        .json()
                        .text("id");

        TestServer.await(
                () -> server.admin().get("/api/v1/runs/" + run).body().contains("\"incident\":{"));
        assertThat(server.admin().get("/api/v1/runs/" + run).body())
                .contains("does not fit what 'library anew' takes")
                .contains("address");
    }

    private void publishAnew(String workflow, Map<String, @Nullable Object> document) {
        var path = "/api/v1/workflows/" + workflow;
        var admin = server.admin();
        assertThat(
                        admin.with("If-Match", "\"1\"")
                                .put(path + "/draft", Map.of("document", document))
                                .status())
                .isEqualTo(200);
        assertThat(
                        admin.with("If-Match", "\"2\"")
                                .post(path + "/publish", Map.of("comment", "anew"))
                                .status())
                .isEqualTo(200);
    }
}
