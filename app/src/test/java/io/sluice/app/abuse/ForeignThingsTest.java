package io.sluice.app.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.api.Client;
import io.sluice.app.api.Drawings;
import io.sluice.app.api.TestServer;
import io.sluice.codec.value.JsonValues;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Somebody with every role in one project reaches for the things of another, by every door.
class ForeignThingsTest {
    private final TestServer server = TestServer.shared();
    private final String project = Workspaces.make(server);
    private final Things foreign = new Things(server, project);
    private final Client insider =
            server.signedIn(
                    server.user(
                            "viewer",
                            "operator",
                            "editor",
                            "approver",
                            "responder",
                            "connection-manager",
                            "auditor"));

    /// @param path with `{run}` and the like in the place of ids
    private record Reach(String method, String path, String body, String code) {}

    private static Reach reach(String method, String path, String body) {
        return new Reach(method, path, body, "NOT_FOUND");
    }

    private static final List<Reach> REACHES =
            List.of(
                    reach("GET", "/api/v1/runs/{run}", ""),
                    reach("GET", "/api/v1/runs/{run}/journal", ""),
                    reach("GET", "/api/v1/runs/{run}/log", ""),
                    reach("GET", "/api/v1/runs/{run}/stream", ""),
                    reach("POST", "/api/v1/runs/{run}/cancel", "{\"reason\":\"x\",\"undo\":true}"),
                    reach("POST", "/api/v1/runs/{run}/rerun", "{}"),
                    reach("POST", "/api/v1/runs/{run}/rerun", "{\"from\":\"ask\"}"),
                    reach(
                            "POST",
                            "/api/v1/runs/{run}/steps/{step}/resolve",
                            "{\"resolution\":\"retry\",\"reason\":\"x\"}"),
                    reach(
                            "POST",
                            "/api/v1/runs/{run}/steps/{step}/resolve",
                            "{\"resolution\":\"skip\",\"output\":{\"decision\":\"approved\"},\"reason\":\"x\"}"),
                    reach(
                            "POST",
                            "/api/v1/pauses",
                            "{\"scope\":\"run\",\"id\":\"{run}\",\"reason\":\"x\"}"),
                    reach(
                            "POST",
                            "/api/v1/pauses",
                            "{\"scope\":\"workflow\",\"id\":\"{workflow}\",\"reason\":\"x\"}"),
                    reach("GET", "/api/v1/approvals/{run}/{step}", ""),
                    reach("POST", "/api/v1/approvals/{run}/{step}/plan", "{}"),
                    reach("POST", "/api/v1/approvals/{run}/{step}", "{\"decision\":\"rejected\"}"),
                    reach(
                            "POST",
                            "/api/v1/approvals/{run}/{step}",
                            "{\"decision\":\"approved\",\"plan\":\"0\"}"),
                    reach("GET", "/api/v1/workflows/{workflow}", ""),
                    reach(
                            "PUT",
                            "/api/v1/workflows/{workflow}/draft",
                            "{\"document\":{\"schema\":1,\"name\":\"mine now\",\"nodes\":[],\"edges\":[]}}"),
                    reach("DELETE", "/api/v1/workflows/{workflow}", ""),
                    reach("POST", "/api/v1/workflows/{workflow}/publish", "{}"),
                    reach("PUT", "/api/v1/workflows/{workflow}/publish-request", "{}"),
                    reach("DELETE", "/api/v1/workflows/{workflow}/publish-request", ""),
                    reach("GET", "/api/v1/workflows/{workflow}/versions", ""),
                    reach("GET", "/api/v1/workflows/{workflow}/versions/1", ""),
                    reach(
                            "PATCH",
                            "/api/v1/workflows/{workflow}/versions/1",
                            "{\"comment\":\"x\"}"),
                    reach("POST", "/api/v1/workflows/{workflow}/enable", ""),
                    reach("POST", "/api/v1/workflows/{workflow}/disable", ""),
                    reach("GET", "/api/v1/workflows/{workflow}/bpmn", ""),
                    reach("GET", "/api/v1/workflows/{workflow}/bpmn?version=1", ""),
                    reach("GET", "/api/v1/workflows/{workflow}/triggers", ""),
                    reach("POST", "/api/v1/workflows/{workflow}/triggers/begin/secret", ""),
                    reach("GET", "/api/v1/workflows/{workflow}/limits", ""),
                    reach("PUT", "/api/v1/workflows/{workflow}/limits", "{}"),
                    reach(
                            "PUT",
                            "/api/v1/workflows/{workflow}/presence",
                            "{\"tab\":\"0123456789abcdef\",\"editing\":true}"),
                    reach("POST", "/api/v1/workflows/{workflow}/runs", "{}"),
                    reach("POST", "/api/v1/workflows/{workflow}/runs", "{\"draft\":true}"),
                    reach("GET", "/api/v1/events/{event}", ""),
                    reach("POST", "/api/v1/connections/{connection}/test", ""),
                    reach("DELETE", "/api/v1/connections/{connection}", ""),
                    reach(
                            "PUT",
                            "/api/v1/connections/{connection}",
                            "{\"type\":\"http\",\"settings\":{},\"secrets\":{}}"),
                    reach("GET", "/api/v1/connections/{connection}/options/aws.regions", ""),
                    reach("GET", "/api/v1/policies/{policy}", ""),
                    reach("GET", "/api/v1/policies/{policy}/hits", ""),
                    reach("GET", "/api/v1/policies/{policy}/manifest", ""),
                    reach(
                            "POST",
                            "/api/v1/policies/{policy}/moves",
                            "{\"move\":\"promote\",\"reason\":\"x\"}"));

