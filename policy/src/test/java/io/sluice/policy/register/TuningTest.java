package io.sluice.policy.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.policy.manifest.Manifest;
import io.sluice.policy.manifest.Yaml;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// F054: a policy can be made narrower by labels, container, programs and values, never wider.
class TuningTest {
    private static final String SPEC =
            """
            podSelector:
              matchLabels: {app: web}
            kprobes:
            - call: security_socket_connect
              selectors:
              - matchArgs:
                - {index: 1, operator: SAddr, values: ["169.254.169.254/32", "10.1.2.3/32"]}
                matchBinaries:
                - {operator: In, values: [/usr/bin/curl, /usr/bin/wget]}
                matchActions: [{action: Post}]
              - matchArgs:
                - {index: 1, operator: SPort, values: ["4444"]}
                matchActions: [{action: Post}]
            """;

    @SuppressWarnings("unchecked")
    private static Manifest manifest(String yaml) {
        var read = (Yaml.Content) Yaml.read(yaml);
        return new Manifest(
                "cilium.io/v1alpha1",
                "TracingPolicyNamespaced",
                "sluice-web",
                "shop",
                Map.of(),
                Map.of(),
                (Map<String, @Nullable Object>) Objects.requireNonNull(read.value()));
    }

    private static String tuned(Tuning tuning) {
        return tuning.on(manifest(SPEC)).map(Manifest::toYaml).orElse("nothing");
    }

    @Test
    void withoutAnythingItIsTheSame() {
        assertThat(Tuning.NONE.on(manifest(SPEC))).contains(manifest(SPEC));
    }

    @Test
    void aProgramIsLeftOutEverywhere() {
        var yaml = tuned(new Tuning(Set.of("/usr/bin/curl"), Set.of(), Map.of(), ""));

        assertThat(yaml)
                .contains("- /usr/bin/wget")
                .contains("NotIn")
                .containsOnlyOnce("/usr/bin/curl");
    }

    @Test
    void aFilterWithoutValuesTakesItsSelectorWithIt() {
        var one = tuned(new Tuning(Set.of(), Set.of("4444"), Map.of(), ""));
        var all =
                tuned(
                        new Tuning(
                                Set.of("/usr/bin/curl", "/usr/bin/wget"),
                                Set.of("4444"),
                                Map.of(),
                                ""));

        assertThat(one).doesNotContain("SPort").contains("SAddr");
        assertThat(all).isEqualTo("nothing");
    }

    @Test
    @DisplayName(
            "F054: labels and container are demanded besides what is there, never in its place")
    void conditionsAreOnlyAdded() {
        var yaml = tuned(new Tuning(Set.of(), Set.of(), Map.of("app", "other"), "main"));

        assertThat(yaml).contains("app: web").contains("- other").contains("containerSelector");
    }

    @Test
    void malformedTuningIsNamed() {
        var tuning =
                new Tuning(Set.of("curl", "/bin/x\ny"), Set.of(), Map.of("app", "a b"), "Main");

        assertThat(tuning.flaws()).hasSize(4).allMatch(flaw -> flaw.contains(": '"));
    }
}
