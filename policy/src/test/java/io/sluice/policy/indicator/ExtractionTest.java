package io.sluice.policy.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("F043: addresses, ports and names are found, also defanged; one's own are dropped")
class ExtractionTest {
    private final Guard guard = new Guard(List.of("198.18.0.0/15"), Set.of("qualys.com"));

    @Test
    void plainAndDefangedFormsAreFound() {
        var found =
                Extraction.of(
                        "C2 at hxxps://evil[.]example:8443/x and 203.0.113[.]7, also bad (dot) example, 198.51.100.0/24 and 2001:db8:1::7",
                        guard);

        assertThat(found.addresses())
                .containsExactly("203.0.113.7", "198.51.100.0/24", "2001:db8:1::7");
        assertThat(found.domains()).containsExactly("evil.example", "bad.example");
        assertThat(found.ports()).containsExactly(8443);
    }

    @Test
    void onesOwnAndSpecialAddressesAreDroppedWithAReason() {
        var found =
                Extraction.of(
                        "10.0.0.7 127.0.0.1 169.254.169.254 ::1 fe80::1 ::ffff:192.168.1.1 198.18.0.5 0.0.0.0/0 gateway.qualys.com",
                        guard);

        assertThat(found.addresses()).isEmpty();
        assertThat(found.domains()).isEmpty();
        assertThat(found.dropped())
                .hasSize(9)
                .allSatisfy(one -> assertThat(one.why()).isNotBlank());
    }

    @Test
    void portsComeFromFieldsThatSaySo() {
        var found =
                Extraction.of(
                        Map.of("destinationPort", 4444, "sourcePort", "70000", "pid", 8080), guard);

        assertThat(found.ports()).containsExactly(4444);
        assertThat(found.dropped()).extracting(Indicators.Dropped::value).containsExactly("70000");
    }

    @Test
    void versionsFilesAndOddFormsAreNoIndicators() {
        var found =
                Extraction.of(
                        "curl 8.5.0.1.2 wrote run.sh and lib.so from 010.0.0.1 by user@mail.example at 999.1.1.1",
                        guard);

        assertThat(found.addresses()).isEmpty();
        assertThat(found.domains()).isEmpty();
    }

    @Test
    void addressesOfEveryKindAreRead() {
        var found =
                Extraction.of(
                        "stratum+tcp://pool.example:3333 ftp://files.example/x fxp stratum+tcp://198.51.100.7:14444",
                        guard);

        assertThat(found.domains()).containsExactly("pool.example", "files.example");
        assertThat(found.addresses()).containsExactly("198.51.100.7");
        assertThat(found.ports()).containsExactlyInAnyOrder(3333, 14444);
    }

    @Test
    void muchIsBounded() {
        var text = "203.0.113.7 ".repeat(200_000);
        assertThat(Extraction.of(List.of(text, text), guard).dropped())
                .anyMatch(one -> one.why().contains("first 1000000 characters"));
        assertThat(Extraction.of("a.".repeat(200_000), guard).domains()).isEmpty();
    }
}
