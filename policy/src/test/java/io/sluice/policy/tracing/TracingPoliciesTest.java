package io.sluice.policy.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.policy.finding.Destination;
import io.sluice.policy.finding.Finding;
import io.sluice.policy.finding.Program;
import io.sluice.policy.finding.Workload;
import io.sluice.policy.indicator.Guard;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TracingPoliciesTest {
    @Test
    @DisplayName("F035: without namespace and labels a policy only watches")
    void aFindingWithoutAWorkloadIsNeverEnforced() {
        var bare = new Workload("prod", "", "", "", "", Map.of(), "", "c0ffee");
        var order = order(Findings.typical("crypto-mining").at(bare), Form.ENFORCE);

        assertThat(TracingPolicies.generate(order))
                .isInstanceOfSatisfying(
                        Generated.AuditOnly.class,
                        only -> {
                            assertThat(only.manifest().kind()).isEqualTo("TracingPolicy");
                            assertThat(only.manifest().toYaml())
                                    .doesNotContain("Sigkill")
                                    .contains("kube-system")
                                    .contains("NotIn");
                            assertThat(only.why()).contains("no namespace and stable labels");
                        });
    }

    @Test
    void theClustersOwnNamespacesAreLeftAlone() {
        var own =
                new Workload("prod", "kube-system", "dns", "", "dns", Map.of("app", "dns"), "", "");
        assertThat(
                        TracingPolicies.generate(
                                order(Findings.typical("crypto-mining").at(own), Form.AUDIT)))
                .isInstanceOf(Generated.Impossible.class);
    }

    @Test
    @DisplayName("F033: every policy carries its ATT&CK technique")
    void everyPolicyCarriesItsTechnique() {
        var policy =
                (Generated.Policy)
                        TracingPolicies.generate(Findings.order("container-escape", Form.AUDIT));
        assertThat(policy.manifest().labels()).containsEntry("mitre.attack/technique", "T1611");
    }

    @Test
    void findingsOfOneWorkloadMakeOnePolicy() {
        var one = Findings.typical("crypto-mining");
        var two =
                Findings.of(
                        "f-2",
                        "crypto-mining",
                        new Program("miner2", "/tmp/m2", ""),
                        new Destination(List.of("198.51.100.8"), 0, ""));
        var first = (Generated.Policy) TracingPolicies.generate(order(one, Form.ENFORCE));
        var both =
                (Generated.Policy)
                        TracingPolicies.generate(
                                new TracingPolicies.Order(
                                        Findings.category("crypto-mining"),
                                        List.of(one, two),
                                        Scope.of(Findings.WEB),
                                        Form.ENFORCE,
                                        Findings.MODERN,
                                        Variant.SAFE));

        assertThat(both.manifest().name()).isEqualTo(first.manifest().name());
        assertThat(both.manifest().hash()).isNotEqualTo(first.manifest().hash());
        assertThat(both.manifest().toYaml()).contains("198.51.100.7", "198.51.100.8", "/tmp/m2");
    }

    @Test
    void whatIsTheSameHasTheSameHashWhateverTheFindingsAreCalled() {
        var one = Findings.typical("crypto-mining");
        var renamed = Findings.of("another", "crypto-mining", one.program(), one.destination());
        assertThat(
                        ((Generated.Policy) TracingPolicies.generate(order(one, Form.AUDIT)))
                                .manifest()
                                .hash())
                .isEqualTo(
                        ((Generated.Policy) TracingPolicies.generate(order(renamed, Form.AUDIT)))
                                .manifest()
                                .hash());
    }

    @Test
    void tenThousandAddressesAreBoundedAndSaidSo() {
        var many =
                IntStream.range(0, 1000)
                        .mapToObj(i -> "203.0." + i / 250 + "." + (i % 250 + 1))
                        .toList();
        var findings =
                IntStream.range(0, 10)
                        .mapToObj(i ->
                                Findings.of(
                                        "f" + i,
                                        "suspicious",
                                        Program.UNKNOWN,
                                        new Destination(shifted(many, i), 0, "")))
                        .toList();
        var order =
                new TracingPolicies.Order(
                        Findings.category("suspicious-communication"),
                        findings,
                        Scope.of(Findings.WEB),
                        Form.AUDIT,
                        Findings.MODERN,
                        Variant.SAFE);

        var policy = (Generated.Policy) TracingPolicies.generate(order);
        assertThat(policy.notes())
                .anyMatch(note -> note.startsWith("Only the first 1000 of 10000 addresses"));
    }

    @Test
    @DisplayName("F054: labels that change with every roll-out are no selectors")
    void labelsThatChangeAreLeftOut() {
        var scope = Scope.of(Findings.WEB);
        assertThat(scope.labels()).containsOnlyKeys("app.kubernetes.io/name");
    }

    @Test
    void categoriesWithoutAnAnswerSaySo() {
        assertThat(TracingPolicies.generate(Findings.order("log-tampering", Form.AUDIT)))
                .isInstanceOfSatisfying(
                        Generated.Impossible.class,
                        one -> assertThat(one.why()).contains("no policy answers them"));
    }

    @Test
    void anAgentTooOldToTellWhoCallsIsNeverAskedToKillIt() {
        var usual = Findings.order("privilege-escalation", Form.ENFORCE);
        var order =
                new TracingPolicies.Order(
                        usual.category(),
                        usual.findings(),
                        usual.scope(),
                        Form.ENFORCE,
                        new AgentVersion(1, 5),
                        Variant.SAFE);
        assertThat(TracingPolicies.generate(order)).isInstanceOf(Generated.AuditOnly.class);
    }

    @Test
    @DisplayName("F043: what must stay reachable is left out, and the notes say so")
    void addressesThatMustStayReachableAreLeftOut() {
        var finding =
                Findings.of(
                        "f",
                        "suspicious",
                        new Program("agent", "/opt/agent", ""),
                        new Destination(
                                List.of("10.96.0.1", "127.0.0.1", "198.18.0.9", "203.0.113.9"),
                                0,
                                ""));
        var policy = (Generated.Policy) TracingPolicies.generate(guarded(finding));

        assertThat(policy.manifest().toYaml())
                .contains("- 203.0.113.9")
                .doesNotContain("10.96.0.1", "127.0.0.1", "198.18.0.9");
        assertThat(policy.notes())
                .anyMatch(
                        note -> note.contains("Left out 3 addresses") && note.contains("your own"));
    }

    @Test
    void aFindingAboutNothingButTheClusterItselfYieldsNoPolicy() {
        var finding =
                Findings.of(
                        "f",
                        "suspicious",
                        Program.UNKNOWN,
                        new Destination(List.of("10.96.0.10"), 53, ""));
        assertThat(TracingPolicies.generate(guarded(finding)))
                .isInstanceOf(Generated.Impossible.class);
    }

    @Test
    void whatStartsContainersIsNeverStopped() {
        for (var runtime :
                List.of(
                        "/usr/bin/runc",
                        "/usr/local/bin/containerd-shim-runc-v2",
                        "/proc/self/exe")) {
            var finding =
                    Findings.of(
                            "f",
                            "reverse-shell",
                            new Program("sh", "/usr/bin/dash", runtime),
                            new Destination(List.of("203.0.113.9"), 4444, ""));
            var order =
                    new TracingPolicies.Order(
                            Findings.category("reverse-shell"),
                            List.of(finding),
                            Scope.of(Findings.WEB),
                            Form.ENFORCE,
                            Findings.MODERN,
                            Variant.SAFE);
            var policy = (Generated.Policy) TracingPolicies.generate(order);
            assertThat(policy.manifest().toYaml()).doesNotContain(runtime);
            assertThat(policy.notes()).anyMatch(note -> note.contains("start and keep containers"));
        }
    }

    @Test
    @DisplayName("F054: every label of the workload that stays is in the selector")
    void noStableLabelIsDropped() {
        var labels = new java.util.TreeMap<String, String>();
        IntStream.range(0, 20).forEach(i -> labels.put("label" + i, "x"));
        assertThat(new Scope("prod", "shop", "web", labels, "").labels()).isEqualTo(labels);
    }

    private static TracingPolicies.Order guarded(Finding finding) {
        return new TracingPolicies.Order(
                Findings.category("suspicious-communication"),
                List.of(finding),
                Scope.of(finding.workload()),
                Form.ENFORCE,
                Findings.MODERN,
                Variant.SAFE,
                new Guard(List.of("198.18.0.1/15"), java.util.Set.of()));
    }

    private static List<String> shifted(List<String> addresses, int by) {
        return addresses.stream().map(one -> one.replace("203.0.", "203." + by + ".")).toList();
    }

    private static TracingPolicies.Order order(Finding finding, Form form) {
        return new TracingPolicies.Order(
                Findings.category("crypto-mining"),
                List.of(finding),
                Scope.of(finding.workload()),
                form,
                Findings.MODERN,
                Variant.SAFE);
    }
}
