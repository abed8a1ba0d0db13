package io.sluice.policy.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.policy.manifest.Manifest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// F045: what people block becomes one policy for each request.
class BlockPoliciesTest {
    private static final Scope WEB = new Scope("prod", "shop", "web", Map.of("app", "web"), "");
    private static final Scope ANYWHERE = new Scope("prod", "", "*", Map.of(), "");

    private static Generated generate(
            Scope scope,
            List<String> addresses,
            List<String> ports,
            Form form,
            AgentVersion agent) {
        return BlockPolicies.generate(
                new BlockPolicies.Order("r1", scope, addresses, ports, form, agent));
    }

    private static Manifest manifest(Generated generated) {
        return switch (generated) {
            case Generated.Policy(var manifest, _) -> manifest;
            case Generated.AuditOnly(var manifest, _, _) -> manifest;
            case Generated.Impossible(var why) -> throw new AssertionError(why);
        };
    }

    @Test
    @DisplayName("F045: every policy passes the product's own validator, for new and old agents")
    void everyPolicyIsValid() {
        for (var agent : List.of(AgentVersion.OLDEST, new AgentVersion(1, 7))) {
            for (var form : Form.values()) {
                for (var scope : List.of(WEB, ANYWHERE)) {
                    for (var ports : List.of(List.of("4444", "5555"), List.<String>of())) {
                        var addresses =
                                ports.isEmpty()
                                        ? List.of("203.0.113.9", "198.51.100.0/24", "2001:db8::1")
                                        : List.<String>of();
                        var manifest = manifest(generate(scope, addresses, ports, form, agent));
                        assertThat(TracingPolicyValidator.check(manifest.object(), agent))
                                .as(manifest.toYaml())
                                .isEmpty();
                    }
                }
            }
        }
    }

    @Test
    void nothingIsStoppedOutsideOfOneWorkload() {
        var generated =
                generate(
                        ANYWHERE,
                        List.of("203.0.113.9"),
                        List.of(),
                        Form.ENFORCE,
                        AgentVersion.OLDEST);

        assertThat(generated).isInstanceOf(Generated.AuditOnly.class);
        assertThat(manifest(generated).toYaml()).doesNotContain("Sigkill");
        var system = new Scope("prod", "kube-system", "dns", Map.of("app", "dns"), "");
        assertThat(
                        generate(
                                system,
                                List.of("203.0.113.9"),
                                List.of(),
                                Form.AUDIT,
                                AgentVersion.OLDEST))
                .isInstanceOf(Generated.Impossible.class);
        assertThat(generate(WEB, List.of(), List.of(), Form.AUDIT, AgentVersion.OLDEST))
                .isInstanceOf(Generated.Impossible.class);
    }
}
