package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.cli.client.Tree;
import io.sluice.db.Micros;
import io.sluice.sandbox.SandboxOptions;
import io.sluice.sandbox.SandboxServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The whole way, from a program in a pod to the agent that kills it: the real server and the
/// simulated outside, over sockets.
class CdrLoopTest {
    private static final Map<String, Object> SHELL =
            Map.of(
                    "call", "connect",
                    "binary", "/usr/bin/bash",
                    "parent", "/usr/bin/python3.12",
                    "address", "203.0.113.9",
                    "port", 4444);

    @TempDir Path folder;

    private SandboxServer sandbox;
    private TestServer server;
    private Client outside;

    @BeforeEach
    void start() throws IOException {
        sandbox = SandboxServer.start(SandboxOptions.inFolder(folder.resolve("sandbox")));
        server =
                TestServer.start(
                        "--sluice.sandbox-url=" + sandbox.url(), "--sluice.cdr.minimum-audit=PT0S");
        outside = new Client(sandbox.url(), Map.of());
        TestServer.await(() -> !outside.get("/sandbox/targets").json().at("cdr").absent());
    }

    @AfterEach
    void stop() {
        ClusterCalls.areNamedByTheNodes(server, outside);
        server.close();
        sandbox.close();
    }

    private String installed(String template, Map<String, String> variables) {
        var made =
                server.admin()
                        .post(
                                "/api/v1/templates/" + template + "/install",
                                Map.of("variables", variables));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        var id = made.json().text("id");
        var published =
                server.admin()
                        .with("If-Match", "\"1\"")
                        .post("/api/v1/workflows/" + id + "/publish", Map.of("comment", "test"));
        assertThat(published.status()).as(published.toString()).isEqualTo(200);
        assertThat(server.admin().post("/api/v1/workflows/" + id + "/enable", Map.of()).status())
                .isLessThan(300);
        return id;
    }

    private Tree happens(String pod, Map<String, Object> what) {
        return told("kubernetes/prod/activity", pod, what);
    }

    private void detected(String pod, boolean pushed) {
        told(
                "findings",
                pod,
                Map.of(
                        "category", "Reverse_Shell",
                        "severity", 5,
                        "process", "bash",
                        "processPath", "/usr/bin/bash",
                        "destinationIp", "203.0.113.9",
                        "destinationPort", 4444,
                        "cluster", "prod",
                        "push", pushed));
    }

    /// The hour is over.
    private void pollIsDue(String workflow) {
        var jdbc = server.bean(JdbcClient.class);
        jdbc.sql("update workflow set updated_at = 0 where id = :id")
                .param("id", workflow)
                .update();
        jdbc.sql("update cdr_poll set done_tick = 0").update();
    }

    private Tree told(String path, String pod, Map<String, Object> what) {
        var body = new LinkedHashMap<String, @Nullable Object>(what);
        body.put("namespace", "shop");
        body.put("pod", pod);
        var answer = outside.post("/sandbox/" + path, body);
        assertThat(answer.status()).as(answer.toString()).isLessThan(300);
        return answer.json();
    }

    private List<Tree> policies() {
        return server.admin().get("/api/v1/policies").json().list();
    }

    private Tree awaitPolicy(String status) {
        TestServer.await(() -> policy(status).isPresent());
        return policy(status).orElseThrow();
    }

    private Optional<Tree> policy(String status) {
        return policies().stream().filter(one -> one.text("status").equals(status)).findFirst();
    }

    private Tree runOf(String workflow) {
        TestServer.await(() -> !runs(workflow).isEmpty());
        return runs(workflow).getFirst();
    }

    private List<Tree> runs(String workflow) {
        return server.admin().get("/api/v1/runs?workflow=" + workflow).json().list();
    }

    private Tree awaitApproval() {
        TestServer.await(() -> !server.admin().get("/api/v1/approvals").json().list().isEmpty());
        return server.admin().get("/api/v1/approvals").json().list().getFirst();
    }

    private Tree awaitIncident(String run) {
        TestServer.await(() -> incident(run).isPresent());
        return incident(run).orElseThrow();
    }

    private Optional<Tree> incident(String run) {
        return server.admin().get("/api/v1/runs/" + run).json().list("steps").stream()
                .filter(step -> !step.at("incident").absent())
                .findFirst();
    }

    private void explainHits(String policy) {
        var path = "/api/v1/policies/" + policy + "/hits";
        TestServer.await(() -> server.admin().get(path).json().number("total") == 2);
        for (var hit : server.admin().get(path).json().list()) {
            assertThat(hit.text("namespace")).isEqualTo("shop");
            assertThat(hit.text("binary")).isEqualTo("/usr/bin/bash");
            var done =
                    server.admin()
                            .post(
                                    path + "/" + hit.text("key") + "/explain",
                                    Map.of("explanation", "It is the attack"));
            assertThat(done.status()).as(done.toString()).isEqualTo(204);
        }
    }

    private void approve(Tree approval) {
        var approver = server.signedIn(server.user("approver"));
        var path = "/api/v1/approvals/" + approval.text("run") + "/" + approval.text("step");
        var plan = approver.post(path + "/plan", Map.of()).json().text("plan", "hash");
        var decided =
                approver.post(
                        path,
                        Map.of(
                                "decision",
                                "approved",
                                "comment",
                                "It is the attacker's shell",
                                "plan",
                                plan));
        assertThat(decided.status()).as(decided.toString()).isEqualTo(202);
    }

