package io.sluice.sandbox.kubernetes;

import static io.sluice.sandbox.kubernetes.RunningCluster.NAMESPACED;
import static io.sluice.sandbox.kubernetes.RunningCluster.NETWORK;
import static io.sluice.sandbox.kubernetes.RunningCluster.TRACING;
import static io.sluice.sandbox.kubernetes.RunningCluster.connect;
import static io.sluice.sandbox.kubernetes.RunningCluster.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.http.Json;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class TetragonTest {
    private static final String WEB = "web-6f5d8c7b9-x2x4k";

    @TempDir Path folder;
    private RunningCluster cluster;

    @BeforeEach
    void start() {
        cluster = RunningCluster.in(folder);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private JsonNode curl(String pod, String address) {
        return cluster.happens(
                "{\"pod\":\"%s\",\"namespace\":\"shop\",\"binary\":\"/usr/bin/curl\",\"call\":\"connect\",\"address\":\"%s\",\"port\":80}"
                        .formatted(pod, address));
    }

    private void apply(String name, String hook) {
        assertThat(cluster.apply(TRACING + "/" + name, "sluice", policy(name, hook)).status())
                .isLessThan(300);
    }

    private JsonNode loaded() {
        return cluster.control("GET", "/kubernetes/prod", "").at("/policies/0");
    }

    @Test
    void postsInAuditAndKillsWhenEnforced() throws IOException {
        apply("imds", connect("Post"));
        JsonNode audited = curl(WEB, "169.254.169.254");
        apply("imds", connect("Sigkill"));
        JsonNode enforced = curl(WEB, "::ffff:169.254.169.254");

        assertThat(audited.get("outcome").asString()).isEqualTo("posted");
        assertThat(audited.get("policy").asString()).isEqualTo("imds");
        assertThat(enforced.get("outcome").asString()).isEqualTo("killed");
        JsonNode event = Json.tree(cluster.log().lines().findFirst().orElseThrow());
        assertThat(event.at("/process_kprobe/policy_name").asString()).isEqualTo("imds");
        assertThat(event.at("/process_kprobe/action").asString()).isEqualTo("KPROBE_ACTION_POST");
        assertThat(event.at("/process_kprobe/process/binary").asString())
                .isEqualTo("/usr/bin/curl");
        assertThat(event.at("/process_kprobe/process/pod/name").asString()).isEqualTo(WEB);
        assertThat(event.at("/process_kprobe/args/0/sockaddr_arg/addr").asString())
                .isEqualTo("169.254.169.254");
        assertThat(cluster.log()).contains("KPROBE_ACTION_SIGKILL");
    }

    @Test
    void leavesAloneWhatIsOutsideItsScope() {
        apply("imds", connect("Sigkill"));

        assertThat(curl("cart-0", "169.254.169.254").get("outcome").asString())
                .isEqualTo("allowed");
        assertThat(curl(WEB, "203.0.113.7").get("outcome").asString()).isEqualTo("allowed");
    }

    @Test
    void watchesOnlyInMonitorModeFromOnePointFourOn() {
        String monitored =
                policy("imds", connect("Sigkill"))
                        + "  options: [{name: policy-mode, value: monitor}]\n";
        cluster.apply(TRACING + "/imds", "sluice", monitored);
        assertThat(curl(WEB, "169.254.169.254").get("outcome").asString()).isEqualTo("posted");

        String pod =
                "{\"name\":\"web-0\",\"namespace\":\"shop\",\"labels\":{\"app\":\"web\"},\"owner\":\"StatefulSet/web\"}";
        cluster.control(
                "POST",
                "/kubernetes/clusters",
                "{\"name\":\"old\",\"tetragon\":\"1.3.0\",\"pods\":[%s]}".formatted(pod));
        RunningCluster old = cluster.at("old");
        String hook =
                """
                - call: tcp_connect
                  syscall: false
                  args: [{index: 0, type: sock}]
                  selectors:
                  - matchArgs: [{index: 0, operator: DAddr, values: ["169.254.169.254"]}]
                    matchActions: [{action: Sigkill}]
                """;
        old.apply(
                TRACING + "/imds",
                "sluice",
                policy("imds", hook) + "  options: [{name: policy-mode, value: monitor}]\n");

        JsonNode killed =
                old.happens(
                        "{\"pod\":\"web-0\",\"namespace\":\"shop\",\"address\":\"169.254.169.254\"}");
        assertThat(killed.get("outcome").asString()).isEqualTo("killed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "operator: DAddr, values: [\"203.0.113.9\"] | sockaddr only supports",
                "operator: SAddr, values: [nonsense] | value 'nonsense' is invalid",
                "operator: SAddr, values: [] | no values",
                "operator: Equal, values: [\"1\"] | not supported for this type",
                "operator: SPort, values: [\"70000\"] | value '70000' is invalid"
            })
    void loadsNoPolicyThatTheApiAcceptsAndTheAgentDoesNot(String filter, String why) {
        apply(
                "bad",
                """
                - call: security_socket_connect
                  syscall: false
                  args: [{index: 1, type: sockaddr}]
                  selectors:
                  - matchArgs: [{index: 1, %s}]
                """
                        .formatted(filter));

        assertThat(loaded().get("state").asString()).isEqualTo("load_error");
        assertThat(loaded().get("error").asString()).contains(why);
        assertThat(curl(WEB, "203.0.113.9").get("outcome").asString()).isEqualTo("allowed");
    }

    @Test
    void holdsAHundredAndTwentyEightPoliciesOfPods() {
        for (int i = 0; i < 129; i++) {
            apply("p%03d".formatted(i), connect("Post"));
        }

        JsonNode policies = cluster.control("GET", "/kubernetes/prod", "").get("policies");

        assertThat(policies).hasSize(129);
        assertThat(policies.get(127).get("state").asString()).isEqualTo("enabled");
        assertThat(policies.get(128).get("state").asString()).isEqualTo("load_error");
        assertThat(policies.get(128).get("error").asString()).contains("128");
    }

    @Test
    void letsRuncPassWhereARuleIsSafe() {
        apply(
                "privileges",
                """
                - call: sys_setuid
                  syscall: true
                  args: [{index: 0, type: int}]
                  data: [{index: 0, type: uint32, source: current_task, resolve: cred.uid.val}]
                  selectors:
                  - matchArgs: [{index: 0, operator: Equal, values: ["0"]}]
                    matchData: [{args: [0], operator: NotEqual, values: ["0"]}]
                    matchActions: [{action: Sigkill}]
                """);

        String setuid =
                "{\"pod\":\"" + WEB + "\",\"namespace\":\"shop\",\"call\":\"setuid\",\"uid\":%d}";
        assertThat(cluster.happens(setuid.formatted(0)).get("outcome").asString())
                .isEqualTo("allowed");
        assertThat(cluster.happens(setuid.formatted(1000)).get("outcome").asString())
                .isEqualTo("killed");
    }

    @Test
    void takesTheFirstSelectorThatMatches() {
        apply(
                "shells",
                """
                - call: security_bprm_check
                  syscall: false
                  args: [{index: 0, type: linux_binprm}]
                  selectors:
                  - matchArgs: [{index: 0, operator: Postfix, values: [/dash]}]
                    matchBinaries: [{operator: In, values: [/usr/sbin/nginx]}]
                    matchActions: [{action: Post}]
                  - matchArgs: [{index: 0, operator: Postfix, values: [/dash, /bash]}]
                    matchActions: [{action: Sigkill}]
                """);
        String exec =
                "{\"pod\":\""
                        + WEB
                        + "\",\"namespace\":\"shop\",\"call\":\"exec\",\"binary\":\"%s\",\"parent\":\"/usr/sbin/nginx\"}";

        assertThat(cluster.happens(exec.formatted("/usr/bin/dash")).get("outcome").asString())
                .isEqualTo("posted");
        assertThat(cluster.happens(exec.formatted("/usr/bin/bash")).get("outcome").asString())
                .isEqualTo("killed");
        assertThat(cluster.happens(exec.formatted("/usr/bin/env")).get("outcome").asString())
                .isEqualTo("allowed");
    }

    @Test
    void followsThePodSelectorOfANamespacedPolicy() {
        String body =
                policy("imds", connect("Sigkill"))
                        .replace("kind: TracingPolicy", "kind: TracingPolicyNamespaced")
                        .replace("name: imds,", "name: imds, namespace: shop,");

        assertThat(cluster.apply(NAMESPACED + "/imds", "sluice", body).status()).isEqualTo(201);
        assertThat(curl(WEB, "169.254.169.254").get("outcome").asString()).isEqualTo("killed");
        cluster.call("DELETE", NAMESPACED + "/imds", "application/json", "");
        assertThat(curl(WEB, "169.254.169.254").get("outcome").asString()).isEqualTo("allowed");
    }

    @Test
    void dropsWhatNoNetworkPolicyAllows() {
        cluster.apply(
                NETWORK + "/block",
                "sluice",
                """
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: block}
                spec:
                  podSelector: {matchLabels: {app: web}}
                  policyTypes: [Egress]
                  egress:
                  - to: [{ipBlock: {cidr: 0.0.0.0/0, except: [203.0.113.9/32]}}, {namespaceSelector: {}}]
                """);

        JsonNode dropped = curl(WEB, "203.0.113.9");
        assertThat(dropped.get("outcome").asString()).isEqualTo("dropped");
        assertThat(dropped.get("policy").asString()).isEqualTo("block");
        assertThat(curl(WEB, "203.0.113.10").get("outcome").asString()).isEqualTo("allowed");
        assertThat(curl("cart-0", "203.0.113.9").get("outcome").asString()).isEqualTo("allowed");
    }
}
