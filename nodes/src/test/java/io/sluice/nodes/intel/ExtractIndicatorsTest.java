package io.sluice.nodes.intel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.intel.ExtractIndicators.Config;
import io.sluice.nodes.intel.ExtractIndicators.Dropped;
import io.sluice.nodes.intel.ExtractIndicators.Output;
import io.sluice.nodes.support.TestContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// F043: addresses, ports and names are found, plain and defanged; one's own are dropped.
class ExtractIndicatorsTest {
    private static Output extract(@Nullable Object in, String... allowed) throws NodeFailure {
        return new ExtractIndicators()
                .read(
                        new Config(in, List.of("198.51.100.0/24"), List.of(allowed)),
                        new TestContext());
    }

    @Test
    @DisplayName("F043: from findings, with the ports of their fields")
    void findsInFindings() throws NodeFailure {
        var findings =
                List.of(
                        Map.of("addresses", List.of("203.0.113.66"), "destinationPort", 3333),
                        Map.of("message", "bash was connected to 203.0.113[.]9:4444"),
                        Map.of("message", "GET hxxp://evil[.]example/x", "pod", "web-1"));

        var output = extract(findings);

        assertThat(output.addresses()).containsExactly("203.0.113.66", "203.0.113.9");
        assertThat(output.ports()).containsExactlyInAnyOrder(3333L, 4444L);
        assertThat(output.domains()).containsExactly("evil.example");
        assertThat(output.any()).isTrue();
    }

    @Test
    @DisplayName("F043: private, own and allow-listed values are dropped, with the reason")
    void dropsWhatMustNotBeActedOn() throws NodeFailure {
        var output =
                extract(
                        "10.0.0.7 127.0.0.1 169.254.169.254 198.51.100.9 203.0.113.53 fd00::1 registry.example.com 203.0.113.9",
                        "203.0.113.53",
                        "example.com");

        assertThat(output.addresses()).containsExactly("203.0.113.9");
        assertThat(output.domains()).isEmpty();
        assertThat(output.dropped())
                .extracting(Dropped::value)
                .contains(
                        "10.0.0.7",
                        "127.0.0.1",
                        "169.254.169.254",
                        "198.51.100.9",
                        "203.0.113.53",
                        "fd00::1",
                        "registry.example.com");
        assertThat(output.dropped()).allSatisfy(each -> assertThat(each.why()).isNotBlank());
    }

    @Test
    void findsNothingInNothing() throws NodeFailure {
        assertThat(extract(null).any()).isFalse();
        assertThat(extract(Map.of()).any()).isFalse();
    }

    @Test
    @DisplayName("F043: ten thousand addresses are kept, no more")
    void isBounded() throws NodeFailure {
        var many =
                IntStream.range(0, 10_050)
                        .mapToObj(i -> "203.%d.%d.%d".formatted(i >> 16, i >> 8 & 255, i & 255))
                        .toList();

        var output = extract(many);

        assertThat(output.addresses()).hasSize(10_000);
        assertThat(output.dropped()).hasSize(1);
    }

    @Test
    void refusesListsThatHoldSomethingElse() {
        var range =
                catchThrowableOfType(
                        NodeFailure.class,
                        () ->
                                new ExtractIndicators()
                                        .read(
                                                new Config("x", List.of("everything"), List.of()),
                                                new TestContext()));
        var name = catchThrowableOfType(NodeFailure.class, () -> extract("x", "not a name"));

        assertThat(range.code()).isEqualTo("ioc.bad-config");
        assertThat(name).hasMessageContaining("allowList");
    }

    @Test
    void offersItsNodeTypes() {
        var types = new IntelNodes().nodeTypes(new NodeEnvironment(Instant::now, Set.of()));

        assertThat(types)
                .extracting(type -> type.descriptor().id())
                .containsExactly("ioc.extract", "reputation.check");
        assertThat(types)
                .allSatisfy(type -> {
                    assertThat(type.descriptor().docs()).hasSizeGreaterThan(200);
                    assertThat(type.descriptor().errors()).isNotEmpty();
                });
        assertThat(new IntelNodes().connectionTypes())
                .extracting(type -> type.id())
                .containsExactly("abuseipdb", "threat-feed");
    }
}