    @Test
    @DisplayName(
            "F036, F037, F041: a finding that is pushed becomes a policy that watches, then kills, then goes")
    void aPushedFindingIsWatchedThenStopped() {
        var workflow = installed("cdr-to-policy-live", Map.of("watchFor", "PT0S"));
        assertThat(happens("web-6f5d8c7b9-x2x4k", SHELL).text("outcome")).isEqualTo("allowed");

        detected("web-6f5d8c7b9-x2x4k", true);
        awaitPolicy("review");
        assertThat(happens("web-6f5d8c7b9-p9q8r", SHELL).text("outcome")).isEqualTo("posted");
        assertThat(happens("cart-0", SHELL).text("outcome")).isEqualTo("allowed");
        approve(awaitApproval());

        var run = runOf(workflow).text("id");
        var held = awaitIncident(run);
        assertThat(held.at("incident").text("message")).contains("explained");
        assertThat(happens("web-6f5d8c7b9-p9q8r", SHELL).text("outcome")).isEqualTo("posted");
        explainHits(policy("review").orElseThrow().text("id"));
        var again =
                server.admin()
                        .post(
                                "/api/v1/runs/" + run + "/steps/" + held.text("id") + "/resolve",
                                Map.of("resolution", "retry"));
        assertThat(again.status()).as(again.toString()).isEqualTo(202);
        server.awaitRun(run, "completed");
        var policy = awaitPolicy("active");
        assertThat(happens("web-6f5d8c7b9-p9q8r", SHELL).text("outcome")).isEqualTo("killed");
        assertThat(happens("cart-0", SHELL).text("outcome")).isEqualTo("allowed");

        var withdrawn =
                server.admin()
                        .post(
                                "/api/v1/policies/" + policy.text("id") + "/moves",
                                Map.of("move", "withdraw", "reason", "The service is gone"));
        assertThat(withdrawn.status()).as(withdrawn.toString()).isEqualTo(202);
        TestServer.await(
                () -> outside.get("/sandbox/kubernetes/prod").json().list("policies").isEmpty());
        assertThat(happens("web-6f5d8c7b9-p9q8r", SHELL).text("outcome")).isEqualTo("allowed");
    }

    @Test
    @DisplayName(
            "F035: what is approved before it was watched for long enough is watched on, and nobody is called")
    void whatIsApprovedEarlyIsWatchedOn() {
        var workflow = installed("cdr-to-policy-live", Map.of("watchFor", "PT0S"));
        detected("web-6f5d8c7b9-x2x4k", true);
        awaitPolicy("review");
        var approval = awaitApproval();
        server.bean(JdbcClient.class)
                .sql("update crs_policy set status = 'AUDIT', audit_since = :later")
                .param("later", Micros.of(Instant.parse("2100-01-01T00:00:00Z")))
                .update();

        approve(approval);

        TestServer.await(
                () -> runs(workflow).getFirst().at("nodes").texts().toList().contains("later"));
        assertThat(runs(workflow).getFirst().number("incidents")).isZero();
        assertThat(happens("web-6f5d8c7b9-p9q8r", SHELL).text("outcome")).isEqualTo("posted");
        assertThat(policy("audit")).isPresent();
    }

    @Test
    @DisplayName(
            "F027, F030: the poll alone leads to a policy; what it read it does not read as new again")
    void aPolledFindingIsWatched() {
        var workflow = installed("cdr-to-policy", Map.of());
        detected("web-6f5d8c7b9-x2x4k", false);

        pollIsDue(workflow);

        assertThat(awaitPolicy("review").text("category")).isEqualTo("reverse-shell");
        assertThat(happens("web-6f5d8c7b9-p9q8r", SHELL).text("outcome")).isEqualTo("posted");
        var first = runs(workflow);
        pollIsDue(workflow);
        awaitPollDone();
        assertThat(runs(workflow)).hasSameSizeAs(first);
    }

    @Test
    @DisplayName("F050: behind the webhook the poll finds what was not pushed, and only that")
    void thePollIsTheSafetyNet() {
        var workflow = installed("cdr-to-policy-live", Map.of());
        detected("web-6f5d8c7b9-x2x4k", true);
        runOf(workflow);
        detected("cart-0", false);

        pollIsDue(workflow);

        TestServer.await(() -> runs(workflow).size() == 2);
        assertThat(runs(workflow))
                .extracting(run ->
                        server.admin().get("/api/v1/runs/" + run.text("id")).json().at("trigger"))
                .extracting(trigger -> trigger.text("source") + trigger.text("count"))
                .containsExactlyInAnyOrder("push1", "poll1");
        TestServer.await(() -> policies().size() == 2);
        assertThat(policies())
                .extracting(policy -> policy.text("workload"))
                .containsExactlyInAnyOrder("web", "cart");
    }

    private void awaitPollDone() {
        var jdbc = server.bean(JdbcClient.class);
        TestServer.await(() ->
                jdbc.sql("select count(*) from cdr_poll where done_tick > 0")
                                .query(Long.class)
                                .single()
                        == 1);
    }
}
