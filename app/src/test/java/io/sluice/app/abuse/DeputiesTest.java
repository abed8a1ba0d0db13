package io.sluice.app.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.api.Client;
import io.sluice.app.api.Drawings;
import io.sluice.app.api.TestServer;
import io.sluice.app.cli.client.Tree;
import io.sluice.db.audit.AuditLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Who answers an approval in whose place, and that nobody gets two votes or one on their own work.
class DeputiesTest {
    private final TestServer server = TestServer.shared();

    private record Person(String name, Client browser) {}

    private Person person(String... roles) {
        var name = server.user(roles);
        return new Person(name, server.signedIn(name));
    }

    private String asked(Client author, Client requester, int votes, String... approvers) {
        var document = Drawings.asking(TestServer.unique("deputies"), votes, List.of(approvers));
        var workflow = server.published(author, document);
        var run =
                Things.require(requester.post("/api/v1/workflows/" + workflow + "/runs", Map.of()))
                        .json()
                        .text("id");
        TestServer.await(() -> find(run).isPresent());
        return "/api/v1/approvals/" + run + "/" + find(run).orElseThrow().text("step");
    }

    private String asked(int votes, String... approvers) {
        return asked(server.admin(), server.admin(), votes, approvers);
    }

    private Optional<Tree> find(String run) {
        return server.admin().get("/api/v1/approvals?limit=500").json().list().stream()
                .filter(one -> one.text("run").equals(run))
                .findFirst();
    }

    private String status(String path) {
        return server.admin().get(path).json().text("approval", "status");
    }

    private static Client.Reply approve(Person by, String path) {
        var plan = by.browser().post(path + "/plan", Map.of()).json().text("plan", "hash");
        return by.browser().post(path, Map.of("decision", "approved", "plan", plan));
    }

    private static Client.Reply handOn(Person from, String path, String to) {
        return from.browser().put(path + "/deputy", Map.of("deputy", to));
    }

    private static Client.Reply away(Person who, String deputy, Instant from, Instant until) {
        return who.browser()
                .put(
                        "/api/v1/account/absence",
                        Map.of(
                                "deputy", deputy,
                                "from", from.toString(),
                                "until", until.toString()));
    }

    /// By the server's own clock.
    private Instant now() {
        return server.bean(InstantSource.class).instant();
    }

    private void awayNow(Person who, Person deputy) {
        var now = now();
        assertThat(away(who, deputy.name(), now.minusSeconds(60), now.plusSeconds(3600)).status())
                .isEqualTo(200);
    }

