package io.sluice.app.abuse;

import static io.sluice.app.api.Tellings.enabled;
import static io.sluice.app.api.Tellings.events;
import static io.sluice.app.api.Tellings.runs;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.api.Client;
import io.sluice.app.api.Tellings;
import io.sluice.app.api.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Messages as a side door to runs that somebody may not start.
class MessageStartAbuseTest {
    private final TestServer server = TestServer.shared();
    private final String project = Workspaces.make(server);
    private final Client admin = Workspaces.in(server.admin(), project);
    private final String name = TestServer.unique("isolate");
    private final String workflow = enabled(server, admin, Tellings.hearing("message", name));

    private Client.Reply tell(Client by) {
        return by.post(
                "/api/v1/messages",
                Map.of("name", name, "key", "vm-1", "payload", Map.of("score", 1)));
    }

    @Test
    @DisplayName("ASVS 8.2.1: who may not start runs of a project begins none by a message")
    void whoMayNotStartBeginsNothing() {
        var user = server.user();
        Workspaces.join(server, project, user, "viewer", "editor", "approver");
        var member = Workspaces.in(server.signedIn(user), project);
        var guest = server.user();
        Workspaces.grant(admin, "workflows/" + workflow, guest, "viewer");

        Refused.as(tell(member), 403, "FORBIDDEN");
        Closed.checked(tell(Workspaces.in(server.signedIn(guest), project)));

        assertThat(runs(admin, workflow)).isEmpty();
    }

    @Test
    @DisplayName("ASVS 8.2.2: who may run one workflow alone begins no other by a message")
    void aGrantOnOneWorkflowBeginsNoOther() {
        var own = server.published(admin, Tellings.telling("message", name));
        var user = server.user();
        Workspaces.grant(admin, "workflows/" + own, user, "operator");

        Closed.checked(tell(Workspaces.in(server.signedIn(user), project)));

        assertThat(runs(admin, workflow)).isEmpty();
    }

    @Test
    @DisplayName("ASVS 8.2.2: what is published by who draws one workflow alone begins no other")
    void aVersionOfAGuestBeginsNothing() {
        var own = server.published(admin, Tellings.telling("message", TestServer.unique("none")));
        var user = server.user();
        Workspaces.grant(admin, "workflows/" + own, user, "viewer", "editor", "operator");
        var guest = Workspaces.in(server.signedIn(user), project);
        Things.require(
                guest.with("If-Match", "\"1\"")
                        .put(
                                "/api/v1/workflows/" + own + "/draft",
                                Map.of("document", Tellings.telling("message", name))));
        Things.require(Drafts.publish(guest, own, 2));

        Things.require(Tellings.run(guest, own));

        TestServer.await(() -> events(admin, workflow).size() == 1);
        assertThat(events(admin, workflow).getFirst().text("outcome")).isEqualTo("refused");
        assertThat(runs(admin, workflow)).isEmpty();
    }

    @Test
    @DisplayName("ASVS 8.2.2: a message and a signal of one project begin nothing of another")
    void projectsDoNotHearOneAnother() {
        var hears = enabled(server, admin, Tellings.hearing("signal", name));

        assertThat(tell(server.admin()).json().at("begun").texts()).isEmpty();
        assertThat(
                        server.admin()
                                .post(
                                        "/api/v1/messages",
                                        Map.of("name", name, "key", project + "\u0001vm-1"))
                                .body())
                .doesNotContain("begun\":[\"");
        for (var kind : List.of("message", "signal")) {
            var teller = server.published(Tellings.telling(kind, name));
            server.awaitRun(Tellings.run(server.admin(), teller).json().text("id"), "completed");
        }
        // What comes after them has been handed out: so have they.
        var ours = server.published(admin, Tellings.telling("signal", name));
        Things.require(Tellings.run(admin, ours));
        TestServer.await(() -> !runs(admin, hears).isEmpty());

        assertThat(runs(admin, hears)).hasSize(1);
        assertThat(runs(admin, workflow)).isEmpty();
    }

    @Test
    @DisplayName("ASVS 8.2.1: a token of a viewer begins nothing, that of an operator does")
    void tokensNeedTheRole() {
        var hears = enabled(server, server.admin(), Tellings.hearing("message", name));

        Refused.as(tell(program("viewer")), 403, "FORBIDDEN");
        assertThat(runs(server.admin(), hears)).isEmpty();

        assertThat(tell(program("operator")).json().at("begun").texts()).hasSize(1);
    }

    private Client program(String role) {
        var made =
                server.admin()
                        .post(
                                "/api/v1/tokens",
                                Map.of("name", TestServer.unique("t"), "roles", List.of(role)));
        return server.withToken(Things.require(made).json().text("token"));
    }
}
