package io.sluice.policy.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.policy.indicator.Guard;
import io.sluice.policy.manifest.Yaml;
import io.sluice.policy.network.NetworkPolicies.Existing;
import io.sluice.policy.schema.PolicySchemas;
import io.sluice.policy.tracing.Generated;
import io.sluice.policy.tracing.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F034: what is blocked is written as a network policy")
class NetworkPoliciesTest {
    private static final Scope WEB = new Scope("prod", "shop", "web", Map.of("app", "web"), "");
    private static final Guard GUARD = new Guard(List.of("198.18.0.0/15"), java.util.Set.of());

    @Test
    @SuppressWarnings("unchecked") // a policy is an object
    void addressesAndPortsAreTakenOutOfOneRule() {
        var blocks =
                new Blocks(List.of("203.0.113.9", "2001:db8::1", "198.51.100.0/24"), List.of(4444));
        var policy = (Generated.Policy) NetworkPolicies.generate(WEB, blocks, List.of(), GUARD);
        var yaml = policy.manifest().toYaml();

        assertThat(yaml)
                .contains(
                        "- 198.51.100.0/24",
                        "- 203.0.113.9/32",
                        "- \"2001:db8::1/128\"",
                        "endPort: 4443",
                        "port: 4445",
                        "namespaceSelector: {}");
        assertThat(
                        PolicySchemas.check(
                                Objects.requireNonNull(
                                        (Map<String, Object>)
                                                ((Yaml.Content) Yaml.read(yaml)).value())))
                .isEmpty();
        assertThat(policy.notes()).anyMatch(note -> note.contains("no audit form"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0/0",
                "10.1.2.3",
                "127.0.0.1",
                "198.18.3.4",
                "::/0",
                "::1",
                "169.254.169.254",
                "2000::/3",
                "::ffff:10.0.0.1"
            })
    void whatKeepsTheClusterAliveIsNeverBlocked(String range) {
        assertThat(
                        NetworkPolicies.generate(
                                WEB, new Blocks(List.of(range), List.of()), List.of(), GUARD))
                .isInstanceOfSatisfying(
                        Generated.Impossible.class,
                        one ->
                                assertThat(one.why())
                                        .startsWith("Expected an address that may be blocked"));
    }

    @Test
    void aPolicyThatWouldWidenAnotherIsRefused() {
        var blocks = new Blocks(List.of("203.0.113.9"), List.of());
        var others = List.of(new Existing("shop/only-database", Map.of(), false));
        assertThat(NetworkPolicies.generate(WEB, blocks, others, GUARD))
                .isInstanceOfSatisfying(
                        Generated.Impossible.class,
                        one -> assertThat(one.why()).contains("only-database", "widen"));
        assertThat(
                        NetworkPolicies.generate(
                                WEB,
                                blocks,
                                List.of(new Existing("shop/db", Map.of("app", "db"), false)),
                                GUARD))
                .isInstanceOf(Generated.Policy.class);
    }

    @Test
    void ourOwnForTheSamePodsIsMadeAnew() {
        var name =
                ((Generated.Policy)
                                NetworkPolicies.generate(
                                        WEB,
                                        new Blocks(List.of("203.0.113.9"), List.of()),
                                        List.of(),
                                        GUARD))
                        .manifest()
                        .name();
        var existing = List.of(new Existing("shop/" + name, WEB.labels(), true));
        assertThat(
                        NetworkPolicies.generate(
                                WEB,
                                new Blocks(List.of("203.0.113.10"), List.of()),
                                existing,
                                GUARD))
                .isInstanceOf(Generated.Policy.class);
    }

    @Test
    void portsOfNamesAndTheApiServerStayOpen() {
        for (int port : List.of(53, 443, 6443, 0, 70000)) {
            assertThat(
                            NetworkPolicies.generate(
                                    WEB, new Blocks(List.of(), List.of(port)), List.of(), GUARD))
                    .isInstanceOf(Generated.Impossible.class);
        }
    }

    @Test
    void takingOutOneValueLeavesTheOthersExactlyAsTheyWere() {
        var both = new Blocks(List.of("203.0.113.9", "203.0.113.0/24"), List.of(4444, 6666));
        assertThat(both.without(new Blocks(List.of("203.0.113.9"), List.of(6666))))
                .isEqualTo(new Blocks(List.of("203.0.113.0/24"), List.of(4444)));
    }

    @Test
    void theComplementOfPortsIsWhole() {
        assertThat(
                        NetworkPolicies.complement(List.of(1, 2, 80, 65535)).stream()
                                .map(one -> one[0] + "-" + one[1]))
                .containsExactly("3-79", "81-65534");
    }

    @Test
    void ciliumCanDeny() {
        var policy =
                (Generated.Policy)
                        CiliumNetworkPolicies.generate(
                                WEB, new Blocks(List.of("203.0.113.9"), List.of(4444)), GUARD);
        assertThat(policy.manifest().toYaml())
                .contains("egressDeny", "cidr: 203.0.113.9/32", "port: \"4444\"", "egress: false");
    }

    @Test
    @DisplayName("F034: both kinds, as they are written")
    void bothKindsAreWrittenAsBefore() throws IOException {
        var blocks =
                new Blocks(List.of("203.0.113.9", "2001:db8::1", "198.51.100.0/24"), List.of(4444));
        written("network-policy", NetworkPolicies.generate(WEB, blocks, List.of(), GUARD));
        written("cilium-network-policy", CiliumNetworkPolicies.generate(WEB, blocks, GUARD));
    }

    @Test
    void anAddressInOtherClothesIsBlockedAsWhatItIs() {
        assertThat(new Blocks(List.of("::ffff:203.0.113.9"), List.of()).ranges())
                .containsExactly("203.0.113.9/32");
    }

    @Test
    void aRangeToGuardIsMeantWhole() {
        var guard = new Guard(List.of("198.18.3.4/15"), java.util.Set.of());
        assertThat(guard.refusal("198.19.255.1")).isPresent();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Guard(List.of("198.18.0.0/99"), java.util.Set.of()))
                .withMessageContaining("198.18.0.0/99");
    }

    @Test
    void moreThanAnObjectCanHoldIsRefused() {
        var many =
                java.util.stream.IntStream.range(0, 1001)
                        .mapToObj(i -> "203.0." + i / 250 + "." + i % 250)
                        .toList();
        assertThat(NetworkPolicies.generate(WEB, new Blocks(many, List.of()), List.of(), GUARD))
                .isInstanceOfSatisfying(
                        Generated.Impossible.class,
                        one -> assertThat(one.why()).startsWith("Expected at most 1000 ranges"));
    }

    private static void written(String name, Generated generated) throws IOException {
        var file = Path.of("src/test/resources/golden/network", name + ".yaml");
        var yaml = ((Generated.Policy) generated).manifest().toYaml();
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, yaml);
        }
        assertThat(yaml).isEqualTo(Files.readString(file));
    }
}