    private Map<String, @Nullable Object> audited(String action, String path) {
        var run = path.split("/")[4];
        return server.bean(AuditLog.class).list("default", Optional.empty(), 200).items().stream()
                .filter(entry -> entry.action().equals(action) && entry.subject().equals(run))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + action + " is audited"))
                .details();
    }

    @Test
    @DisplayName("A vote that was handed on is given by the deputy, seen and audited")
    void aDeputyGivesTheVote() {
        var ada = person("approver");
        var bob = person("approver");
        var other = person("approver");
        var path = asked(1, ada.name());
        Refused.as(approve(bob, path), 403, "NOT_AN_APPROVER");

        assertThat(handOn(ada, path, bob.name()).status()).isEqualTo(204);

        var shown = other.browser().get(path).json().at("approval").list("handedOn").getFirst();
        assertThat(shown.text("person")).isEqualTo(ada.name());
        assertThat(shown.text("deputy")).isEqualTo(bob.name());
        assertThat(audited("approval.delegate", path)).containsEntry("deputy", bob.name());
        Refused.as(approve(other, path), 403, "NOT_AN_APPROVER");
        assertThat(approve(bob, path).status()).isEqualTo(202);
        TestServer.await(() -> status(path).equals("approved"));
        assertThat(audited("approval.decide", path)).containsEntry("inPlaceOf", ada.name());
    }

    @Test
    @DisplayName("A vote that was handed on is not given twice, until it is taken back")
    void whoHasHandedOnHasNoVote() {
        var ada = person("approver");
        var bob = person("approver");
        var path = asked(1, ada.name());
        handOn(ada, path, bob.name());

        Refused.as(approve(ada, path), 409, "CONFLICT");
        assertThat(ada.browser().delete(path + "/deputy").status()).isEqualTo(204);
        Refused.as(approve(bob, path), 403, "NOT_AN_APPROVER");
        assertThat(approve(ada, path).status()).isEqualTo(202);
        TestServer.await(() -> status(path).equals("approved"));
        Refused.as(handOn(ada, path, bob.name()), 409, "CONFLICT");
    }

    @Test
    @DisplayName("Several who must agree are several people, and several who were asked")
    void votesAreOfDifferentPeople() {
        var ada = person("approver");
        var bob = person("approver");
        var path = asked(2, ada.name(), bob.name());
        handOn(ada, path, bob.name());

        assertThat(approve(bob, path).status()).isEqualTo(202);
        assertThat(approve(bob, path).status()).isEqualTo(202);

        assertThat(status(path)).isEqualTo("open");
    }

    @Test
    @DisplayName("Neither who began the run nor who drew it stands in for anybody")
    void whoMayNotApproveIsNoDeputy() {
        var ada = person("approver");
        var author = person("editor", "approver");
        var requester = person("operator", "approver");
        var viewer = person("viewer");
        var path = asked(author.browser(), requester.browser(), 1, ada.name());

        for (var name :
                List.of(author.name(), requester.name(), viewer.name(), ada.name(), "nobody")) {
            Refused.as(handOn(ada, path, name), 400, "BAD_INPUT");
        }
        Refused.as(handOn(ada, path, ""), 400, "BAD_INPUT");
        assertThat(server.admin().get(path).json().at("approval").list("handedOn")).isEmpty();
    }

    @Test
    @DisplayName("Who drew it has no vote to hand on, nor to be stood in for while away")
    void anAuthorsVoteIsNobodys() {
        var author = person("editor", "approver");
        var bob = person("approver");
        var path = asked(author.browser(), server.admin(), 1, author.name());

        Refused.as(handOn(author, path, bob.name()), 403, "SELF_APPROVAL");
        awayNow(author, bob);
        Refused.as(approve(bob, path), 403, "NOT_AN_APPROVER");
        assertThat(Refused.audited(server, "default", bob.name()))
                .containsEntry("code", "NOT_AN_APPROVER");
    }

    @Test
    @DisplayName("A deputy answers while somebody is away, and neither of them twice")
    void standsInWhileSomebodyIsAway() {
        var ada = person("approver");
        var bob = person("approver");
        var carl = person("approver");
        var path = asked(2, ada.name(), carl.name());
        awayNow(ada, bob);

        assertThat(approve(bob, path).status()).isEqualTo(202);
        assertThat(audited("approval.vote", path)).containsEntry("inPlaceOf", ada.name());
        Refused.as(approve(ada, path), 409, "CONFLICT");
        assertThat(status(path)).isEqualTo("open");

        assertThat(approve(carl, path).status()).isEqualTo(202);
        TestServer.await(() -> status(path).equals("approved"));
    }

    @Test
    @DisplayName("Only while they are away")
    void standsInForNobodyWhoIsThere() {
        var ada = person("approver");
        var bob = person("approver");
        var path = asked(1, ada.name());
        var now = now();
        away(ada, bob.name(), now.plusSeconds(3600), now.plusSeconds(7200));
        Refused.as(approve(bob, path), 403, "NOT_AN_APPROVER");

        awayNow(ada, bob);
        assertThat(ada.browser().delete("/api/v1/account/absence").status()).isEqualTo(204);

        Refused.as(approve(bob, path), 403, "NOT_AN_APPROVER");
        assertThat(ada.browser().get("/api/v1/account/absence").body())
                .isEqualTo("{\"absence\":null}");
    }

    @Test
    @DisplayName("Who has lost the right to decide is not stood in for")
    void aRightThatIsGoneIsNobodys() {
        var ada = person("approver");
        var bob = person("approver");
        var path = asked(1, ada.name());
        handOn(ada, path, bob.name());
        server.admin().patch("/api/v1/users/" + ada.name(), Map.of("disabled", true));

        Refused.as(approve(bob, path), 403, "NOT_AN_APPROVER");
    }

    @Test
    @DisplayName("A group that is asked is whoever is in it now, with the right to decide")
    void asksAGroup() {
        var ada = person("approver");
        var bob = person("approver");
        var viewer = person("viewer");
        var group = TestServer.unique("responders");
        Things.require(server.admin().post("/api/v1/groups", Map.of("name", group)));
        var path = asked(1, group);
        Refused.as(approve(ada, path), 403, "NOT_AN_APPROVER");

        for (var member : List.of(ada, viewer)) {
            var put = server.admin().put(members(group, member), Map.of());
            assertThat(put.status()).as(put.toString()).isBetween(200, 204);
        }

        Refused.as(approve(bob, path), 403, "NOT_AN_APPROVER");
        Refused.as(viewer.browser().post(path, Map.of("decision", "rejected")), 403, "FORBIDDEN");
        server.admin().delete(members(group, ada));
        Refused.as(approve(ada, path), 403, "NOT_AN_APPROVER");
        server.admin().put(members(group, ada), Map.of());
        assertThat(approve(ada, path).status()).isEqualTo(202);
    }

    private static String members(String group, Person person) {
        return "/api/v1/groups/" + group + "/members/" + person.name();
    }

    @Test
    @DisplayName("A vote does not wander from hand to hand")
    void isHandedOnOnce() {
        var ada = person("approver");
        var bob = person("approver");
        var carl = person("approver");
        var path = asked(1, ada.name(), bob.name());
        handOn(ada, path, bob.name());

        Refused.as(handOn(bob, path, carl.name()), 409, "CONFLICT");
        Refused.as(handOn(carl, path, ada.name()), 403, "NOT_AN_APPROVER");
    }

    @Test
    void anAbsenceEndsWithinAYearAndHasADeputyWhoMayDecide() {
        var ada = person("approver");
        var bob = person("approver");
        var viewer = person("viewer");
        var now = now();
        var end = now.plusSeconds(3600);

        Refused.as(away(ada, bob.name(), now, now.minusSeconds(1)), 400, "BAD_INPUT");
        Refused.as(away(ada, bob.name(), now, now.plus(Duration.ofDays(400))), 400, "BAD_INPUT");
        Refused.as(away(ada, viewer.name(), now, end), 400, "BAD_INPUT");
        Refused.as(away(ada, "nobody", now, end), 400, "BAD_INPUT");
        Refused.as(away(ada, ada.name(), now, end), 400, "BAD_INPUT");
        Refused.as(
                ada.browser()
                        .put(
                                "/api/v1/account/absence",
                                Map.of("deputy", bob.name(), "until", "soon")),
                400,
                "BAD_REQUEST");
    }
}
