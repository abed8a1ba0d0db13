package io.sluice.app.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.api.Client;
import io.sluice.app.api.Drawings;
import io.sluice.app.api.TestServer;
import io.sluice.db.audit.AuditLog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What people may do by the groups they are in, and only as long.
class GroupsTest {
    private final TestServer server = TestServer.shared();
    private final Client admin = server.admin();
    private final String project = Workspaces.make(server);
    private final String group = TestServer.unique("g");

    GroupsTest() {
        Things.require(
                admin.post("/api/v1/groups", Map.of("name", group, "description", "A test's")));
    }

    private void putIn(String user) {
        Things.require(admin.put("/api/v1/groups/" + group + "/members/" + user, Map.of()));
    }

    private Client.Reply takeOut(String user) {
        return admin.delete("/api/v1/groups/" + group + "/members/" + user);
    }

    private void grant(String where, String... roles) {
        Things.require(
                admin.put(
                        "/api/v1/projects/" + where + "/groups/" + group,
                        Map.of("roles", List.of(roles))));
    }

    private Client member(String user) {
        return Workspaces.in(server.signedIn(user), project);
    }

    @Test
    @DisplayName("ASVS 8.2.1: a person's roles in a project are the own ones and those of groups")
    void rolesAddUp() {
        var user = server.user();
        Workspaces.join(server, project, user, "viewer");
        grant(project, "editor");
        putIn(user);

        var session = member(user).get("/api/v1/session").json();

        assertThat(session.at("user", "roles").texts()).containsExactly("viewer", "editor");
        assertThat(
                        member(user)
                                .post(
                                        "/api/v1/workflows",
                                        Map.of("document", Drawings.manual("by group")))
                                .status())
                .isEqualTo(201);
        assertThat(member(user).get("/api/v1/projects").json().list("items").getFirst().text("id"))
                .isEqualTo(project);
    }

    @Test
    @DisplayName("ASVS 8.3.2: who is taken out, by whichever way, is out with the next request")
    void whoIsTakenOutIsOut() {
        var user = server.user();
        putIn(user);
        grant(project, "viewer");
        var browser = member(user);
        assertThat(browser.get("/api/v1/runs").status()).isEqualTo(200);

        assertThat(takeOut(user).status()).isEqualTo(204);
        Refused.as(browser.get("/api/v1/runs"), 404, "NOT_FOUND");

        putIn(user);
        assertThat(browser.get("/api/v1/runs").status()).isEqualTo(200);
        grant(project);
        Refused.as(browser.get("/api/v1/runs"), 404, "NOT_FOUND");

        grant(project, "viewer");
        assertThat(browser.get("/api/v1/runs").status()).isEqualTo(200);
        assertThat(admin.delete("/api/v1/groups/" + group).status()).isEqualTo(204);
        Refused.as(browser.get("/api/v1/runs"), 404, "NOT_FOUND");
    }

