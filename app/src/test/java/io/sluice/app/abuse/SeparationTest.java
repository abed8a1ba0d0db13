package io.sluice.app.abuse;

import static io.sluice.app.abuse.Drafts.drawn;
import static io.sluice.app.abuse.Drafts.publish;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.api.Client;
import io.sluice.app.api.Drawings;
import io.sluice.app.api.TestServer;
import io.sluice.codec.value.JsonValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// One person who would be both requester or author, and approver.
class SeparationTest {
    private final TestServer server = TestServer.shared();

    private record Asked(String run, String step) {
        String path() {
            return "/api/v1/approvals/" + run + "/" + step;
        }
    }

    private Asked started(Client by, String workflow) {
        var run =
                Things.require(by.post("/api/v1/workflows/" + workflow + "/runs", Map.of()))
                        .json()
                        .text("id");
        return open(run);
    }

    private Asked open(String run) {
        TestServer.await(() -> step(run).isPresent());
        return new Asked(run, step(run).orElseThrow());
    }

    private Optional<String> step(String run) {
        return server.admin().get("/api/v1/approvals?limit=500").json().list().stream()
                .filter(one -> one.text("run").equals(run))
                .map(one -> one.text("step"))
                .findFirst();
    }

    private static Client.Reply approve(Client by, Asked asked) {
        var plan = by.post(asked.path() + "/plan", Map.of()).json().text("plan", "hash");
        return by.post(asked.path(), Map.of("decision", "approved", "plan", plan));
    }

    private String asking() {
        return server.published(Drawings.asking(TestServer.unique("asking")));
    }

    private String token(Client maker, String... roles) {
        var name = TestServer.unique("token");
        return Things.require(
                        maker.post("/api/v1/tokens", Map.of("name", name, "roles", List.of(roles))))
                .json()
                .text("token");
    }

    @Test
    @DisplayName("Begun by one's own token is begun by oneself")
    void aTokenIsNoSecondPerson() {
        var user = server.user("operator", "approver", "admin");
        var browser = server.signedIn(user);
        var program = server.withToken(token(browser, "operator"));

        var asked = started(program, asking());

        Refused.as(approve(browser, asked), 403, "SELF_APPROVAL");
        assertThat(Refused.audited(server, "default", user)).containsEntry("code", "SELF_APPROVAL");
    }

    @Test
    @DisplayName("That holds when the token is gone")
    void aTokenThatIsGoneIsNoSecondPerson() {
        var browser = server.signedIn(server.user("operator", "approver", "admin"));
        var name = TestServer.unique("short-lived");
        var made =
                browser.post("/api/v1/tokens", Map.of("name", name, "roles", List.of("operator")));
        var asked = started(server.withToken(made.json().text("token")), asking());
        browser.delete("/api/v1/tokens/" + made.json().text("id"));

        Refused.as(approve(browser, asked), 403, "SELF_APPROVAL");
    }

    @Test
    @DisplayName("A rerun is one's own, whoever began the first")
    void aRerunIsOnesOwn() {
        var browser = server.signedIn(server.user("operator", "approver"));
        var first = started(server.admin(), asking());
        var again =
                browser.post("/api/v1/runs/" + first.run() + "/rerun", Map.of()).json().text("id");

        Refused.as(approve(browser, open(again)), 403, "SELF_APPROVAL");
        assertThat(approve(browser, first).status()).isEqualTo(202);
    }

    @Test
    @DisplayName("Who had a hand in the draft does not approve, whoever published it")
    void aCoAuthorDoesNotApprove() {
        var author = server.signedIn(server.user("editor", "approver"));
        var workflow = drawn(author, Drawings.asking(TestServer.unique("drawn")));
        var publisher = server.signedIn(server.user("editor"));
        Things.require(publish(publisher, workflow, 1));

        var asked = started(server.admin(), workflow);

        Refused.as(approve(author, asked), 403, "SELF_APPROVAL");
    }

    @Test
    @DisplayName("Skipping an approval is no way around it")
    void anApprovalCannotBeSkipped() {
        var operator = server.signedIn(server.user("operator"));
        var asked = started(operator, asking());

        Refused.as(
                operator.post(
                        "/api/v1/runs/" + asked.run() + "/steps/" + asked.step() + "/resolve",
                        Map.of(
                                "resolution", "skip",
                                "output", Map.of("decision", "approved"),
                                "reason", "in a hurry")),
                409,
                "RUN_REFUSED");
    }

