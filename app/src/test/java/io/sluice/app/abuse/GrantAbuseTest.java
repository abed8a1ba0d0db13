package io.sluice.app.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.api.Client;
import io.sluice.app.api.Drawings;
import io.sluice.app.api.TestServer;
import io.sluice.codec.value.JsonValues;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Somebody who is let at one workflow, and the side doors to the others of its project.
class GrantAbuseTest {
    private final TestServer server = TestServer.shared();
    private final String project = Workspaces.make(server);
    private final Client admin = Workspaces.in(server.admin(), project);
    private final Things other = new Things(server, project);
    private final String workflow =
            server.published(admin, Drawings.manual(TestServer.unique("mine")));
    private final String user = server.user();
    private final Client browser;

    GrantAbuseTest() {
        grant("viewer", "operator", "editor", "approver");
        browser = Workspaces.in(server.signedIn(user), project);
    }

    private void grant(String... roles) {
        Workspaces.grant(admin, "workflows/" + workflow, user, roles);
    }

    @Test
    @DisplayName("A grant opens the project, by the way a person goes")
    void opensTheProject() {
        var home = server.signedIn(user).get("/api/v1/session").json();
        assertThat(home.text("project")).isEqualTo(project);
        assertThat(home.at("user", "roles").texts()).isEmpty();
        assertThat(home.at("user", "grants", "workflows", workflow).texts())
                .containsExactly("viewer", "operator", "editor", "approver");
        assertThat(browser.get("/api/v1/projects").json().list("items"))
                .singleElement()
                .satisfies(one -> assertThat(one.text("id")).isEqualTo(project));
        assertThat(browser.get("/api/v1/node-types").status()).isEqualTo(200);
        assertThat(browser.get("/api/v1/workflows/" + workflow).status()).isEqualTo(200);
    }

    @TestFactory
    @DisplayName(
            "ASVS 8.2.2: filters and searches for another workflow find what one for none finds")
    Stream<DynamicTest> searchesFindNothingOfOthers() {
        var theirs = other.get("workflow");
        var run = other.get("run");
        other.get("step");
        other.get("event");
        return Stream.of(
                        "/api/v1/workflows?query={name}",
                        "/api/v1/runs?workflow={workflow}",
                        "/api/v1/runs?query={run}",
                        "/api/v1/runs?query={name}",
                        "/api/v1/runs?parent={run}",
                        "/api/v1/runs?status=running",
                        "/api/v1/events?workflow={workflow}",
                        "/api/v1/events?outcome=started",
                        "/api/v1/history?workflow={workflow}",
                        "/api/v1/dashboard?workflow={workflow}",
                        "/api/v1/approvals?status=open")
                .map(path ->
                        DynamicTest.dynamicTest(
                                path,
                                () -> {
                                    var found =
                                            browser.get(filled(path, theirs, run, "of-" + project));
                                    var none =
                                            browser.get(filled(path, "99none", "99none", "99none"));
                                    assertThat(found.status()).isEqualTo(200);
                                    assertThat(moments(found)).isEqualTo(moments(none));
                                    assertThat(found.body()).doesNotContain(theirs, run);
                                }));
    }

    private static String filled(String path, String workflow, String run, String name) {
        return path.replace("{workflow}", workflow).replace("{run}", run).replace("{name}", name);
    }

