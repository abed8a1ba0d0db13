package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.cli.client.Tree;
import io.sluice.policy.lifecycle.By;
import io.sluice.policy.lifecycle.Right;
import io.sluice.policy.manifest.Manifest;
import io.sluice.policy.register.ClusterState;
import io.sluice.policy.register.ClusterState.Result;
import io.sluice.policy.register.Draft;
import io.sluice.policy.register.PolicyKey;
import io.sluice.policy.register.PolicyKind;
import io.sluice.policy.register.PolicyRegister;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Policies and blocks over the API, on a server that wants no minimum audit.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoliciesTest {
    private static final Instant DETECTED = Instant.parse("2026-01-05T10:00:00Z");
    private static final By OPERATOR = new By("user", "olga", Set.of(Right.OPERATE));

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start("--sluice.cdr.minimum-audit=PT0S");
        var made =
                server.admin()
                        .post(
                                "/api/v1/connections",
                                Map.of(
                                        "name",
                                        "prod",
                                        "type",
                                        "kubernetes",
                                        "settings",
                                        Map.of(
                                                "mode",
                                                "token",
                                                "server",
                                                "https://203.0.113.1:6443"),
                                        "secrets",
                                        Map.of("token", "t")));
        assertThat(made.status()).as(made.toString()).isLessThan(300);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static Manifest manifest(String name, String action) {
        return new Manifest(
                "cilium.io/v1alpha1",
                "TracingPolicyNamespaced",
                name,
                "shop",
                Map.of("mitre.attack/technique", "T1496"),
                Map.of(),
                Map.of(
                        "podSelector",
                        Map.of("matchLabels", Map.of("app", "web")),
                        "kprobes",
                        List.of(
                                Map.of(
                                        "call",
                                        "security_socket_connect",
                                        "selectors",
                                        List.of(
                                                Map.of(
                                                        "matchBinaries",
                                                        List.of(
                                                                Map.of(
                                                                        "operator",
                                                                        "In",
                                                                        "values",
                                                                        List.of(
                                                                                "/usr/bin/curl",
                                                                                "/usr/bin/wget"))),
                                                        "matchActions",
                                                        List.of(Map.of("action", action))))))));
    }

    private Draft draft(String workload) {
        var name = "sluice-" + workload;
        return new Draft(
                new PolicyKey("prod", "shop", workload, "crypto-mining", PolicyKind.TRACING),
                List.of("prod"),
                "T1496",
                Optional.of(manifest(name, "Post")),
                Optional.of(manifest(name, "Sigkill")),
                "",
                List.of(),
                1,
                DETECTED,
                Optional.of(Duration.ofDays(30)));
    }

    private PolicyRegister register() {
        return server.bean(PolicyRegister.class);
    }

    private String generated(String workload) {
        return register()
                .generate("default", List.of(draft(workload)), OPERATOR)
                .getFirst()
                .policy()
                .id();
    }

    private void applied(String id, Result result) {
        var policy = register().find("default", id).orElseThrow();
        register()
                .applied(
                        "default",
                        id,
                        new ClusterState(
                                "prod", policy.generation(), "h", result, "", Instant.EPOCH));
    }

    private Tree show(String id) {
        return server.admin().get("/api/v1/policies/" + id).json();
    }

    private Client.Reply move(Client client, String id, Map<String, ?> body) {
        return client.post("/api/v1/policies/" + id + "/moves", body);
    }

    @Test
    @DisplayName(
            "F035, F036, F037: audit, review, override, another person promotes; every step is recorded")
    void aPolicyIsWatchedReviewedAndPromoted() {
        var id = generated(TestServer.unique("web"));
        var approver = server.signedIn(server.user("approver", "operator"));

        assertThat(move(approver, id, Map.of("move", "promote", "reason", "now")).code())
                .isEqualTo("POLICY_REFUSED");
        applied(id, Result.AUDITING);
        assertThat(move(approver, id, Map.of("move", "review", "reason", "look")).status())
                .isIn(202, 409);
        TestServer.await(() -> show(id).text("policy", "status").equals("review"));

        var blind = move(approver, id, Map.of("move", "promote", "reason", "it is the attack"));
        assertThat(blind.status()).isEqualTo(409);
        assertThat(blind.body()).contains("hits_unknown");
        assertThat(show(id).flag("hits", "known")).isFalse();
        assertThat(show(id).at("hits", "total").value()).isNull();
        var promoted =
                move(
                        approver,
                        id,
                        Map.of(
                                "move",
                                "promote",
                                "reason",
                                "it is the attack",
                                "override",
                                "looked at the logs"));
        assertThat(promoted.status()).as(promoted.toString()).isEqualTo(202);
        assertThat(promoted.json().text("run")).isNotEmpty();
        assertThat(promoted.json().text("policy", "status")).isEqualTo("enforcement");
        applied(id, Result.ENFORCED);

        var whole = show(id);
        assertThat(whole.text("policy", "status")).isEqualTo("active");
        assertThat(whole.text("enforceManifest")).contains("Sigkill");
        assertThat(whole.list("transitions").stream().map(one -> one.text("move")).toList())
                .containsExactly("generate", "start-audit", "review", "promote", "activate");
        assertThat(whole.list("transitions").get(3).text("reason")).contains("looked at the logs");
        assertThat(server.admin().get("/api/v1/audit?limit=200").body()).contains("policy.promote");
    }

    @Test
    @DisplayName(
            "F037, F054: tuning makes it narrower and sends it back to audit; findings do not undo it")
    void tuningIsKept() {
        var workload = TestServer.unique("web");
        var id = generated(workload);
        var person = server.signedIn(server.user("operator", "approver"));
        applied(id, Result.AUDITING);
        TestServer.await(() -> show(id).text("policy", "status").equals("review"));

        var pointless =
                move(
                        person,
                        id,
                        Map.of(
                                "move",
                                "tune",
                                "reason",
                                "x",
                                "withoutBinaries",
                                List.of("/bin/none")));
        var tuned =
                move(
                        person,
                        id,
                        Map.of(
                                "move",
                                "tune",
                                "reason",
                                "curl is ours",
                                "withoutBinaries",
                                List.of("/usr/bin/curl")));

        assertThat(pointless.status()).as(pointless.toString()).isEqualTo(400);
        assertThat(tuned.status()).as(tuned.toString()).isEqualTo(202);
        assertThat(show(id).text("policy", "status")).isEqualTo("tuned");
        assertThat(show(id).text("auditManifest")).doesNotContain("curl").contains("wget");
        assertThat(
                        register()
                                .generate("default", List.of(draft(workload)), OPERATOR)
                                .getFirst()
                                .changed())
                .isFalse();
        applied(id, Result.AUDITING);
        TestServer.await(() -> show(id).text("policy", "status").equals("review"));
        assertThat(
                        move(person, id, Map.of("move", "promote", "reason", "x", "override", "y"))
                                .code())
                .isEqualTo("SELF_APPROVAL");
    }

    @Test
    @DisplayName("F035: the glass is broken by right, with reason and end")
    void theGlassIsBrokenByRight() {
        var id = generated(TestServer.unique("web"));
        var approver = server.signedIn(server.user("approver", "operator"));
        var responder = server.signedIn(server.user("responder"));
        var body = Map.of("move", "break-glass", "reason", "they are in", "duration", "2h");

        assertThat(move(approver, id, body).status()).isEqualTo(403);
        assertThat(
                        move(
                                        responder,
                                        id,
                                        Map.of(
                                                "move",
                                                "break-glass",
                                                "reason",
                                                "x",
                                                "duration",
                                                "9d"))
                                .status())
                .isEqualTo(400);
        var broken = move(responder, id, body);
        assertThat(broken.status()).as(broken.toString()).isEqualTo(202);
        assertThat(show(id).text("policy", "breakGlassUntil")).isNotEmpty();
        assertThat(show(id).text("policy", "status")).isEqualTo("enforcement");
    }

    @Test
    void badInputIsNamed() {
        var admin = server.admin();
        assertThat(admin.get("/api/v1/policies?status=none").body()).contains("generated");
        assertThat(admin.get("/api/v1/policies?status=audit&kind=tracing&query=a").status())
                .isEqualTo(200);
        assertThat(admin.get("/api/v1/policies/none").status()).isEqualTo(404);
        var id = generated(TestServer.unique("web"));
        assertThat(move(admin, id, Map.of("move", "jump", "reason", "x")).status()).isEqualTo(400);
        assertThat(move(admin, id, Map.of("move", "withdraw")).status()).isEqualTo(400);
        assertThat(admin.get("/api/v1/policies/" + id + "/manifest?form=enforce").body())
                .contains("kind: TracingPolicyNamespaced");
        var withdrawn = move(admin, id, Map.of("move", "withdraw", "reason", "a mistake"));
        assertThat(withdrawn.json().text("policy", "status")).isEqualTo("withdrawn");
    }

    private Client.Reply block(
            Client client, String type, List<String> values, Map<String, String> more) {
        var body =
                new java.util.LinkedHashMap<String, Object>(
                        Map.of(
                                "type",
                                type,
                                "values",
                                values,
                                "reason",
                                "seen in an alert",
                                "cluster",
                                "prod"));
        body.putAll(more);
        return client.post("/api/block", body);
    }

    @Test
    @DisplayName("F045, F046, F047: values become one policy in audit, and are taken back exactly")
    void valuesAreBlockedAndTakenBack() {
        var operator = server.signedIn(server.user("operator"));
        var blocked =
                block(
                        operator,
                        "ip",
                        List.of("203.0.113.9", "203.0.113.10"),
                        Map.of("duration", "24h"));

        assertThat(blocked.status()).as(blocked.toString()).isEqualTo(200);
        assertThat(blocked.json().text("action")).isEqualTo("Post");
        assertThat(blocked.json().number("count")).isEqualTo(2);
        assertThat(blocked.json().text("expiresAt")).isNotEmpty();
        var policy = blocked.json().text("policy");
        assertThat(show(policy).text("auditManifest"))
                .contains("203.0.113.10")
                .doesNotContain("Sigkill");
        assertThat(operator.get("/status").body()).contains("203.0.113.9");

        var unknown =
                operator.post(
                        "/api/unblock", Map.of("type", "ip", "values", List.of("203.0.113.77")));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).contains("203.0.113.77");
        var one =
                operator.post(
                        "/api/unblock", Map.of("type", "ip", "values", List.of("203.0.113.9")));
        assertThat(one.status()).as(one.toString()).isEqualTo(200);
        assertThat(show(policy).text("auditManifest"))
                .contains("203.0.113.10")
                .doesNotContain("203.0.113.9\"");
        var last =
                operator.post(
                        "/api/unblock", Map.of("type", "ip", "values", List.of("203.0.113.10")));
        assertThat(last.json().number("removed")).isEqualTo(1);
        assertThat(show(policy).text("policy", "status")).isEqualTo("withdrawn");
        assertThat(operator.get("/status").body()).doesNotContain("203.0.113.10");
    }

    @Test
    @DisplayName(
            "F045: a bad value is named; what must stay reachable is refused; nobody unknown gets in")
    void badValuesAreNamed() {
        var operator = server.signedIn(server.user("operator"));
        for (var bad :
                List.of(
                        "10.0.0.1",
                        "127.0.0.1",
                        "0.0.0.0",
                        "300.1.1.1",
                        "evil.example",
                        "fd00:ec2::254",
                        "::ffff:10.0.0.1")) {
            var reply = block(operator, "ip", List.of("203.0.113.9", bad), Map.of());
            assertThat(reply.status()).as(bad + reply).isEqualTo(400);
            assertThat(reply.body()).contains("/values/1");
        }
        assertThat(block(operator, "cidr", List.of("0.0.0.0/0"), Map.of()).status()).isEqualTo(400);
        assertThat(block(operator, "port", List.of("443"), Map.of()).status()).isEqualTo(400);
        assertThat(block(operator, "domain", List.of("evil.example"), Map.of()).body())
                .contains("domain");
        assertThat(block(operator, "ip", List.of("203.0.113.9"), Map.of("duration", "soon")).body())
                .contains("soon");
        assertThat(
                        block(operator, "ip", List.of("203.0.113.9"), Map.of("cluster", "none"))
                                .status())
                .isEqualTo(400);
        assertThat(
                        block(operator, "ip", List.of("203.0.113.9"), Map.of("action", "Sigkill"))
                                .status())
                .isEqualTo(403);
        assertThat(block(server.anonymous(), "ip", List.of("203.0.113.9"), Map.of()).status())
                .isEqualTo(401);
        assertThat(
                        block(
                                        server.signedIn(server.user("viewer")),
                                        "ip",
                                        List.of("203.0.113.9"),
                                        Map.of())
                                .status())
                .isEqualTo(403);
        assertThat(server.anonymous().get("/status").status()).isEqualTo(401);
        var stopped =
                block(
                        server.signedIn(server.user("operator", "responder")),
                        "port",
                        List.of("4444"),
                        Map.of("action", "Sigkill", "namespace", "shop"));
        assertThat(stopped.status())
                .as("without labels nothing is stopped: " + stopped)
                .isEqualTo(400);
    }
}
