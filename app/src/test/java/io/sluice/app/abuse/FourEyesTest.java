package io.sluice.app.abuse;

import static io.sluice.app.abuse.Drafts.ask;
import static io.sluice.app.abuse.Drafts.dangerous;
import static io.sluice.app.abuse.Drafts.drawn;
import static io.sluice.app.abuse.Drafts.publish;
import static io.sluice.app.abuse.Drafts.save;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.api.Client;
import io.sluice.app.api.Drawings;
import io.sluice.app.api.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// One person who would be both author and publisher.
class FourEyesTest {
    private final TestServer server = TestServer.shared();

    private String token(Client maker, String... roles) {
        var name = TestServer.unique("token");
        return Things.require(
                        maker.post("/api/v1/tokens", Map.of("name", name, "roles", List.of(roles))))
                .json()
                .text("token");
    }

    @Test
    @DisplayName("Who draws what is dangerous does not publish it; somebody else does, when asked")
    void fourEyesPublish() {
        var name = server.user("editor");
        var author = server.signedIn(name);
        var second = server.signedIn(server.user("editor"));
        var workflow = drawn(author, dangerous());

        Refused.as(publish(author, workflow, 1), 409, "FOUR_EYES");
        assertThat(Refused.audited(server, "default", name)).containsEntry("code", "FOUR_EYES");
        assertThat(ask(author, workflow, 1).status()).isEqualTo(204);
        Refused.as(publish(author, workflow, 1), 409, "FOUR_EYES");
        assertThat(requests()).contains(workflow);
        assertThat(publish(second, workflow, 1).status()).isEqualTo(200);
        assertThat(requests()).doesNotContain(workflow);
    }

    private String requests() {
        return server.admin().get("/api/v1/publish-requests").body();
    }

    @Test
    @DisplayName("A request is for one revision: what is changed after it is not published by it")
    void aRequestLapsesWithTheRevision() {
        var author = server.signedIn(server.user("editor"));
        var second = server.signedIn(server.user("editor"));
        var workflow = drawn(author, dangerous());
        ask(author, workflow, 1);
        Things.require(save(author, workflow, 1));

        assertThat(requests()).doesNotContain(workflow);
        Refused.as(publish(second, workflow, 1), 412, "STALE");
        Refused.as(ask(author, workflow, 1), 412, "STALE");
    }

    @Test
    @DisplayName("Who saves last takes the authorship of nobody: every hand in it counts")
    void allAuthorsAreAuthors() {
        var author = server.signedIn(server.user("editor"));
        var second = server.signedIn(server.user("editor"));
        var third = server.signedIn(server.user("editor"));
        var workflow = drawn(author, dangerous());
        Things.require(save(second, workflow, 1));

        Refused.as(publish(author, workflow, 2), 409, "FOUR_EYES");
        Refused.as(publish(second, workflow, 2), 409, "FOUR_EYES");
        assertThat(publish(third, workflow, 2).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("Running the draft is no way around publishing, neither is running it again")
    void aDraftIsNotRunInEarnestByItsAuthor() {
        var author = server.signedIn(server.user("editor", "operator"));
        var workflow = drawn(author, dangerous());
        var path = "/api/v1/workflows/" + workflow + "/runs";

        Refused.as(author.post(path, Map.of("draft", true)), 409, "FOUR_EYES");
        var dry = Things.require(author.post(path, Map.of("draft", true, "dryRun", true)));
        Refused.as(
                author.post(
                        "/api/v1/runs/" + dry.json().text("id") + "/rerun",
                        Map.of("dryRun", false)),
                409,
                "FOUR_EYES");
    }

    @Test
    @DisplayName("A token of the author publishes no more than the author")
    void aTokenDoesNotPublishForItsMaker() {
        var author = server.signedIn(server.user("editor", "admin"));
        var program = server.withToken(token(author, "editor"));
        var workflow = drawn(author, dangerous());

        Refused.as(publish(program, workflow, 1), 409, "FOUR_EYES");
        Refused.as(publish(author, drawn(program, dangerous()), 1), 409, "FOUR_EYES");
    }

    @Test
    @DisplayName("The solo setting lets one person do both, and the log says so")
    void soloIsExplicitAndAudited() {
        var project = Workspaces.make(server);
        var user = server.user();
        Workspaces.join(server, project, user, "editor");
        var author = Workspaces.in(server.signedIn(user), project);
        var admin = Workspaces.in(server.admin(), project);
        var workflow = drawn(author, dangerous());
        Refused.as(publish(author, workflow, 1), 409, "FOUR_EYES");

        var approving = Map.of("soloApproval", true);
        Things.require(admin.put("/api/v1/settings", approving));
        Refused.as(publish(author, workflow, 1), 409, "FOUR_EYES");
        Things.require(
                admin.put("/api/v1/settings", Map.of("soloApproval", true, "soloPublish", true)));
        Things.require(admin.put("/api/v1/settings", approving));

        assertThat(publish(author, workflow, 1).status()).isEqualTo(200);
        var log = admin.get("/api/v1/audit?limit=100").json().list();
        assertThat(log)
                .anySatisfy(one -> assertThat(one.text("subject")).isEqualTo("solo-publish"))
                .anySatisfy(one -> {
                    assertThat(one.text("action")).isEqualTo("workflow.publish");
                    assertThat(one.flag("detail", "solo")).isTrue();
                });
    }

    @Test
    @DisplayName("What only tells or reads is published by its author")
    void whatIsHarmlessNeedsNoSecond() {
        var author = server.signedIn(server.user("editor"));

        assertThat(publish(author, drawn(author, Drawings.manual("harmless")), 1).status())
                .isEqualTo(200);
    }
}
