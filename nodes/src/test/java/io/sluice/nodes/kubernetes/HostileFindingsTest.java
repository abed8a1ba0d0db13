package io.sluice.nodes.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeFailure;
import io.sluice.policy.category.CategoryTable;
import io.sluice.policy.finding.Finding;
import io.sluice.policy.finding.FindingReader;
import io.sluice.policy.finding.Reading;
import io.sluice.policy.finding.Source;
import io.sluice.policy.lifecycle.PolicyStatus;
import io.sluice.policy.manifest.Manifest;
import io.sluice.policy.tracing.AgentVersion;
import io.sluice.policy.tracing.TracingPolicyValidator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What an attacker writes into a finding never makes a policy that is broader than it.
class HostileFindingsTest {
    private static final String WEB = "web-6f5d8c7b9-x2x4k";
    private static final List<String> CATEGORIES =
            List.of(
                    "Cloud_Credentials",
                    "Network_Scanning",
                    "Container_Escape",
                    "Privilege_Escalation",
                    "Crypto_Mining",
                    "Reverse_Shell",
                    "Suspicious_Communication");

    @TempDir Path folder;
    private ClusterWorld world;
    private final List<Finding> findings = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        world = ClusterWorld.start(folder);
        world.batches =
                (project, batch, from, limit) -> findings.stream().skip(from).limit(limit).toList();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private void find(String category, Map<String, Object> fields) {
        var row = new HashMap<String, Object>();
        row.put("uuid", "f-" + findings.size());
        row.put("threatCategory", category);
        row.put("severity", 5);
        row.put("pod", WEB);
        row.put("namespace", "shop");
        row.put("process", "curl");
        row.put("processPath", "/usr/bin/curl");
        row.put("destinationIp", "203.0.113.9");
        row.putAll(fields);
        for (var reading :
                new FindingReader(Source.PUSH, Instant.parse("2026-01-05T10:00:00Z"))
                        .readAll(row)) {
            if (reading instanceof Reading.Read(var finding, _)) {
                findings.add(finding);
            }
        }
    }

    private List<Manifest> generated() throws NodeFailure {
        var output =
                new GeneratePolicies(
                                new KubernetesConnector(world.environment()),
                                new Policies(world.environment()),
                                CategoryTable.standard())
                        .read(
                                new GeneratePolicies.Config(
                                        "b1", "prod", Map.of(), "", 1, "network", "", true, "P30D"),
                                world.context());
        var forms = new ArrayList<Manifest>();
        for (var id : output.ids()) {
            var policy = world.register.of(id);
            policy.audit().ifPresent(forms::add);
            policy.enforce().ifPresent(forms::add);
        }
        return forms;
    }

    /// What each of them may be about: the pod's own workload, or nothing that stops anything.
    private static void assertNarrow(Manifest manifest) {
        boolean stops =
                manifest.kind().endsWith("NetworkPolicy")
                        || manifest.spec().toString().contains("Sigkill")
                        || manifest.spec().toString().contains("Override");
        if (stops) {
            assertThat(manifest.namespace()).isEqualTo("shop");
            assertThat(PodSelector.of(manifest).labels()).isEqualTo("app=web");
        }
        if (manifest.kind().startsWith("TracingPolicy")) {
            assertThat(
                            TracingPolicyValidator.check(
                                    manifest.object(), AgentVersion.parse("1.7.0").orElseThrow()))
                    .isEmpty();
        }
        assertThat(manifest.name()).matches("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");
        assertThat(manifest.spec().keySet())
                .isSubsetOf(
                        "podSelector",
                        "containerSelector",
                        "kprobes",
                        "tracepoints",
                        "lsmhooks",
                        "options",
                        "lists",
                        "policyTypes",
                        "egress");
    }

