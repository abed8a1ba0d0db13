package io.sluice.app.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.api.Client;
import io.sluice.app.api.Drawings;
import io.sluice.app.api.TestServer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Choosing a project one has no part in, in every form there is.
class ProjectChoiceTest {
    private final TestServer server = TestServer.shared();
    private final String project = Workspaces.make(server);
    private final String user = server.user("viewer", "operator", "editor");
    private final Client browser = server.signedIn(user);

    @TestFactory
    @DisplayName("Forms of a project that is not the caller's")
    Stream<DynamicTest> strangeChoices() {
        return Stream.of(
                        project,
                        "99" + project,
                        "DEFAULT",
                        "default ' or '1'='1",
                        "../default",
                        "default%00",
                        "*",
                        "d".repeat(5_000))
                .map(choice ->
                        DynamicTest.dynamicTest(
                                choice.length() > 60 ? "a long one" : choice,
                                () ->
                                        Refused.as(
                                                Workspaces.in(browser, choice)
                                                        .get("/api/v1/workflows"),
                                                404,
                                                "NOT_FOUND")));
    }

    @Test
    @DisplayName("A denied choice is audited, and tells nothing about whether there is one")
    void isAuditedAndTellsNothing() {
        var foreign = Workspaces.in(browser, project).get("/api/v1/workflows");
        var absent = Workspaces.in(browser, "99" + project).get("/api/v1/workflows");

        assertThat(foreign.body()).isEqualTo(absent.body());
        assertThat(Refused.audited(server, "default", user)).containsEntry("code", "NOT_FOUND");
    }

    @Test
    void isRefusedByParameterToo() {
        Refused.as(browser.get("/api/v1/workflows?project=" + project), 404, "NOT_FOUND");
        Refused.as(browser.get("/api/v1/runs/stream?project=" + project), 404, "NOT_FOUND");
    }

    @Test
    @DisplayName("Parameter pollution: two choices are none")
    void takesNoTwoChoices() {
        Refused.as(
                browser.get("/api/v1/workflows?project=default&project=" + project),
                400,
                "BAD_REQUEST");
        Refused.as(
                Workspaces.in(browser, "default").get("/api/v1/workflows?project=" + project),
                400,
                "BAD_REQUEST");
        Refused.as(
                Workspaces.in(browser, project).get("/api/v1/workflows?project=default"),
                400,
                "BAD_REQUEST");
    }

    @Test
    @DisplayName(
            "The parameter chooses for reads alone: a link from outside moves no change elsewhere")
    void aChangeListensToTheHeaderAlone() {
        Workspaces.join(server, project, user, "editor");

        var made =
                browser.post(
                        "/api/v1/workflows?project=" + project,
                        Map.of("document", Drawings.manual("by parameter")));

        assertThat(made.status()).isEqualTo(201);
        assertThat(browser.get("/api/v1/workflows/" + made.json().text("id")).status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("Roles of one project are worth nothing in another")
    void rolesStayInTheirProject() {
        Workspaces.join(server, project, user, "viewer");
        var there = Workspaces.in(browser, project);

        assertThat(there.get("/api/v1/workflows").status()).isEqualTo(200);
        Refused.as(
                there.post("/api/v1/workflows", Map.of("document", Drawings.manual("x"))),
                403,
                "FORBIDDEN");
        assertThat(Refused.audited(server, project, user))
                .containsEntry("code", "FORBIDDEN")
                .containsEntry("action", "edit-workflow");
    }

    @Test
    void isPutOutAtOnce() {
        Workspaces.join(server, project, user, "viewer");
        var there = Workspaces.in(browser, project);
        assertThat(there.get("/api/v1/runs").status()).isEqualTo(200);

        Workspaces.join(server, project, user);

        Refused.as(there.get("/api/v1/runs"), 404, "NOT_FOUND");
    }

    @Test
    @DisplayName("A token reaches its own project only, whatever its maker may")
    void aTokenStaysInItsProject() {
        var made =
                server.admin()
                        .post(
                                "/api/v1/tokens",
                                Map.of(
                                        "name",
                                        TestServer.unique("stays"),
                                        "roles",
                                        List.of("viewer")));
        var program = server.withToken(made.json().text("token"));

        assertThat(program.get("/api/v1/runs").status()).isEqualTo(200);
        Refused.as(Workspaces.in(program, project).get("/api/v1/runs"), 404, "NOT_FOUND");
    }

    @Test
    @DisplayName("Nobody becomes the command line by calling a token so")
    void noTokenIsTheCommandLine() {
        var made =
                server.admin()
                        .post(
                                "/api/v1/tokens",
                                Map.of("name", "local-cli", "roles", List.of("viewer")));
        if (made.status() == 201) {
            var program = server.withToken(made.json().text("token"));
            Refused.as(Workspaces.in(program, project).get("/api/v1/runs"), 404, "NOT_FOUND");
            server.admin().delete("/api/v1/tokens/" + made.json().text("id"));
        }
    }

    @Test
    void aNewMemberBeginsInTheOwnProject() {
        var member = server.user();
        Workspaces.join(server, project, member, "viewer");

        var session = server.signedIn(member).get("/api/v1/session").json();

        assertThat(session.text("project")).isEqualTo(project);
        assertThat(server.signedIn(member).get("/api/v1/projects").json().list())
                .extracting(one -> one.text("id"))
                .containsExactly(project);
    }

    @Test
    @DisplayName("The emergency stop of everything is not one project's to pull")
    void oneProjectDoesNotStopAll() {
        Workspaces.join(server, project, user, "operator");

        Refused.as(
                Workspaces.in(browser, project)
                        .post("/api/v1/pauses", Map.of("scope", "everything", "reason", "because")),
                403,
                "FORBIDDEN");
        assertThat(server.admin().get("/api/v1/pauses").body()).doesNotContain("everything");
    }

    @Test
    @DisplayName("What concerns the whole store is not one project's to see")
    void oneProjectSeesNoStore() {
        Workspaces.join(server, project, user, "operator");
        var there = Workspaces.in(browser, project);

        Refused.as(there.post("/api/v1/verify", Map.of()), 403, "FORBIDDEN");
        Refused.as(there.get("/metrics"), 403, "FORBIDDEN");
    }
}