    @Test
    @DisplayName("Beginning behind the approval needs more than an operator")
    void anApprovalCannotBeBegunBehind() {
        var user = server.user("operator");
        var operator = server.signedIn(user);
        var asked = started(operator, asking());
        server.signedIn(server.user("approver")).post(asked.path(), Map.of("decision", "rejected"));
        server.awaitRun(asked.run(), "completed");

        Refused.as(
                operator.post(
                        "/api/v1/runs/" + asked.run() + "/rerun",
                        Map.of(
                                "from",
                                "done",
                                "outputs",
                                Map.of("ask", Map.of("decision", "approved")))),
                403,
                "FORBIDDEN");
        assertThat(Refused.audited(server, "default", user))
                .containsEntry("action", "edit-workflow");
    }

    @Test
    @DisplayName("Looking decides nothing, whatever the address says")
    void aGetNeverDecides() {
        var approver = server.signedIn(server.user("approver"));
        var asked = started(server.admin(), asking());

        for (var query : List.of("", "?decision=approved", "?decision=approved&plan=x&comment=y")) {
            assertThat(approver.get(asked.path() + query).status()).isEqualTo(200);
        }
        Refused.as(
                approver.raw(
                        "POST",
                        asked.path(),
                        "application/x-www-form-urlencoded",
                        "decision=approved"),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
        Refused.as(
                approver.raw("POST", asked.path() + "?decision=approved", "application/json", "{}"),
                400,
                "BAD_INPUT");
        assertThat(approver.get(asked.path()).json().text("approval", "status")).isEqualTo("open");
    }

    @Test
    @DisplayName("Neither does a link in a mail that a signed-in browser follows from another site")
    void aFormOfAnotherSiteNeverDecides() {
        var approver = server.signedIn(server.user("approver"));
        var asked = started(server.admin(), asking());

        Refused.as(
                approver.with("Sec-Fetch-Site", "cross-site")
                        .post(asked.path(), Map.of("decision", "rejected")),
                403,
                "CROSS_SITE");
        assertThat(approver.get(asked.path()).json().text("approval", "status")).isEqualTo("open");
    }

    @Test
    void aDecisionIsTakenOnce() {
        var one = server.signedIn(server.user("approver"));
        var other = server.signedIn(server.user("approver"));
        var asked = started(server.admin(), asking());
        assertThat(approve(one, asked).status()).isEqualTo(202);
        server.awaitRun(asked.run(), "completed");

        Refused.as(other.post(asked.path(), Map.of("decision", "rejected")), 409, "RUN_REFUSED");
    }

    @Test
    @DisplayName("Who is not named does not decide")
    void onlyWhoIsNamedDecides() {
        var named = server.user("approver");
        var text =
                JsonValues.write(Drawings.asking(TestServer.unique("named")))
                        .replace("\"title\"", "\"approvers\":[\"" + named + "\"],\"title\"");
        var workflow = server.published(JsonValues.readObject(text));
        var user = server.user("approver");
        var asked = started(server.admin(), workflow);

        Refused.as(approve(server.signedIn(user), asked), 403, "NOT_AN_APPROVER");
        assertThat(Refused.audited(server, "default", user))
                .containsEntry("code", "NOT_AN_APPROVER");
        assertThat(approve(server.signedIn(named), asked).status()).isEqualTo(202);
    }

    @Test
    @DisplayName("An approver of one project decides nothing in another")
    void anApproverIsOneOfTheProject() {
        var project = Workspaces.make(server);
        var user = server.user("viewer");
        Workspaces.join(server, project, user, "approver");
        var asked = started(server.admin(), asking());

        Refused.as(
                server.signedIn(user).post(asked.path(), Map.of("decision", "rejected")),
                403,
                "FORBIDDEN");
        Refused.as(
                Workspaces.in(server.signedIn(user), project)
                        .post(asked.path(), Map.of("decision", "rejected")),
                404,
                "NOT_FOUND");
    }
}