    private static String moments(Client.Reply reply) {
        return reply.body().replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "…");
    }

    @Test
    @DisplayName("Bulk: each run is asked about by itself, and another's is none")
    void bulkActsOnTheOwnAlone() {
        var theirs = other.get("run");
        var results =
                browser.post(
                                "/api/v1/runs/bulk",
                                Map.of(
                                        "runs", List.of(theirs, "99" + theirs),
                                        "action", "cancel",
                                        "reason", "x"))
                        .json()
                        .list("results");

        assertThat(results)
                .allSatisfy(one -> {
                    assertThat(one.flag("ok")).isFalse();
                    assertThat(one.text("problem", "code")).isEqualTo("NOT_FOUND");
                });
        assertThat(admin.get("/api/v1/runs/" + theirs).json().text("status")).isEqualTo("running");
    }

    private static Map<String, @Nullable Object> calling(String callee) {
        return JsonValues.readObject(
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
                        .formatted(callee));
    }

    private static Map<String, @Nullable Object> using(String connection) {
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

    private Client.Reply draft(Map<String, ?> document, int revision) {
        return browser.with("If-Match", "\"" + revision + "\"")
                .put("/api/v1/workflows/" + workflow + "/draft", Map.of("document", document));
    }

    @Test
    @DisplayName("Sub-workflows: a call reaches those alone that one may edit or run oneself")
    void callsNoOther() {
        var theirs = other.get("workflow");
        var reply = draft(calling(theirs), 1);
        var absent = draft(calling("99" + theirs), 1);

        Refused.as(reply, 422, "INVALID_DOCUMENT");
        assertThat(reply.body()).contains("NO_SUCH_WORKFLOW");
        assertThat(reply.body().replace(theirs, "ID"))
                .isEqualTo(absent.body().replace("99" + theirs, "ID"));
        assertThat(Refused.audited(server, project, user))
                .containsEntry("code", "INVALID_DOCUMENT");

        Workspaces.grant(admin, "workflows/" + theirs, user, "operator");
        assertThat(draft(calling(theirs), 1).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("Connections: those that are granted alone; another and an absent one look alike")
    void usesNoOtherConnection() {
        var theirs = other.get("connection");
        var reply = draft(using(theirs), 1);
        var absent = draft(using("99" + theirs), 1);

        Refused.as(reply, 422, "INVALID_DOCUMENT");
        assertThat(reply.body()).contains("NO_SUCH_CONNECTION").doesNotContain("of type");
        assertThat(reply.body().replace(theirs, "NAME"))
                .isEqualTo(absent.body().replace("99" + theirs, "NAME"));
        var checked = browser.post("/api/v1/workflows/check", Map.of("document", using(theirs)));
        assertThat(checked.body())
                .isEqualTo(
                        browser.post(
                                        "/api/v1/workflows/check",
                                        Map.of("document", using("99" + theirs)))
                                .body()
                                .replace("99" + theirs, theirs));

        Workspaces.grant(admin, "connections/" + theirs, user, "use");
        assertThat(draft(using(theirs), 1).status()).isEqualTo(200);
    }

    @Test
    @DisplayName(
            "Computed names: at the run a connection that is not granted is as if there were none")
    void computesNoOtherConnection() {
        var theirs = other.get("connection");
        Things.require(draft(using("='" + theirs + "'"), 1));
        Things.require(
                browser.with("If-Match", "\"2\"")
                        .post("/api/v1/workflows/" + workflow + "/publish", Map.of()));
        var run =
                Things.require(browser.post("/api/v1/workflows/" + workflow + "/runs", Map.of()))
                        .json()
                        .text("id");

        TestServer.await(
                () -> browser.get("/api/v1/runs/" + run).body().contains("\"incident\":{"));

        assertThat(browser.get("/api/v1/runs/" + run).body()).contains("connection.missing");
    }

    @Test
    @DisplayName("Streams tell of the granted workflow alone, and end with the grant")
    void streamsTellOfTheOwnAlone() throws Exception {
        var closed = new AtomicBoolean();
        var told = new ConcurrentLinkedQueue<String>();
        var lines = browser.lines("/api/v1/runs/stream").iterator();
        assertThat(lines.next()).startsWith("retry");
        Thread.ofVirtual()
                .start(() -> {
                    while (lines.hasNext()) {
                        told.add(lines.next());
                    }
                    closed.set(true);
                });

        var theirs = other.get("run");
        var mine =
                Things.require(admin.post("/api/v1/workflows/" + workflow + "/runs", Map.of()))
                        .json()
                        .text("id");
        TestServer.await(() -> told.stream().anyMatch(line -> line.contains(mine)));
        assertThat(told).noneMatch(line -> line.contains(theirs));

        grant();
        TestServer.await(closed::get);
        Refused.as(browser.get("/api/v1/workflows/" + workflow), 404, "NOT_FOUND");
    }

    @Test
    @DisplayName("What changes for all of the project is not for who has a part in it")
    void changesNothingOfTheProject() {
        Refused.as(
                browser.post("/api/v1/workflows", Map.of("document", Drawings.manual("another"))),
                403,
                "FORBIDDEN");
        Refused.as(
                browser.raw("POST", "/api/v1/workflows/import?save=true", "application/json", "{}"),
                403,
                "FORBIDDEN");
        Refused.as(
                browser.post("/api/v1/messages", Map.of("name", "go", "key", "k")),
                403,
                "FORBIDDEN");
        Refused.as(
                browser.post("/api/v1/pauses", Map.of("scope", "everything", "reason", "x")),
                403,
                "FORBIDDEN");
        Refused.as(browser.get("/api/v1/policies"), 403, "FORBIDDEN");
        Refused.as(browser.get("/api/v1/audit"), 403, "FORBIDDEN");
    }

    @Test
    @DisplayName("Nobody grants themselves more, and no role that cannot be granted")
    void grantsNobodyThemselves() {
        var mine = "/api/v1/workflows/" + workflow + "/grants/users/" + user;
        Refused.as(browser.put(mine, Map.of("roles", List.of("editor"))), 403, "FORBIDDEN");
        Refused.as(
                browser.put(
                        "/api/v1/workflows/" + other.get("workflow") + "/grants/users/" + user,
                        Map.of("roles", List.of("viewer"))),
                404,
                "NOT_FOUND");
        for (var role : List.of("admin", "auditor", "connection-manager", "use", "EDITOR", "")) {
            Refused.as(admin.put(mine, Map.of("roles", List.of(role))), 400, "BAD_INPUT");
        }
        var used = "/api/v1/connections/" + other.get("connection") + "/grants/users/" + user;
        for (var role : List.of("admin", "editor", "viewer", "USE")) {
            Refused.as(admin.put(used, Map.of("roles", List.of(role))), 400, "BAD_INPUT");
        }
        Refused.as(
                admin.put(
                        "/api/v1/workflows/" + workflow + "/grants/users/nobody-here",
                        Map.of("roles", List.of("viewer"))),
                404,
                "NOT_FOUND");
    }

    @Test
    @DisplayName(
            "A grant is on the thing and not on its name: the next of that name begins without")
    void dependsOnTheThing() {
        var name = other.get("connection");
        Workspaces.grant(admin, "connections/" + name, user, "use");
        assertThat(browser.get("/api/v1/connections").body()).contains(name);

        Things.require(admin.delete("/api/v1/connections/" + name));
        Things.require(
                admin.post(
                        "/api/v1/connections",
                        Map.of(
                                "name",
                                name,
                                "type",
                                "http",
                                "settings",
                                Map.of("baseUrl", "https://example.com"),
                                "secrets",
                                Map.of())));

        assertThat(browser.get("/api/v1/connections").body()).doesNotContain(name);
        Things.require(admin.delete("/api/v1/workflows/" + workflow));
        Refused.as(browser.get("/api/v1/workflows/" + workflow), 404, "NOT_FOUND");
    }

    @Test
    @DisplayName("A token carries no grants of its maker")
    void tokensCarryNoGrants() {
        var maker = server.user("admin");
        Workspaces.grant(admin, "workflows/" + workflow, maker, "viewer", "operator");
        Workspaces.join(server, project, maker, "viewer");
        var made =
                Things.require(
                        Workspaces.in(server.signedIn(maker), project)
                                .post(
                                        "/api/v1/tokens",
                                        Map.of(
                                                "name", TestServer.unique("t"),
                                                "roles", List.of("viewer"))));
        var program = server.withToken(made.json().text("token"));

        assertThat(program.get("/api/v1/workflows/" + workflow).status()).isEqualTo(200);
        Refused.as(
                program.post("/api/v1/workflows/" + workflow + "/runs", Map.of()),
                403,
                "FORBIDDEN");
    }
}
