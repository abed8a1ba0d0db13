package io.sluice.app.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.api.Client;
import io.sluice.app.api.Drawings;
import io.sluice.app.api.TestServer;
import io.sluice.app.cli.client.Tree;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// An approval shows what will be done, and releases nothing else.
class AgreedPlansTest {
    private static Outside outside;
    private static TestServer server;
    private static Client one;
    private static Client other;

    @BeforeAll
    static void start() {
        outside = new Outside();
        server = TestServer.start("--sluice.allowed-private-hosts=" + outside.host());
        one = server.signedIn(server.user("approver"));
        other = server.signedIn(server.user("approver"));
    }

    @AfterAll
    static void stop() {
        server.close();
        outside.close();
    }

    private int before;

    @BeforeEach
    void forget() {
        outside.becomes("one");
        before = outside.changes().size();
    }

    private int sent() {
        return outside.changes().size() - before;
    }

    private record Asked(String run, String step) {
        String path() {
            return "/api/v1/approvals/" + run + "/" + step;
        }
    }

    private static Asked asked(int votes) {
        var workflow = server.published(outside.drawing(TestServer.unique("agreed"), votes));
        var run =
                server.admin()
                        .post("/api/v1/workflows/" + workflow + "/runs", Map.of())
                        .json()
                        .text("id");
        return open(run, false);
    }

    private static Asked open(String run, boolean again) {
        TestServer.await(() -> find(run, again).isPresent());
        return new Asked(run, found(run, again).text("step"));
    }

    private static Tree found(String run, boolean again) {
        return find(run, again).orElseThrow();
    }

    private static Optional<Tree> find(String run, boolean again) {
        return server.admin().get("/api/v1/approvals?limit=500").json().list().stream()
                .filter(item -> item.text("run").equals(run) && item.flag("again") == again)
                .findFirst();
    }

    private static Tree plan(Client by, Asked asked) {
        var reply = by.post(asked.path() + "/plan", Map.of());
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply.json().at("plan");
    }

    private static Client.Reply approve(Client by, Asked asked, String plan) {
        return by.post(asked.path(), Map.of("decision", "approved", "plan", plan));
    }

    @Test
    @DisplayName("It tells each change with its values, and which are known only later")
    void showsWhatWillBeDone() {
        var asked = asked(1);

        var plan = plan(one, asked);

        assertThat(plan.flag("foreseen")).isTrue();
        var change = plan.list("steps").getFirst();
        assertThat(change.text("path")).isEqualTo("change");
        assertThat(change.flag("exact")).isTrue();
        assertThat(change.at("changes").json()).contains("\"state\":\"one\"");
        assertThat(plan.list("steps").getLast().text("path")).isEqualTo("tell");
        assertThat(plan.list("steps").getLast().flag("exact")).isFalse();
        assertThat(sent()).isZero();

        assertThat(approve(one, asked, plan.text("hash")).status()).isEqualTo(202);
        server.awaitRun(asked.run(), "completed");
        assertThat(outside.changes().get(before)).contains("\"one\"");
        assertThat(sent()).isEqualTo(2);
    }

    @Test
    void isTheSameForTheSamePlan() {
        var asked = asked(1);

        assertThat(plan(one, asked).text("hash")).isEqualTo(plan(other, asked).text("hash"));
    }

    @Test
    @DisplayName("What is no longer as agreed is not done: it is asked for anew, as it is now")
    void lapsesWhenTheWorldHasChanged() {
        var asked = asked(1);
        var plan = plan(one, asked).text("hash");
        outside.becomes("two");

        assertThat(approve(one, asked, plan).status()).isEqualTo(202);
        var again = open(asked.run(), true);

        assertThat(sent()).isZero();
        var now = one.get(again.path()).json();
        assertThat(now.at("plan").json()).contains("\"state\":\"two\"");
        assertThat(now.text("approval", "node")).isEqualTo("change");
        var step = server.admin().get("/api/v1/runs/" + asked.run()).json().list("steps");
        assertThat(step)
                .anySatisfy(item ->
                        assertThat(item.text("incident", "code")).isEqualTo("approval.lapsed"));

        assertThat(approve(other, again, now.text("plan", "hash")).status()).isEqualTo(202);
        server.awaitRun(asked.run(), "completed");
        assertThat(outside.changes().get(before)).contains("\"two\"");
        assertThat(sent()).isEqualTo(2);
        assertThat(server.admin().post("/api/v1/verify", Map.of()).json().flag("ok")).isTrue();
    }

    @Test
    @DisplayName("An operator cannot retry past a lapsed approval")
    void isNotPassedByRetrying() {
        var asked = asked(1);
        var plan = plan(one, asked).text("hash");
        outside.becomes("two");
        approve(one, asked, plan);
        var again = open(asked.run(), true);
        var operator = server.signedIn(server.user("operator"));

        var retried =
                operator.post(
                        "/api/v1/runs/" + asked.run() + "/steps/" + again.step() + "/resolve",
                        Map.of("resolution", "retry", "reason", "it is in the way"));

        assertThat(retried.status()).isEqualTo(202);
        TestServer.await(() ->
                server.admin()
                        .get("/api/v1/runs/" + asked.run())
                        .body()
                        .contains("approval.lapsed"));
        assertThat(sent()).isZero();
        assertThat(find(asked.run(), true)).isPresent();
    }

