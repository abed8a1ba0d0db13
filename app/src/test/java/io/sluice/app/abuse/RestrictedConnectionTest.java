package io.sluice.app.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.api.Client;
import io.sluice.app.api.Drawings;
import io.sluice.app.api.TestServer;
import io.sluice.codec.value.JsonValues;
import io.sluice.db.audit.AuditLog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// A restricted connection, and everybody it was not granted to, by every way a document comes in.
class RestrictedConnectionTest {
    private final TestServer server = TestServer.shared();
    private final String project = Workspaces.make(server);
    private final Client admin = Workspaces.in(server.admin(), project);
    private final String connection = new Things(server, project).get("connection");
    private final String user = server.user();
    private final Client browser;

    RestrictedConnectionTest() {
        Workspaces.join(server, project, user, "editor", "operator");
        browser = Workspaces.in(server.signedIn(user), project);
        restrict(true);
    }

    private void restrict(boolean restricted) {
        Things.require(
                admin.put(
                        "/api/v1/connections/" + connection + "/restriction",
                        Map.of("restricted", restricted)));
    }

    private static Map<String, @Nullable Object> using(String connection) {
        return JsonValues.readObject(
                """
                {"schema": 1, "name": "using",
                 "nodes": [
                   {"id": "begin", "kind": "start", "trigger": "manual"},
                   {"id": "get", "kind": "task", "type": "http.get",
                    "config": {"connection": "%s", "url": "http://10.0.0.1/x"}, "retry": {"maxAttempts": 1}},
                   {"id": "done", "kind": "end"}],
                 "edges": [
                   {"id": "e1", "from": "begin", "to": "get"},
                   {"id": "e2", "from": "get", "to": "done"}]}
                """
                        .formatted(connection));
    }

    private String computed() {
        return "='" + connection + "'";
    }

    private String made(Client by, Map<String, ?> document) {
        return Things.require(by.post("/api/v1/workflows", Map.of("document", document)))
                .json()
                .text("id");
    }

    private static Client.Reply publish(Client by, String workflow) {
        return by.with("If-Match", "\"1\"")
                .post("/api/v1/workflows/" + workflow + "/publish", Map.of());
    }

    private record Way(String what, java.util.function.Supplier<Client.Reply> request) {}

    @TestFactory
    @DisplayName("ASVS 8.2.2, 8.3.1: no way of saving lets it in, and each try is audited")
    Stream<DynamicTest> noWayOfSavingLetsItIn() {
        var mine = made(browser, using(""));
        var theirs = made(admin, using(connection));
        var document = Map.of("document", using(connection));
        var install = Map.of("connections", Map.of("qualys", connection));
        return Stream.of(
                        new Way("create", () -> browser.post("/api/v1/workflows", document)),
                        new Way("save", () -> draft(mine, document)),
                        new Way("save over another's", () -> draft(theirs, document)),
                        new Way("restore a version", () -> draft(mine, restored(theirs))),
                        new Way(
                                "import",
                                () ->
                                        browser.post(
                                                "/api/v1/workflows/import?save=true",
                                                using(connection))),
                        new Way("install", () -> browser.post(template(install), install)),
                        new Way("publish another's draft", () -> publish(browser, theirs)),
                        new Way("run another's draft", () -> run(theirs, false)),
                        new Way("dry run of another's draft", () -> run(theirs, true)),
                        new Way("told by an approval", () -> draft(mine, telling())),
                        new Way("among several", () -> draft(mine, among("prod, " + connection))))
                .map(way ->
                        DynamicTest.dynamicTest(
                                way.what(),
                                () -> {
                                    var reply = way.request().get();
                                    Refused.as(reply, 422, "INVALID_DOCUMENT");
                                    assertThat(reply.body())
                                            .contains(
                                                    "CONNECTION_DENIED", "\"severity\":\"error\"");
                                    assertThat(Refused.audited(server, project, user))
                                            .containsEntry("code", "INVALID_DOCUMENT");
                                    assertThat(browser.get("/api/v1/workflows/" + mine).body())
                                            .doesNotContain(connection);
                                }));
    }

    private Client.Reply draft(String workflow, Map<String, ?> body) {
        return browser.with("If-Match", "\"1\"")
                .put("/api/v1/workflows/" + workflow + "/draft", body);
    }

