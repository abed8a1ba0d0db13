package io.sluice.app.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.api.Client;
import io.sluice.app.api.TestServer;
import io.sluice.app.cli.client.Tree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Everything that is granted to one person, and who may know it.
class PersonRightsTest {
    private final TestServer server = TestServer.shared();
    private final String project = Workspaces.make(server);
    private final String elsewhere = Workspaces.make(server);
    private final Things things = new Things(server, project);
    private final Client admin = server.admin();
    private final String ada = server.user();
    private final String group = TestServer.unique("g");

    PersonRightsTest() {
        Workspaces.join(server, project, ada, "viewer");
        Workspaces.join(server, elsewhere, ada, "editor");
        Things.require(admin.post("/api/v1/groups", Map.of("name", group)));
        Things.require(admin.put("/api/v1/groups/" + group + "/members/" + ada, Map.of()));
        Things.require(
                admin.put(
                        "/api/v1/projects/" + project + "/groups/" + group,
                        Map.of("roles", List.of("operator"))));
        var here = Workspaces.in(admin, project);
        Things.require(
                here.put(
                        "/api/v1/workflows/" + things.get("workflow") + "/grants/users/" + ada,
                        Map.of("roles", List.of("approver"))));
        Things.require(
                here.put(
                        "/api/v1/connections/"
                                + things.get("connection")
                                + "/grants/groups/"
                                + group,
                        Map.of("roles", List.of("use"))));
    }

    private static String path(String user) {
        return "/api/v1/users/" + user + "/rights";
    }

    private static List<String> told(Tree rights) {
        return rights.list("rights").stream()
                .map(one ->
                        String.join(
                                " ",
                                one.text("project"),
                                one.text("what"),
                                one.text("id"),
                                one.text("role"),
                                one.text("group")))
                .toList();
    }

    @Test
    @DisplayName("ASVS 8.1.1: roles and grants, own ones and by groups, of all projects")
    void tellsAdministratorsEverything() {
        var rights = admin.get(path(ada)).json();

        assertThat(told(rights))
                .containsExactlyInAnyOrder(
                        project + " project  viewer ",
                        project + " project  operator " + group,
                        project + " workflow " + things.get("workflow") + " approver ",
                        project + " connection " + things.get("connection") + " use " + group,
                        elsewhere + " project  editor ");
        assertThat(rights.list("groups").getFirst().text("group")).isEqualTo(group);
        assertThat(
                        rights.list("rights").stream()
                                .filter(one -> one.text("what").equals("workflow"))
                                .map(one -> one.text("grantedAt"))
                                .toList())
                .noneMatch(String::isEmpty);
        assertThat(admin.get(path("nobody")).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("ASVS 8.2.2: auditors see what is granted in their project, and nobody else's")
    void tellsAuditorsWhatIsInTheirProject() {
        var auditor = server.user();
        Workspaces.join(server, project, auditor, "auditor");
        var browser = Workspaces.in(server.signedIn(auditor), project);
        var stranger = server.user();
        Workspaces.join(server, elsewhere, stranger, "editor");

        assertThat(told(browser.get(path(ada)).json()))
                .hasSize(4)
                .allMatch(one -> one.startsWith(project));
        var foreign = browser.get(path(stranger));
        var absent = browser.get(path("nobody"));
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.json().text("detail").replace(stranger, "nobody"))
                .isEqualTo(absent.json().text("detail"));
    }

    @Test
    @DisplayName("ASVS 8.2.1: nobody else, not about themselves either")
    void tellsNobodyElse() {
        var browser = Workspaces.in(server.signedIn(ada), project);

        Refused.as(browser.get(path(ada)), 403, "FORBIDDEN");
    }
}
