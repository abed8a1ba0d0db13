package io.sluice.policy.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.policy.finding.Reading.Flawed;
import io.sluice.policy.finding.Reading.Read;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FindingReaderTest {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private static final Map<String, Object> POLLED =
            Map.ofEntries(
                    Map.entry("uuid", "0b9c-1"),
                    Map.entry("threatCategory", "Cloud_Credentials_Accessed_By_Network_Utility"),
                    Map.entry("severity", 4),
                    Map.entry("timestamp", "2026-01-05T10:00:00.000Z"),
                    Map.entry("resourceId", "c0ffee"),
                    Map.entry("containerName", "web"),
                    Map.entry("pod", "web-7d9"),
                    Map.entry("deploymentName", "web"),
                    Map.entry("processName", "curl"),
                    Map.entry("processPath", "/usr/bin/curl"),
                    Map.entry(
                            "mitreRulesInfo",
                            Map.of("T1552.005", Map.of("tactic", "Credential Access"))),
                    Map.entry("destinationIp", "169.254.169.254"),
                    Map.entry("destinationPort", 80));

    @Test
    @DisplayName("F027: a page of the API is read")
    void aPageOfTheApiIsRead() {
        var read = one(Map.of("content", List.of(POLLED), "totalElements", 1));
        var finding = read.finding();

        assertThat(read.doubts()).isEmpty();
        assertThat(finding.id()).isEqualTo("0b9c-1");
        assertThat(finding.detectedAt()).isEqualTo(Instant.parse("2026-01-05T10:00:00Z"));
        assertThat(finding.workload().owner()).isEqualTo("web");
        assertThat(finding.destination().addresses()).containsExactly("169.254.169.254");
        assertThat(finding.techniques()).containsExactly("T1552.005");
    }

    @Test
    @DisplayName("F041: a pushed event is read, its original in raw where it says more")
    void aPushedEventIsRead() {
        var finding =
                one(Map.of(
                                "eventId",
                                "e-7",
                                "category",
                                "Crypto_Mining",
                                "timestamp",
                                1767610800,
                                "severity",
                                "HIGH",
                                "raw",
                                Map.of("namespace", "shop")))
                        .finding();

        assertThat(finding.id()).isEqualTo("e-7");
        assertThat(finding.severity()).isEqualTo(4);
        assertThat(finding.workload().namespace()).isEqualTo("shop");
        assertThat(finding.detectedAt()).isEqualTo(Instant.ofEpochSecond(1767610800));
    }

    @Test
    void hostilePartsAreLeftOutAndTheRestIsKept() {
        var read =
                one(
                        Map.of(
                                "threatCategory", "Reverse_Shell",
                                "pod", "web\nspec: {}",
                                "processPath", "/bin/sh\nmatchActions: []",
                                "destinationIp", "not an address",
                                "destinationPort", 70000,
                                "severity", List.of(1),
                                "namespace", "shop"));

        assertThat(read.finding().workload().pod()).isEmpty();
        assertThat(read.finding().workload().namespace()).isEqualTo("shop");
        assertThat(read.finding().program()).isEqualTo(Program.UNKNOWN);
        assertThat(read.finding().detectedAt()).isEqualTo(NOON);
        assertThat(read.doubts())
                .extracting(Reading.Doubt::field)
                .contains(
                        "pod",
                        "processPath",
                        "destinationIp",
                        "destinationPort",
                        "severity",
                        "timestamp");
        assertThat(read.doubts()).allSatisfy(doubt -> assertThat(doubt.why()).doesNotContain("\n"));
    }

    @Test
    void tenThousandAddressesAreBounded() {
        var addresses =
                IntStream.range(0, 10_000)
                        .mapToObj(i -> "203." + i / 2500 + "." + i / 250 % 10 + "." + (i % 250 + 1))
                        .toList();
        var read = one(Map.of("threatCategory", "Exfiltration", "destinationIp", addresses));

        assertThat(read.finding().destination().addresses()).hasSize(FindingReader.MOST_ADDRESSES);
        assertThat(read.doubts()).anyMatch(doubt -> doubt.field().equals("destinationIp"));
    }

    @Test
    void whatIsNoFindingIsNamedWithItsPlace() {
        var readings =
                new FindingReader(Source.PUSH, NOON).readAll(List.of(POLLED, 7, Map.of("x", 1)));
        assertThat(readings.get(0)).isInstanceOf(Read.class);
        assertThat(readings.get(1))
                .isEqualTo(new Flawed(1, "Expected a finding (an object), found 7"));
        assertThat(readings.get(2)).isInstanceOf(Flawed.class);
    }

    @Test
    @DisplayName(
            "F050: one detection is known again by its id, and without one by what it is about")
    void oneDetectionIsKnownAgain() {
        var polled = one(POLLED).finding();
        var pushed = new java.util.HashMap<String, Object>(POLLED);
        pushed.remove("uuid");
        pushed.put("eventId", "another-id");
        var keys =
                DedupeKeys.of(
                        new FindingReader(Source.PUSH, NOON)
                                .readAll(pushed).stream()
                                        .map(one -> ((Read) one).finding())
                                        .findFirst()
                                        .orElseThrow());

        assertThat(DedupeKeys.of(polled)).hasSize(2).first().isEqualTo("id:0b9c-1");
        assertThat(keys.getLast()).isEqualTo(DedupeKeys.of(polled).getLast());
    }

    private static Read one(Object json) {
        return (Read) new FindingReader(Source.POLL, NOON).readAll(json).getFirst();
    }
}