    static Stream<Map<String, Object>> hostile() {
        return Stream.of(
                Map.of("pod", "x\nspec: {podSelector: {}}\n---\nkind: Namespace"),
                Map.of("pod", "x, metadata.namespace!=shop"),
                Map.of("pod", "../../api/v1/secrets"),
                Map.of("namespace", "shop\nspec:\n  podSelector: {}"),
                Map.of("namespace", "../kube-system"),
                Map.of("namespace", "kube-system"),
                Map.of("processPath", "/usr/bin/curl\nmatchActions: []"),
                Map.of("processPath", "/"),
                Map.of("processPath", ""),
                Map.of("processPath", "*"),
                Map.of("process", "a\u0000b", "processPath", "/bin/\u202eexe"),
                Map.of("processPath", "/" + "x".repeat(100_000)),
                Map.of("destinationIp", "0.0.0.0/0"),
                Map.of("destinationIp", "::/0"),
                Map.of("destinationIp", "203.0.113.9\n- 0.0.0.0/0"),
                Map.of("destinationIp", List.of("0.0.0.0", "255.255.255.255", "::")),
                Map.of("destinationPort", -1),
                Map.of("labels", Map.of("app", "", "", "", "a b", "c,d in (e)")),
                Map.of("labels", Map.of("pod-template-hash", "6f5d8c7b9")),
                Map.of("category", List.of(Map.of()), "severity", "; drop table"));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    @DisplayName("F054: a hostile field never makes a policy broader than its finding")
    void neverMakesAPolicyThatIsBroaderThanItsFinding(Map<String, Object> fields)
            throws NodeFailure {
        CATEGORIES.forEach(category -> find(category, fields));

        var forms = generated();

        assertThat(forms).allSatisfy(HostileFindingsTest::assertNarrow);
        assertThat(forms.toString())
                .doesNotContain("0.0.0.0/0\"", "kind: Namespace", "matchActions: []", "secrets");
    }

    @Test
    @DisplayName("F054: ten thousand addresses block no more than these, and nothing else")
    void blocksNothingButTheTenThousandAddresses() throws NodeFailure {
        var all =
                IntStream.range(0, 10_000)
                        .mapToObj(i -> "198.51." + (100 + i / 256) + "." + i % 256)
                        .toList();
        find("Crypto_Mining", Map.of("destinationIp", all));
        find("Reverse_Shell", Map.of("destinationIp", String.join(",", all)));

        var forms = generated();

        assertThat(forms).isNotEmpty().allSatisfy(HostileFindingsTest::assertNarrow);
        assertThat(forms)
                .filteredOn(form -> form.kind().equals("NetworkPolicy"))
                .singleElement()
                .satisfies(form ->
                        assertThat(form.toYaml().lines().filter(line -> line.contains("198.51.")))
                                .hasSizeBetween(1, 10_000)
                                .allMatch(line -> line.replace("\"", "").endsWith("/32")));
    }

    @Test
    @DisplayName(
            "F054: the cluster accepts what is made of hostile findings, and kills nobody else")
    void killsNobodyElse() throws NodeFailure {
        hostile().forEach(fields -> CATEGORIES.forEach(category -> find(category, fields)));
        var applied = new ArrayList<String>();
        for (var policy : List.copyOf(generated())) {
            applied.add(policy.name());
        }
        assertThat(applied).isNotEmpty();
        var ids = world.register.ofCluster(KeptPolicies.PROJECT, "prod");
        for (var policy : ids) {
            if (policy.enforce().isPresent()) {
                world.register.set(policy.id(), PolicyStatus.ENFORCEMENT);
            }
        }
        var output =
                io.sluice.nodes.qualys.Effects.apply(
                        new ApplyPolicies(world.rollout()),
                        new ApplyPolicies.Config(
                                ids.stream().map(p -> p.id()).toList(), "", "report", false),
                        world.context());

        assertThat(output.failed()).isZero();
        assertThat(world.loaded("prod"))
                .allSatisfy(p -> assertThat(p.path("state").asString()).isEqualTo("enabled"));
        for (var address : List.of("203.0.113.9", "169.254.169.254", "192.0.2.77")) {
            var outcome =
                    world.ask(
                                    "POST",
                                    "/sandbox/kubernetes/prod/activity",
                                    "{\"pod\":\"cart-0\",\"namespace\":\"shop\",\"binary\":\"/usr/bin/curl\",\"address\":\"%s\",\"port\":443}"
                                            .formatted(address))
                            .path("outcome")
                            .asString();
            assertThat(outcome).isIn("allowed", "posted");
        }
    }

    @Test
    @DisplayName("F054: the preview lists exactly the pods that the agents' selector meets")
    void previewsExactlyThePodsThatMatch() throws NodeFailure {
        find("Cloud_Credentials", Map.of("destinationIp", "169.254.169.254"));
        var manifest = generated().getFirst();
        var id = world.register.ofCluster(KeptPolicies.PROJECT, "prod").getFirst().id();

        var preview =
                new PreviewPods(
                                new KubernetesConnector(world.environment()),
                                new Policies(world.environment()))
                        .read(
                                new PreviewPods.Config("prod", "", Map.of(), List.of(id)),
                                world.context());

        assertThat(PodSelector.of(manifest).namespaces()).containsExactly("shop");
        assertThat(preview.pods())
                .extracting(m -> m.workload().pod())
                .containsExactlyInAnyOrder(WEB, "web-6f5d8c7b9-p9q8r");
        assertThat(preview.pods()).allMatch(m -> m.workload().namespace().equals("shop"));
    }

    @Test
    void readsNamespacesOfASelectorAsNamespaces() {
        var key = "k8s:io.kubernetes.pod.namespace";
        var several =
                ClusterWorld.selecting(
                        Map.of(
                                "matchExpressions",
                                List.of(
                                        Map.of(
                                                "key",
                                                key,
                                                "operator",
                                                "In",
                                                "values",
                                                List.of("shop", "bank")))));
        var one = ClusterWorld.selecting(Map.of("matchLabels", Map.of(key, "shop", "app", "web")));

        assertThat(PodSelector.of(several).namespaces()).containsExactly("shop", "bank");
        assertThat(PodSelector.of(one))
                .isEqualTo(new PodSelector(List.of("shop"), "app=web", List.of()));
    }
}