    @Test
    void rejectingWhatIsAskedAnewReleasesNothing() {
        var asked = asked(1);
        var plan = plan(one, asked).text("hash");
        outside.becomes("two");
        approve(one, asked, plan);
        var again = open(asked.run(), true);

        var rejected = one.post(again.path(), Map.of("decision", "rejected", "comment", "no"));

        assertThat(rejected.status()).isEqualTo(202);
        assertThat(one.post(again.path(), Map.of("decision", "rejected")).code())
                .isEqualTo("RUN_REFUSED");
        assertThat(sent()).isZero();
        assertThat(server.admin().get("/api/v1/runs/" + asked.run()).json().text("status"))
                .isEqualTo("running");
    }

    @Test
    @DisplayName("A vote is for one plan: when it is drawn anew and differs, the votes lapse")
    void votesLapseWithTheirPlan() {
        var asked = asked(2);
        var first = plan(one, asked).text("hash");
        assertThat(approve(one, asked, first).status()).isEqualTo(202);
        assertThat(found(asked.run(), false).at("agreed").texts()).hasSize(1);

        outside.becomes("two");
        var second = plan(other, asked).text("hash");

        assertThat(second).isNotEqualTo(first);
        assertThat(found(asked.run(), false).at("agreed").texts()).isEmpty();
        assertThat(approve(other, asked, first).code()).isEqualTo("PLAN_CHANGED");
        assertThat(approve(other, asked, second).status()).isEqualTo(202);
        assertThat(found(asked.run(), false).text("status")).isEqualTo("open");
        assertThat(approve(one, asked, second).status()).isEqualTo(202);
        server.awaitRun(asked.run(), "completed");
        assertThat(outside.changes().get(before)).contains("\"two\"");
    }

    @Test
    @DisplayName("One person who agrees twice is one person")
    void oneVoteAPerson() {
        var asked = asked(2);
        var plan = plan(one, asked).text("hash");

        assertThat(approve(one, asked, plan).status()).isEqualTo(202);
        assertThat(approve(one, asked, plan).status()).isEqualTo(202);

        assertThat(found(asked.run(), false).text("status")).isEqualTo("open");
        assertThat(one.post(asked.path(), Map.of("decision", "rejected")).status()).isEqualTo(202);
        server.awaitRun(asked.run(), "completed");
    }

    @Test
    @DisplayName("The address that people are told decides nothing, whatever hangs on it")
    void lookingDecidesNothing() {
        var asked = asked(1);
        var plan = plan(one, asked).text("hash");
        var told = "?decision=approved&comment=x&plan=" + plan;

        assertThat(one.get(asked.path() + told).status()).isEqualTo(200);
        assertThat(one.get(asked.path() + told + "&_method=POST").status()).isEqualTo(200);
        assertThat(one.get(asked.path() + "/plan" + told).status()).isIn(404, 405);
        assertThat(server.anonymous().get(asked.path() + told).status()).isEqualTo(401);

        assertThat(found(asked.run(), false).text("status")).isEqualTo("open");
        assertThat(found(asked.run(), false).at("agreed").texts()).isEmpty();
        assertThat(sent()).isZero();
    }

    @Test
    @DisplayName("People are told by the connection of the approval, with the way to it")
    void peopleAreTold() {
        var name = TestServer.unique("told");
        var made =
                server.admin()
                        .post(
                                "/api/v1/connections",
                                Map.of(
                                        "name",
                                        name,
                                        "type",
                                        "slack",
                                        "settings",
                                        Map.of(),
                                        "secrets",
                                        Map.of("url", "http://" + outside.host() + "/changes")));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        var document = outside.drawing(TestServer.unique("telling"), 1);
        var workflow = server.published(Drawings.told(document, "ask", name));

        var run =
                server.admin()
                        .post("/api/v1/workflows/" + workflow + "/runs", Map.of())
                        .json()
                        .text("id");

        TestServer.await(() -> sent() > 0);
        assertThat(outside.changes().get(before))
                .contains("Approval wanted: Change it?")
                .contains("/approvals/" + run + "/");
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void nobodyAgreesToWhatTheyHaveNotSeen() {
        var asked = asked(1);

        assertThat(one.post(asked.path(), Map.of("decision", "approved")).code())
                .isEqualTo("NO_PLAN");
        assertThat(approve(one, asked, "0".repeat(64)).code()).isEqualTo("PLAN_CHANGED");
        plan(one, asked);
        assertThat(approve(one, asked, "0".repeat(64)).code()).isEqualTo("PLAN_CHANGED");
        assertThat(found(asked.run(), false).text("status")).isEqualTo("open");
        assertThat(sent()).isZero();
    }
}
