package io.sluice.nodes.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.qualys.Effects;
import io.sluice.policy.category.CategoryTable;
import io.sluice.policy.finding.Cloud;
import io.sluice.policy.finding.Destination;
import io.sluice.policy.finding.Finding;
import io.sluice.policy.finding.Program;
import io.sluice.policy.finding.Source;
import io.sluice.policy.finding.Workload;
import io.sluice.policy.lifecycle.PolicyStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratePoliciesTest {
    private static final String WEB = "web-6f5d8c7b9-x2x4k";

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

    private void find(String id, String category, String pod, String address) {
        findings.add(
                new Finding(
                        id,
                        Source.POLL,
                        category,
                        4,
                        Instant.parse("2026-01-05T09:00:00Z"),
                        new Workload("eks", "", pod, "", "", Map.of(), "", "r-1"),
                        new Program("curl", "/usr/bin/curl", "/usr/bin/dash"),
                        new Destination(address.isEmpty() ? List.of() : List.of(address), 443, ""),
                        List.of(),
                        "",
                        Cloud.UNKNOWN));
    }

    private GeneratePolicies.Output generate(String network) throws NodeFailure {
        return new GeneratePolicies(
                        new KubernetesConnector(world.environment()),
                        new Policies(world.environment()),
                        CategoryTable.standard())
                .read(
                        new GeneratePolicies.Config(
                                "b1",
                                "prod",
                                Map.of("eks", "prod"),
                                "",
                                1,
                                network,
                                "",
                                true,
                                "P30D"),
                        world.context());
    }

    private RolloutOutput apply(GeneratePolicies.Output output) throws NodeFailure {
        return Effects.apply(
                new ApplyPolicies(world.rollout()),
                new ApplyPolicies.Config(output.ids(), "", "report", false),
                world.context());
    }

    @Test
    @DisplayName("F054: scoped by namespace, stable labels and program that the cluster tells")
    void makesOnePolicyForAWorkloadAndCategory() throws NodeFailure {
        find("f1", "Cloud_Credentials access", WEB, "169.254.169.254");
        find("f2", "cloud_credentials", "web-6f5d8c7b9-p9q8r", "169.254.169.254");
        find("f3", "Something new", WEB, "");

        var output = generate("none");
        var applied = apply(output);

        assertThat(output.policies()).hasSize(1);
        var made = output.policies().getFirst();
        assertThat(made.namespace()).isEqualTo("shop");
        assertThat(made.workload()).isEqualTo("web");
        assertThat(made.whyNot()).isEmpty();
        assertThat(output.skipped()).hasSize(1);
        assertThat(output.skipped().getFirst().why()).contains("Something new");
        var audit = world.register.of(made.id()).audit().orElseThrow();
        assertThat(audit.kind()).isEqualTo("TracingPolicyNamespaced");
        assertThat(audit.toYaml()).contains("app: web", "Post").doesNotContain("Sigkill");
        assertThat(applied.applied()).isEqualTo(1);
        assertThat(world.loaded("prod").getFirst().path("state").asString()).isEqualTo("enabled");
        assertThat(generate("none").changed()).isZero();
    }

    @Test
    void everyCategoryIsLoadedByTheAgentsInBothForms() throws NodeFailure {
        for (var category :
                List.of(
                        "Cloud_Credentials",
                        "Network_Scanning",
                        "Container_Escape",
                        "Privilege_Escalation",
                        "Crypto_Mining",
                        "Reverse_Shell")) {
            find(category, category, WEB, "203.0.113.9");
        }

        var output = generate("none");
        apply(output);
        output.ids()
                .forEach(id -> {
                    if (world.register.of(id).enforce().isPresent()) {
                        world.register.set(id, PolicyStatus.ENFORCEMENT);
                    }
                });
        world.context().effectKey("22222222222222222222222222222222");
        var enforced = apply(output);

        assertThat(output.policies()).hasSize(6);
        assertThat(enforced.failed()).isZero();
        assertThat(world.loaded("prod"))
                .hasSize(6)
                .allSatisfy(p ->
                        assertThat(p.path("state").asString())
                                .as(p.path("name").asString() + " " + p.path("error").asString())
                                .isEqualTo("enabled"));
    }

    @Test
    void keepsWhatAPolicyLookedForWhenFindingsExtendIt() throws NodeFailure {
        find("f1", "Crypto_Mining", WEB, "203.0.113.9");
        var first = generate("none");
        findings.clear();
        find("f2", "Crypto_Mining", WEB, "203.0.113.10");

        var second = generate("none");

        assertThat(second.ids()).isEqualTo(first.ids());
        assertThat(second.changed()).isEqualTo(1);
        assertThat(world.register.of(first.ids().getFirst()).audit().orElseThrow().toYaml())
                .contains("203.0.113.9", "203.0.113.10");
    }

    @Test
    @DisplayName("F034: a network policy blocks what was spoken to, or says why not")
    void makesANetworkPolicyOfTheDestinations() throws NodeFailure {
        find("f1", "Crypto_Mining", WEB, "198.51.100.9");
        find("f2", "Reverse_Shell", WEB, "198.51.100.10");
        find("f3", "Reverse_Shell", WEB, "10.0.0.1");

        var output = generate("network");
        var network =
                output.policies().stream()
                        .filter(p -> p.kind().equals("network"))
                        .findFirst()
                        .orElseThrow();
        world.register.set(network.id(), PolicyStatus.ENFORCEMENT);
        apply(output);

        var yaml = world.register.of(network.id()).enforce().orElseThrow().toYaml();
        assertThat(yaml).contains("198.51.100.9/32", "198.51.100.10/32").doesNotContain("10.0.0.1");
        assertThat(connect("198.51.100.9")).isEqualTo("dropped");
        assertThat(connect("198.51.100.77")).isEqualTo("allowed");
    }

    private String connect(String address) {
        return world.ask(
                        "POST",
                        "/sandbox/kubernetes/prod/activity",
                        "{\"pod\":\"%s\",\"namespace\":\"shop\",\"binary\":\"/opt/app\",\"address\":\"%s\",\"port\":8080}"
                                .formatted(WEB, address))
                .path("outcome")
                .asString();
    }

    @Test
    @DisplayName("F034: Cilium's variant denies")
    void makesACiliumPolicy() throws NodeFailure {
        find("f1", "Crypto_Mining", WEB, "198.51.100.9");

        var output = generate("cilium");
        var cilium =
                output.policies().stream()
                        .filter(p -> p.kind().equals("cilium"))
                        .findFirst()
                        .orElseThrow();
        world.register.set(cilium.id(), PolicyStatus.ENFORCEMENT);
        var applied = apply(output);

        assertThat(applied.failed()).isZero();
        assertThat(connect("198.51.100.9")).isEqualTo("dropped");
    }

    @Test
    void putsTenThousandFindingsTogether() throws NodeFailure {
        for (int i = 0; i < 10_000; i++) {
            find(
                    "f" + i,
                    i % 2 == 0 ? "Crypto_Mining" : "Reverse_Shell",
                    WEB,
                    "198.51.100." + i % 200);
        }

        var output = generate("none");

        assertThat(output.findings()).isEqualTo(10_000);
        assertThat(output.policies()).hasSize(2);
    }

    @Test
    void entersNothingInADryRun() throws NodeFailure {
        find("f1", "Cloud_Credentials", WEB, "169.254.169.254");
        world.context().dryRun(true);

        var output = generate("none");

        assertThat(output.ids()).containsExactly("(planned)");
        assertThat(output.policies().getFirst().yaml()).contains("kind: TracingPolicyNamespaced");
        assertThat(world.register.ofCluster("default", "prod")).isEmpty();
        assertThat(apply(output).results()).isEmpty();
    }

    @Test
    void onlyWatchesWhatItCannotLocate() throws NodeFailure {
        find("f1", "Cloud_Credentials", "gone-1", "169.254.169.254");

        var made = generate("none").policies().getFirst();

        assertThat(made.namespace()).isEmpty();
        assertThat(made.whyNot()).isNotEmpty();
        assertThat(world.register.of(made.id()).enforce()).isEmpty();
    }

    @Test
    @DisplayName("F054: the preview lists the pods that match now")
    void listsThePodsThatMatchNow() throws NodeFailure {
        find("f1", "Cloud_Credentials", WEB, "169.254.169.254");
        var id = generate("none").ids().getFirst();
        var node =
                new PreviewPods(
                        new KubernetesConnector(world.environment()),
                        new Policies(world.environment()));

        var byPolicy =
                node.read(
                        new PreviewPods.Config("prod", "", Map.of(), List.of(id)), world.context());
        var byLabels =
                node.read(
                        new PreviewPods.Config("prod", "shop", Map.of("app", "cart"), List.of()),
                        world.context());
        var hostile =
                Effects.failureOf(() ->
                        node.read(
                                new PreviewPods.Config(
                                        "prod", "shop", Map.of("app", "a,b in (c)"), List.of()),
                                world.context()));

        assertThat(byPolicy.count()).isEqualTo(2);
        assertThat(byPolicy.pods().getFirst().workload().owner()).isEqualTo("web");
        assertThat(byLabels.pods())
                .singleElement()
                .satisfies(m -> assertThat(m.workload().ownerKind()).isEqualTo("StatefulSet"));
        assertThat(hostile.code()).isEqualTo("kubernetes.invalid-name");
    }

    @Test
    void findsTheWorkloadOfAPod() throws NodeFailure {
        var node = new FindWorkload(new KubernetesConnector(world.environment()));

        var found = node.read(new FindWorkload.Config("prod", WEB, ""), world.context());
        var none = node.read(new FindWorkload.Config("prod", "gone", "shop"), world.context());
        var hostile =
                Effects.failureOf(() ->
                        node.read(new FindWorkload.Config("prod", "../x", ""), world.context()));

        var workload = java.util.Objects.requireNonNull(found.workload());
        assertThat(workload.ownerKind()).isEqualTo("Deployment");
        assertThat(workload.labels()).containsExactly(Map.entry("app", "web"));
        assertThat(none.found()).isFalse();
        assertThat(hostile.code()).isEqualTo("kubernetes.invalid-name");
    }
}