    @Test
    @DisplayName("ASVS 7.4, 8.3.2: an open stream ends when the roles it was begun with are gone")
    void closesStreamsOfWhoIsTakenOut() throws Exception {
        var user = server.user("viewer");
        putIn(user);
        grant(project, "viewer");
        var closed = new AtomicBoolean();
        var lines = member(user).lines("/api/v1/runs/stream").iterator();
        assertThat(lines.next()).startsWith("retry");
        Thread.ofVirtual()
                .start(() -> {
                    while (lines.hasNext()) {
                        lines.next();
                    }
                    closed.set(true);
                });

        takeOut(user);

        TestServer.await(closed::get);
        assertThat(server.signedIn(user).get("/api/v1/runs").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("ASVS 8.3.2: an open stream looks at the roles of the project it shows")
    void closesStreamsOfTheProjectsRoles() throws Exception {
        var user = server.user("viewer");
        Workspaces.join(server, project, user, "viewer");
        var closed = new AtomicBoolean();
        var lines = member(user).lines("/api/v1/runs/stream").iterator();
        assertThat(lines.next()).startsWith("retry");
        Thread.ofVirtual()
                .start(() -> {
                    while (lines.hasNext()) {
                        lines.next();
                    }
                    closed.set(true);
                });

        Workspaces.join(server, project, user);

        TestServer.await(closed::get);
    }

    @Test
    @DisplayName("A group makes nobody administrator, in no project")
    void noGroupAdministers() {
        for (var where : List.of("default", project)) {
            Refused.as(
                    admin.put(
                            "/api/v1/projects/" + where + "/groups/" + group,
                            Map.of("roles", List.of("admin"))),
                    400,
                    "BAD_INPUT");
        }
        Refused.as(
                admin.put(
                        "/api/v1/projects/" + project + "/groups/" + group,
                        Map.of("roles", List.of("root"))),
                400,
                "BAD_INPUT");
    }

    @Test
    @DisplayName("Nobody puts themselves in, or their group into a project")
    void nobodyJoinsByThemselves() {
        var user = server.user("viewer", "operator", "editor", "approver", "connection-manager");
        var browser = server.signedIn(user);

        Refused.as(
                browser.put("/api/v1/groups/" + group + "/members/" + user, Map.of()),
                403,
                "FORBIDDEN");
        Refused.as(
                browser.put(
                        "/api/v1/projects/" + project + "/groups/" + group,
                        Map.of("roles", List.of("viewer"))),
                403,
                "FORBIDDEN");
        assertThat(Refused.audited(server, "default", user)).containsEntry("code", "FORBIDDEN");
        Refused.as(browser.get("/api/v1/groups"), 403, "FORBIDDEN");
    }

    @Test
    @DisplayName("What there is none of is not made by the way")
    void onlyWhatThereIs() {
        var path = "/api/v1/groups/" + group;
        Refused.as(admin.put(path + "/members/nobody-here", Map.of()), 404, "NOT_FOUND");
        Refused.as(admin.put("/api/v1/groups/none/members/x", Map.of()), 404, "NOT_FOUND");
        Refused.as(takeOut(server.user("viewer")), 404, "NOT_FOUND");
        Refused.as(
                admin.put("/api/v1/projects/none/groups/" + group, Map.of("roles", List.of())),
                404,
                "NOT_FOUND");
        Refused.as(
                admin.put("/api/v1/projects/default/groups/none", Map.of("roles", List.of())),
                404,
                "NOT_FOUND");
        Refused.as(admin.delete("/api/v1/groups/none"), 404, "NOT_FOUND");
        Refused.as(admin.post("/api/v1/groups", Map.of("name", group)), 409, "EXISTS");
        for (var name : List.of("", "G", "../x", "a b", "a".repeat(41))) {
            Refused.as(admin.post("/api/v1/groups", Map.of("name", name)), 400, "BAD_INPUT");
        }
    }

    @Test
    @DisplayName("A token has no more of a group than its maker, and no longer")
    void aTokenEndsWithItsMakersGroup() {
        var maker = server.user("admin");
        putIn(maker);
        grant("default", "operator");
        var made =
                Things.require(
                        server.signedIn(maker)
                                .post(
                                        "/api/v1/tokens",
                                        Map.of(
                                                "name",
                                                TestServer.unique("of-group"),
                                                "roles",
                                                List.of("operator"))));
        var program = server.withToken(made.json().text("token"));
        var message = Map.of("name", "nobody-waits", "key", "k");
        assertThat(program.post("/api/v1/messages", message).status()).isEqualTo(202);

        takeOut(maker);

        Refused.as(program.post("/api/v1/messages", message), 401, "NOT_SIGNED_IN");
    }

    @Test
    @DisplayName("ASVS 16.2.1: who was put into what, and what that is worth, is in the log")
    void isAudited() {
        var user = server.user();
        putIn(user);
        grant(project, "viewer");
        admin.delete("/api/v1/groups/" + group);

        assertThat(actions("default"))
                .containsSubsequence("group.delete", "group.put-in", "group.create");
        assertThat(actions(project)).startsWith("group.roles", "group.roles");
    }

    private List<String> actions(String where) {
        return server.bean(AuditLog.class).list(where, Optional.empty(), 50).items().stream()
                .filter(entry -> entry.subject().equals(group))
                .map(entry -> entry.action())
                .toList();
    }
}
