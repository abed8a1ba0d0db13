package io.sluice.nodes.support;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// F019: addresses that are not public are blocked unless allowed.
class EgressGuardTest {
    private static EgressGuard allowing(String... hosts) {
        return new EgressGuard(Set.of(hosts), host -> List.of(InetAddress.ofLiteral("127.0.0.1")));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, loopback",
        "127.255.255.254, loopback",
        "::1, loopback",
        "10.0.0.1, private",
        "172.16.0.1, private",
        "172.31.255.255, private",
        "192.168.1.1, private",
        "100.64.0.1, private",
        "100.127.255.255, private",
        "fc00::1, private",
        "fdff::1, private",
        "fec0::1, private",
        "169.254.1.1, link-local",
        "fe80::1, link-local",
        "169.254.169.254, metadata",
        "fd00:ec2::254, metadata",
        "0.0.0.0, unspecified",
        "0.1.2.3, unspecified",
        "::, unspecified",
        "224.0.0.1, multicast",
        "239.255.255.255, multicast",
        "ff02::1, multicast",
        "255.255.255.255, broadcast",
        "198.18.0.1, reserved",
        "64:ff9b::7f00:1, loopback",
        "64:ff9b::a9fe:a9fe, metadata",
        "2002:7f00:1::, loopback",
        "2002:c0a8:101::1, private",
        "::7f00:1, loopback",
        "2001:0:1::1, tunnel",
        "::ffff:0:127.0.0.1, loopback",
        "2606:4700::5efe:7f00:1, loopback",
        "2606:4700::200:5efe:a9fe:a9fe, metadata",
        "168.63.129.16, platform",
        "192.88.99.1, 6to4",
        "100::1, discard"
    })
    @DisplayName("F019: refuses what is not public")
    void refuses(String address, String kind) {
        assertThatThrownBy(() -> allowing().check("evil.test", InetAddress.ofLiteral(address), 443))
                .isInstanceOf(EgressRefused.class)
                .hasMessageContaining("evil.test:443")
                .hasMessageContaining(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "169.254.169.254"})
    void refusesMappedAddresses(String address) throws UnknownHostException {
        var mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        System.arraycopy(InetAddress.ofLiteral(address).getAddress(), 0, mapped, 12, 4);
        var literal = InetAddress.getByAddress("evil.test", mapped);

        assertThatThrownBy(() -> allowing().check("evil.test", literal, 80))
                .isInstanceOf(EgressRefused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "172.15.255.255",
                "172.32.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "2606:4700::1111",
                "64:ff9b::808:808",
                "2002:808:808::1"
            })
    void letsPublicAddressesThrough(String address) {
        assertThatCode(() -> allowing().check("a.test", InetAddress.ofLiteral(address), 443))
                .doesNotThrowAnyException();
    }

    @Test
    void allowsExactlyTheHostAndPortOfTheConfiguration() {
        var guard = allowing("localhost:8090", "[::1]:8090", "Sandbox.Internal:80");
        var loopback = InetAddress.ofLiteral("127.0.0.1");

        assertThatCode(() -> guard.check("localhost", loopback, 8090)).doesNotThrowAnyException();
        assertThatCode(() -> guard.check("LOCALHOST", loopback, 8090)).doesNotThrowAnyException();
        assertThatCode(() -> guard.check("0:0:0:0:0:0:0:1", InetAddress.ofLiteral("::1"), 8090))
                .doesNotThrowAnyException();
        assertThatCode(() -> guard.check("sandbox.internal", loopback, 80))
                .doesNotThrowAnyException();
        for (var host : List.of("127.0.0.1", "localhost.evil.test", "evil.test")) {
            assertThatThrownBy(() -> guard.check(host, loopback, 8090))
                    .isInstanceOf(EgressRefused.class);
        }
        assertThatThrownBy(() -> guard.check("localhost", loopback, 8091))
                .isInstanceOf(EgressRefused.class);
    }
}