    private Map<String, ?> restored(String workflow) {
        return JsonValues.readObject(browser.get("/api/v1/workflows/" + workflow).body())
                .entrySet()
                .stream()
                .filter(entry -> entry.getKey().equals("document"))
                .collect(
                        java.util.stream.Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> java.util.Objects.requireNonNull(entry.getValue())));
    }

    private Map<String, ?> telling() {
        return Map.of("document", Drawings.told(Drawings.asking("telling"), "ask", connection));
    }

    private static Map<String, ?> among(String clusters) {
        return Map.of(
                "document",
                JsonValues.readObject(
                        """
                        {"schema": 1, "name": "among",
                         "nodes": [
                           {"id": "begin", "kind": "start", "trigger": "manual"},
                           {"id": "make", "kind": "task", "type": "kubernetes.generate-policies",
                            "config": {"alsoClusters": "%s"}}],
                         "edges": [{"id": "e1", "from": "begin", "to": "make"}]}
                        """
                                .formatted(clusters)));
    }

    /// One whose workflow uses a connection that the answer names.
    private String template(Map<String, ?> install) {
        var wanted =
                ((Map<?, ?>) java.util.Objects.requireNonNull(install.get("connections"))).keySet();
        return browser.get("/api/v1/templates").json().list("items").stream()
                .filter(one ->
                        one.list("connections").stream()
                                .anyMatch(each -> wanted.contains(each.text("name"))))
                .map(one -> "/api/v1/templates/" + one.text("id") + "/install")
                .findFirst()
                .orElseThrow();
    }

    private Client.Reply run(String workflow, boolean dry) {
        return browser.post(
                "/api/v1/workflows/" + workflow + "/runs", Map.of("draft", true, "dryRun", dry));
    }

    @Test
    @DisplayName("The editor is told where, before anything is saved")
    void tellsWhereItIs() {
        var told =
                browser.post("/api/v1/workflows/check", Map.of("document", using(connection)))
                        .json()
                        .list("problems");

        assertThat(told.stream().filter(one -> one.text("code").equals("CONNECTION_DENIED")))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.text("element")).isEqualTo("get");
                    assertThat(one.text("path")).isEqualTo("/config/connection");
                    assertThat(one.text("severity")).isEqualTo("error");
                });
        var listed = browser.get("/api/v1/connections").json().list("items").getFirst();
        assertThat(listed.flag("restricted")).isTrue();
        assertThat(listed.flag("usable")).isFalse();
    }

    @Test
    @DisplayName("ASVS 8.2.2: side doors: what can be chosen, policies and blocks ask as well")
    void otherUsesAskAsWell() {
        Refused.as(
                browser.get("/api/v1/connections/" + connection + "/options/none"),
                403,
                "FORBIDDEN");
        var asked =
                Map.<String, Object>of(
                        "connection", connection, "clusters", List.of(connection), "days", 1);
        for (var path : List.of("/api/v1/policies/plan", "/api/v1/policies/apply")) {
            var reply = browser.post(path, asked);
            assertThat(reply.status()).as(reply.toString()).isBetween(400, 403);
            assertThat(reply.body()).doesNotContain("Exception");
        }
        Refused.as(
                browser.put(
                        "/api/v1/connections/" + connection + "/restriction",
                        Map.of("restricted", false)),
                403,
                "FORBIDDEN");
    }

    private String failure(Client by, String workflow) {
        var run =
                Things.require(by.post("/api/v1/workflows/" + workflow + "/runs", Map.of()))
                        .json()
                        .text("id");
        TestServer.await(() -> by.get("/api/v1/runs/" + run).body().contains("\"incident\":{"));
        return by.get("/api/v1/runs/" + run).body();
    }

    @Test
    @DisplayName("ASVS 8.3.3: at the run it is the publisher's right at publishing that counts")
    void countsTheRightOfThePublisherAtTheRun() {
        var theirs = made(browser, using(computed()));
        Things.require(publish(browser, theirs));
        var ours = made(admin, using(computed()));
        Things.require(publish(admin, ours));

        assertThat(failure(browser, theirs)).contains("connection.denied");
        assertThat(failure(browser, ours)).doesNotContain("connection.denied");
        assertThat(
                        server
                                .bean(AuditLog.class)
                                .list(project, Optional.empty(), 100)
                                .items()
                                .stream()
                                .filter(entry -> entry.action().equals("connection.denied")))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.subject()).isEqualTo(connection));
    }

    @Test
    @DisplayName("A draft that several people run may do what all of them may")
    void aDraftLendsNobodyAnothersRight() {
        var workflow = made(admin, using(computed()));
        Things.require(
                admin.post("/api/v1/workflows/" + workflow + "/runs", Map.of("draft", true)));
        var run = Things.require(run(workflow, false)).json().text("id");

        TestServer.await(
                () -> browser.get("/api/v1/runs/" + run).body().contains("\"incident\":{"));

        assertThat(browser.get("/api/v1/runs/" + run).body()).contains("connection.denied");
    }

    @Test
    @DisplayName("Who has a grant on it, by name or by a group, may; who loses it may not")
    void aGrantIsEnough() {
        var group = TestServer.unique("g");
        Things.require(server.admin().post("/api/v1/groups", Map.of("name", group)));
        var path = "/api/v1/connections/" + connection + "/grants/groups/" + group;
        Things.require(admin.put(path, Map.of("roles", List.of("use"))));
        var document = Map.of("document", using(connection));
        Refused.as(browser.post("/api/v1/workflows", document), 422, "INVALID_DOCUMENT");

        Things.require(
                server.admin().put("/api/v1/groups/" + group + "/members/" + user, Map.of()));
        var workflow = made(browser, using(connection));
        Things.require(publish(browser, workflow));
        assertThat(failure(browser, workflow)).doesNotContain("connection.denied");

        Things.require(admin.put(path, Map.of("roles", List.of())));
        Refused.as(browser.post("/api/v1/workflows", document), 422, "INVALID_DOCUMENT");
    }

    @Test
    @DisplayName(
            "What was published before it was restricted goes on; a new connection of its name does"
                    + " not")
    void whatWasPublishedBeforeGoesOn() {
        restrict(false);
        var workflow = made(browser, using(connection));
        Things.require(publish(browser, workflow));
        restrict(true);

        assertThat(failure(browser, workflow)).doesNotContain("connection.denied");

        Things.require(admin.delete("/api/v1/connections/" + connection));
        Things.require(
                admin.post(
                        "/api/v1/connections",
                        Map.of(
                                "name",
                                connection,
                                "type",
                                "http",
                                "settings",
                                Map.of("baseUrl", "https://example.com"),
                                "secrets",
                                Map.of())));
        restrict(true);
        assertThat(failure(browser, workflow)).contains("connection.denied");
    }

    private List<String> uses(String workflow) {
        return admin.get("/api/v1/connections/" + connection + "/uses").json().list().stream()
                .filter(one -> one.text("workflow").equals(workflow))
                .map(one ->
                        one.text("publishedBy")
                                + (one.flag("allowed") ? " allowed" : " refused")
                                + (one.flag("rightStands") ? " stands" : " gone"))
                .toList();
    }

    @Test
    @DisplayName(
            "ASVS 8.3.2: what goes on by a right that was taken away is shown, and stopped at once")
    void whoTakesARightAwaySeesWhatGoesOnAndStopsIt() {
        Workspaces.grant(admin, "connections/" + connection, user, "use");
        var named = made(browser, using(connection));
        var computing = made(browser, using(computed()));
        for (var workflow : List.of(named, computing)) {
            Things.require(publish(browser, workflow));
            assertThat(uses(workflow)).containsExactly(user + " allowed stands");
        }
        Workspaces.grant(admin, "connections/" + connection, user);

        assertThat(uses(named)).containsExactly(user + " allowed gone");
        assertThat(failure(browser, named)).doesNotContain("connection.denied");
        var path = "/api/v1/connections/" + connection + "/withdrawals";
        Refused.as(browser.post(path, Map.of("workflows", List.of(named))), 403, "FORBIDDEN");
        Things.require(admin.post(path, Map.of("workflows", List.of(named, computing, "none"))));

        for (var workflow : List.of(named, computing)) {
            assertThat(uses(workflow)).containsExactly(user + " refused gone");
            assertThat(failure(browser, workflow))
                    .contains(
                            "connection.denied", connection, "published anew by somebody who may");
        }
        assertThat(
                        server
                                .bean(AuditLog.class)
                                .list(project, Optional.empty(), 100)
                                .items()
                                .stream()
                                .filter(entry -> entry.action().equals("connection.withdraw")))
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.details().get("workflows"))
                                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                                .containsExactlyInAnyOrder(named, computing));

        Things.require(
                admin.with("If-Match", "\"1\"")
                        .post("/api/v1/workflows/" + named + "/publish", Map.of()));
        assertThat(failure(browser, named)).doesNotContain("connection.denied");
    }

    @Test
    @DisplayName("What is open to all is not withdrawn from one: it would come back unseen")
    void withdrawsNothingThatIsOpenToAll() {
        restrict(false);

        Refused.as(
                admin.post(
                        "/api/v1/connections/" + connection + "/withdrawals",
                        Map.of("workflows", List.of())),
                409,
                "CONFLICT");
    }
}