    @TestFactory
    @DisplayName("API1:2023: no door leads to what belongs to another project")
    Stream<DynamicTest> isToldThatNothingIsThere() {
        return REACHES.stream()
                .map(reach ->
                        DynamicTest.dynamicTest(
                                reach.method() + " " + reach.path() + " " + reach.body(),
                                () -> Refused.as(send(reach), 404, reach.code())));
    }

    private Client.Reply send(Reach reach) {
        return insider.with("If-Match", "\"1\"")
                .raw(
                        reach.method(),
                        filled(reach.path()),
                        "application/json",
                        filled(reach.body()));
    }

    private String filled(String text) {
        var filled = text;
        for (var kind : List.of("run", "step", "workflow", "event", "connection", "policy")) {
            if (filled.contains("{" + kind + "}")) {
                filled = filled.replace("{" + kind + "}", foreign.get(kind));
            }
        }
        return filled;
    }

    @Test
    void findsNothingOfOthersByFilters() {
        var run = foreign.get("run");
        var workflow = foreign.get("workflow");

        for (var query :
                List.of(
                        "runs?workflow=" + workflow,
                        "runs?parent=" + run,
                        "workflows?query=of-" + project,
                        "history?workflow=" + workflow)) {
            var reply = insider.get("/api/v1/" + query);
            assertThat(reply.status()).as(query + reply).isEqualTo(200);
            assertThat(reply.json().list()).as(query).isEmpty();
        }
        assertThat(insider.get("/api/v1/dashboard?workflow=" + workflow).body())
                .doesNotContain(run)
                .doesNotContain("\"started\":1");
    }

    @Test
    @DisplayName("Of a bulk with foreign ids only the own ones are touched")
    void bulkTouchesOnlyTheOwn() {
        var own = new Things(server, "default").get("run");
        var theirs = foreign.get("run");

        var reply =
                insider.post(
                        "/api/v1/runs/bulk",
                        Map.of(
                                "runs", List.of(theirs, own),
                                "action", "cancel",
                                "reason", "take along"));

        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        var results = reply.json().list("results");
        assertThat(results.getFirst().flag("ok")).isFalse();
        assertThat(results.getFirst().text("problem", "code")).isEqualTo("NOT_FOUND");
        assertThat(results.getLast().flag("ok")).isTrue();
        assertThat(inside().get("/api/v1/runs/" + theirs).json().text("status"))
                .isEqualTo("running");
    }

    private Client inside() {
        return Workspaces.in(server.admin(), project);
    }

    @Test
    @DisplayName(
            "A message of one project wakes no wait of another, and its id stands in nobody's way")
    void messagesStayInTheirProject() {
        var key = TestServer.unique("key");
        var waiting = server.published(inside(), Drawings.waiting(TestServer.unique("w"), key));
        Things.require(inside().post("/api/v1/workflows/" + waiting + "/runs", Map.of()));
        TestServer.await(
                () -> inside().get("/api/v1/runs?limit=500").body().contains("message go"));
        var message = Map.of("id", key, "name", "go", "key", key, "ttl", "PT1M");

        var outside = insider.post("/api/v1/messages", message);
        var forged =
                insider.post(
                        "/api/v1/messages",
                        Map.of("name", "go", "key", project + "\u0001" + key, "ttl", "PT1M"));
        var within = inside().post("/api/v1/messages", message);

        assertThat(outside.json().text("delivered")).isEqualTo("0");
        assertThat(forged.status()).isIn(202, 400);
        if (forged.status() == 202) {
            assertThat(forged.json().text("delivered")).isEqualTo("0");
        }
        assertThat(within.json().text("delivered")).isEqualTo("1");
    }

