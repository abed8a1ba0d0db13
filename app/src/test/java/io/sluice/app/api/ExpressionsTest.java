package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.cli.client.Tree;
import io.sluice.codec.value.JsonValues;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {
    private static final Map<String, @Nullable Object> DOCUMENT =
            JsonValues.readObject(
                    """
                    {"schema": 1, "name": "expressions",
                     "variables": [{"name": "limit", "schema": {"type": "integer"}, "value": 900}],
                     "nodes": [
                       {"id": "begin", "kind": "start", "trigger": "aws.ec2.instance-started"},
                       {"id": "find", "kind": "task", "name": "Find the host", "type": "qualys.find-host",
                        "config": {"connection": "q", "instanceId": "=trigger.instanceId"}},
                       {"id": "risky", "kind": "choice"},
                       {"id": "risk", "kind": "task", "name": "Read TruRisk", "type": "qualys.read-trurisk",
                        "config": {"connection": "q", "hostId": "=nodes.find.output.hostId"}},
                       {"id": "note", "kind": "task", "type": "flow.log", "config": {"message": "x"}},
                       {"id": "after", "kind": "task", "type": "flow.log", "config": {"message": "y"}},
                       {"id": "done", "kind": "end"}],
                     "edges": [
                       {"id": "e1", "from": "begin", "to": "find"},
                       {"id": "e2", "from": "find", "to": "risky"},
                       {"id": "e3", "from": "risky", "to": "risk", "when": "vars.limit > 1"},
                       {"id": "e4", "from": "risky", "to": "note", "otherwise": true},
                       {"id": "e5", "from": "risk", "to": "note"},
                       {"id": "e6", "from": "note", "to": "after"},
                       {"id": "e7", "from": "after", "to": "done"}]}
                    """);

    private final TestServer server = TestServer.shared();

    private static Map<String, Object> question(String node, String kind, String expression) {
        var question = new HashMap<String, Object>();
        question.put("document", DOCUMENT);
        question.put("node", node);
        question.put("kind", kind);
        question.put("expression", expression);
        return question;
    }

    private Tree check(Map<String, Object> question) {
        var reply = server.admin().post("/api/v1/expressions/check", question);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply.json();
    }

    private List<Tree> names(String node) {
        var reply =
                server.admin()
                        .post(
                                "/api/v1/expressions/scope",
                                Map.of("document", DOCUMENT, "node", node));
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply.json().list("names");
    }

    @Test
    void namesWhatLiesUpstream() {
        assertThat(names("note").stream().map(one -> one.text("name")))
                .containsExactly(
                        "trigger", "nodes.find.output", "nodes.risk.output", "vars", "run");
        assertThat(names("find").stream().map(one -> one.text("name")))
                .containsExactly("trigger", "vars", "run");
        assertThat(names("e3").stream().map(one -> one.text("name")))
                .contains("nodes.find.output")
                .doesNotContain("nodes.risk.output");
    }

    @Test
    void tellsWhatMayBeAbsentAndWhatItHolds() {
        var names = names("note");

        assertThat(names.get(1).flag("maybeAbsent")).isFalse();
        assertThat(names.get(1).text("title")).isEqualTo("Find the host");
        assertThat(names.get(1).at("schema").at("properties").at("hostId").text("title"))
                .isNotEmpty();
        assertThat(names.get(2).flag("maybeAbsent")).isTrue();
        assertThat(names.get(2).text("node")).isEqualTo("risk");
    }

    @Test
    void listsFunctionsWithTheirDocs() {
        var functions =
                server.admin()
                        .post(
                                "/api/v1/expressions/scope",
                                Map.of("document", DOCUMENT, "node", "note"))
                        .json()
                        .list("functions");

        assertThat(functions)
                .anySatisfy(one -> {
                    assertThat(one.text("name")).isEqualTo("startsWith");
                    assertThat(one.text("signature")).startsWith("text.startsWith(");
                    assertThat(one.text("docs")).isNotEmpty();
                });
    }

    @Test
    void marksWhatIsWrong() {
        var problem =
                check(question("note", "condition", "true && nodes.fnd.output.x > 900"))
                        .list("problems")
                        .getFirst();

        assertThat(problem.text("code")).isEqualTo("UNKNOWN_FIELD");
        assertThat(problem.text("severity")).isEqualTo("error");
        assertThat(problem.number("from")).isEqualTo("true && nodes.".length());
        assertThat(problem.number("to")).isEqualTo("true && nodes.fnd".length());
    }

    @Test
    void triesAnExpressionOnASample() {
        var question = question("after", "value", "nodes.find.output.hostId + vars.limit");
        question.put(
                "sample",
                Map.of("trigger", Map.of(), "nodes", Map.of("find", Map.of("hostId", 5))));

        var answer = check(question);

        assertThat(answer.flag("evaluated")).isTrue();
        assertThat(answer.number("value")).isEqualTo(905);
    }

    @Test
    void saysWhichNodeTheSampleLacks() {
        var question = question("after", "value", "nodes.find.output.hostId");
        question.put("sample", Map.of("trigger", Map.of()));

        assertThat(check(question).text("valueError")).contains("no output of 'Find the host'");
    }

    @Test
    void checksAgainstWhatTheFieldTakes() {
        var question = question("after", "value", "vars.limit");
        question.put("expected", Map.of("type", "string"));

        var answer = check(question);

        assertThat(answer.text("type")).isEqualTo("a whole number");
        assertThat(answer.list("problems").getFirst().text("code")).isEqualTo("WRONG_RESULT_TYPE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trigger.list.map(a, trigger.list.map(b, trigger.list.map(c, a + b + c)))",
                "trigger.list.map(a, trigger.list)",
                "trigger.text.matches('(a+)+$')",
                "trigger.text.split('').join(trigger.text)",
                "[trigger].map(a, [a, a, a]).map(a, [a, a, a]).map(a, [a, a, a])",
                "1 / 0",
                "int(trigger.text)",
                "trigger.deep.deep.deep.deep",
                "((((((((((",
                "'\\u0000'"
            })
    void boundsHostileExpressionsAndSamples(String expression) {
        var question = question("after", "value", expression);
        var trigger =
                Map.of("list", Collections.nCopies(2_000, 7), "text", "a".repeat(20_000) + "!");
        question.put("sample", Map.of("trigger", trigger));

        check(question);
    }

    @Test
    void boundsLongExpressions() {
        var question = question("after", "value", "1 + ".repeat(2_500) + "1");
        question.put("sample", Map.of("trigger", Map.of()));

        var answer = check(question);

        assertThat(answer.list("problems").getFirst().text("code")).isEqualTo("TOO_LONG");
        assertThat(answer.flag("evaluated")).isFalse();
    }

    @Test
    void refusesWhatIsNoQuestion() {
        var admin = server.admin();

        assertThat(admin.post("/api/v1/expressions/check", question("none", "value", "1")).code())
                .isEqualTo("BAD_INPUT");
        assertThat(admin.post("/api/v1/expressions/check", question("no-id", "value", "1")).code())
                .isEqualTo("BAD_INPUT");
        assertThat(admin.post("/api/v1/expressions/check", question("note", "else", "1")).code())
                .isEqualTo("BAD_INPUT");
        assertThat(
                        server.anonymous()
                                .post("/api/v1/expressions/check", question("note", "value", "1"))
                                .status())
                .isEqualTo(401);
    }
}
