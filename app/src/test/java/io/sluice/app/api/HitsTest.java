package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.policy.lifecycle.By;
import io.sluice.policy.manifest.Manifest;
import io.sluice.policy.register.ClusterState;
import io.sluice.policy.register.Draft;
import io.sluice.policy.register.PolicyKey;
import io.sluice.policy.register.PolicyKind;
import io.sluice.policy.register.PolicyRegister;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What agents report, and what is reported of it.
class HitsTest {
    private static final Instant DETECTED = Instant.parse("2026-01-05T10:00:00Z");

    private final TestServer server = TestServer.shared();

    private String audited(String cluster) {
        var register = server.bean(PolicyRegister.class);
        var manifest =
                new Manifest(
                        "cilium.io/v1alpha1",
                        "TracingPolicyNamespaced",
                        "sluice-" + cluster,
                        "shop",
                        Map.of(),
                        Map.of(),
                        Map.of("kprobes", List.of(Map.of("call", "x"))));
        var draft =
                new Draft(
                        new PolicyKey(cluster, "shop", "web", "crypto-mining", PolicyKind.TRACING),
                        List.of(cluster),
                        "T1496",
                        Optional.of(manifest),
                        Optional.empty(),
                        "It may only watch.",
                        List.of(),
                        1,
                        DETECTED,
                        Optional.empty());
        var id = register.generate("default", List.of(draft), By.ENGINE).getFirst().policy().id();
        register.applied(
                "default",
                id,
                new ClusterState(cluster, 1, "h", ClusterState.Result.AUDITING, "", DETECTED));
        return id;
    }

    private static String line(String policy, String pod) {
        return """
        {"process_kprobe":{"process":{"binary":"/usr/bin/curl","pod":{"namespace":"shop","name":"%s","container":{"name":"web"}}},"parent":{"binary":"/bin/sh"},"function_name":"security_socket_connect","action":"KPROBE_ACTION_POST","policy_name":"%s"},"node_name":"n1","time":"2026-01-05T10:00:01.5Z"}\
        """
                .formatted(pod, policy);
    }

    private Client.Reply export(String cluster, String lines) {
        return server.admin()
                .raw("POST", "/api/v1/tetragon?cluster=" + cluster, "application/x-ndjson", lines);
    }

    @Test
    @DisplayName(
            "F037: without a feed hits are unknown; with one they are counted by pod and binary, and explained")
    void hitsAreCountedWhereThereIsAFeed() {
        var cluster = TestServer.unique("cluster");
        var id = audited(cluster);
        var path = "/api/v1/policies/" + id + "/hits";

        assertThat(server.admin().get(path).json().flag("known")).isFalse();
        var taken =
                export(
                        cluster,
                        String.join(
                                "\n",
                                line("sluice-" + cluster, "web-1"),
                                line("sluice-" + cluster + "-next", "web-1"),
                                line("sluice-" + cluster, "web-2"),
                                line("somebody-elses", "web-1"),
                                "{\"process_exec\":{},\"time\":\"2026-01-05T10:00:01Z\"}",
                                "no json"));

        assertThat(taken.status()).as(taken.toString()).isEqualTo(200);
        assertThat(taken.json().number("hits")).isEqualTo(3);
        assertThat(taken.json().number("foreign")).isEqualTo(1);
        assertThat(taken.json().list("flaws").getFirst().text()).startsWith("line 6:");
        var hits = server.admin().get(path).json();
        assertThat(hits.flag("known")).as(hits.json()).isTrue();
        assertThat(hits.number("unexplained")).isEqualTo(3);
        var first = hits.list("items").getFirst();
        assertThat(first.text("pod")).isEqualTo("web-1");
        assertThat(first.number("count")).isEqualTo(2);
        for (var item : hits.list("items")) {
            var explained =
                    server.admin()
                            .post(
                                    path + "/" + item.text("key") + "/explain",
                                    Map.of("explanation", "the attack"));
            assertThat(explained.status()).isEqualTo(204);
        }
        assertThat(server.admin().get(path).json().number("unexplained")).isZero();
    }

    @Test
    @DisplayName("F037: a forwarder of events signs what it sends")
    void aForwarderSigns() throws Exception {
        var cluster = TestServer.unique("cluster");
        audited(cluster);
        var secret =
                server.admin()
                        .post("/api/v1/hooks/tetragon/secret", Map.of())
                        .json()
                        .text("secret");
        var body = line("sluice-" + cluster, "web-1");
        var address = "/webhook/tetragon?cluster=" + cluster;

        var bad = server.anonymous().raw("POST", address, "application/x-ndjson", body);
        var good =
                new Client(
                                server.url(),
                                Map.of("X-Qualys-Signature", CdrWebhookTest.sign(secret, body)))
                        .raw("POST", address, "application/x-ndjson", body);

        assertThat(bad.status()).isEqualTo(401);
        assertThat(good.status()).as(good.toString()).isEqualTo(202);
        assertThat(good.json().number("hits")).isEqualTo(1);
    }

    @Test
    @DisplayName("F047, F051, F056: health, metrics, measures and the report of techniques")
    void reportsTell() {
        audited(TestServer.unique("cluster"));
        var admin = server.admin();

        assertThat(server.anonymous().get("/health").body()).isEqualTo("OK");
        assertThat(server.anonymous().get("/metrics").status()).isEqualTo(401);
        assertThat(admin.get("/metrics").body()).contains("sluice_policies{status=\"audit\"}");
        var csv = admin.get("/api/v1/policies/report?format=csv");
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.body())
                .startsWith("technique,category,findings")
                .contains("T1496,crypto-mining");
        assertThat(admin.get("/api/v1/policies/report?format=html").body())
                .contains("<td>T1496</td>");
        assertThat(admin.get("/api/v1/policies/report").json().list().getFirst().keys())
                .contains("covered");
        assertThat(admin.get("/api/v1/policies/report?format=pdf").status()).isEqualTo(400);
        var measures = admin.get("/api/v1/policies/measures").json().list();
        assertThat(measures)
                .anySatisfy(one -> {
                    assertThat(one.text("technique")).isEqualTo("T1496");
                    assertThat(one.at("protect").value()).isNull();
                });
    }
}