    @Test
    @DisplayName("A call of another project's workflow finds none")
    void callsReachNoForeignWorkflow() {
        inside().post("/api/v1/workflows/" + foreign.get("workflow") + "/enable", Map.of());
        var calling =
                JsonValues.readObject(
                        """
                        {"schema": 1, "name": "calling",
                         "nodes": [
                           {"id": "begin", "kind": "start", "trigger": "manual"},
                           {"id": "call", "kind": "call", "workflow": "%s"},
                           {"id": "done", "kind": "end"}],
                         "edges": [
                           {"id": "e1", "from": "begin", "to": "call"},
                           {"id": "e2", "from": "call", "to": "done"}]}
                        """
                                .formatted(foreign.get("workflow")));
        var run = started(calling);

        var told = incident(run);

        assertThat(told).contains("in this project, found none");
        assertThat(inside().get("/api/v1/runs?limit=500").body()).doesNotContain(run);
    }

    private String started(Map<String, ?> document) {
        var workflow = server.published(server.admin(), document);
        return server.admin()
                .post("/api/v1/workflows/" + workflow + "/runs", Map.of())
                .json()
                .text("id");
    }

    private String incident(String run) {
        TestServer.await(
                () -> server.admin().get("/api/v1/runs/" + run).body().contains("\"incident\":{"));
        return server.admin().get("/api/v1/runs/" + run).body();
    }

    @Test
    @DisplayName("A connection of another project is found by no expression")
    void connectionsAreOfTheirProjectAtTheRun() {
        var told = incident(started(using("='" + foreign.get("connection") + "'")));

        assertThat(told).contains("connection.missing");
    }

    private static Map<String, ?> using(String connection) {
        return JsonValues.readObject(
                """
                {"schema": 1, "name": "using",
                 "nodes": [
                   {"id": "begin", "kind": "start", "trigger": "manual"},
                   {"id": "get", "kind": "task", "type": "http.get",
                    "config": {"connection": "%s", "url": "/x"}},
                   {"id": "done", "kind": "end"}],
                 "edges": [
                   {"id": "e1", "from": "begin", "to": "get"},
                   {"id": "e2", "from": "get", "to": "done"}]}
                """
                        .formatted(connection));
    }

    @Test
    @DisplayName("What names a connection of another project, or none, is not published")
    void connectionsAreOfTheirProjectAtPublishing() {
        var theirs = foreign.get("connection");
        var answers =
                List.of(theirs, "99" + theirs).stream()
                        .map(name -> {
                            var id =
                                    Things.require(
                                                    insider.post(
                                                            "/api/v1/workflows",
                                                            Map.of("document", using(name))))
                                            .json()
                                            .text("id");
                            var path = "/api/v1/workflows/" + id;
                            var reply =
                                    insider.with("If-Match", "\"1\"")
                                            .post(path + "/publish", Map.of());
                            Refused.as(reply, 422, "INVALID_DOCUMENT");
                            assertThat(insider.get(path + "/versions").json().list("items"))
                                    .isEmpty();
                            return reply.body().replace("'" + name, "'NAME");
                        })
                        .toList();

        assertThat(answers.getFirst())
                .isEqualTo(answers.getLast())
                .contains(
                        "\"code\":\"NO_SUCH_CONNECTION\"",
                        "\"severity\":\"error\"",
                        "\"element\":\"get\"",
                        "\"path\":\"/config/connection\"");
    }

    @Test
    @DisplayName("The draft says so when it is saved, imported or restored")
    void connectionsAreOfTheirProjectAtTheSave() {
        var using =
                JsonValues.readObject(
                        """
                        {"schema": 1, "name": "using",
                         "nodes": [
                           {"id": "begin", "kind": "start", "trigger": "manual"},
                           {"id": "tag", "kind": "task", "type": "aws.ec2.quarantine",
                            "config": {"connection": "%s", "region": "eu-central-1"}},
                           {"id": "done", "kind": "end"}],
                         "edges": [
                           {"id": "e1", "from": "begin", "to": "tag"},
                           {"id": "e2", "from": "tag", "to": "done"}]}
                        """
                                .formatted(foreign.get("connection")));

        var saved = insider.post("/api/v1/workflows", Map.of("document", using));

        assertThat(saved.status()).as(saved.toString()).isEqualTo(201);
        assertThat(saved.body()).contains("NO_SUCH_CONNECTION");
    }
}
