package io.sluice.nodes.qualys;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.TriggerType.Occurrence;
import io.sluice.engine.node.TriggerType.Reading;
import io.sluice.nodes.support.Json;
import io.sluice.policy.finding.Cloud;
import io.sluice.policy.finding.Destination;
import io.sluice.policy.finding.Finding;
import io.sluice.policy.finding.FindingReader;
import io.sluice.policy.finding.Source;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// F027, F041: a batch of findings starts a run, once.
class CdrTriggersTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

    private static Finding finding(String category, int severity) {
        var body =
                Map.of(
                        "uuid",
                        "f-1",
                        "threatCategory",
                        category,
                        "severity",
                        severity,
                        "pod",
                        "web");
        var reading = new FindingReader(Source.PUSH, NOW).readAll(body).getFirst();
        return ((io.sluice.policy.finding.Reading.Read) reading).finding();
    }

    private static Occurrence occurrence(@Nullable Object body) {
        return new Occurrence(body, Map.of(), Optional.empty(), NOW);
    }

    private static CdrPoll.Config poll() {
        return new CdrPoll.Config(
                "q", "0 * * * *", "UTC", "fire-once", 24, "PT1H", 1, List.of(), "container");
    }

    @Test
    @DisplayName("F027: the batch is the event, its id the key")
    void aBatchStartsARunUnderItsId() {
        var findings = Collections.nCopies(60, finding("Crypto_Mining", 4));
        var event = CdrEvent.of("b-1", findings);
        var stored = Json.value(Json.tree(event));

        var reading = new CdrPoll().read(poll(), occurrence(stored));

        assertThat(reading).isEqualTo(new Reading.Starts<>(event, Optional.of("b-1")));
        assertThat(event.findings()).hasSize(50);
        assertThat(event.count()).isEqualTo(60);
        assertThat(event.more()).isTrue();
        assertThat(event.source()).isEqualTo("push");
    }

    @Test
    void ignoresATickAndRefusesWhatIsNoBatch() {
        assertThat(new CdrPoll().read(poll(), occurrence(null)))
                .isInstanceOf(Reading.Ignored.class);
        assertThat(new CdrPoll().read(poll(), occurrence(Map.of("batch", "b", "findings", 7))))
                .isInstanceOf(Reading.Refused.class);
        assertThat(new CdrPoll().read(poll(), occurrence(Map.of("batch", "b"))))
                .isInstanceOf(Reading.Refused.class);
    }

    @Test
    @DisplayName("F027: categories match as parts, in any case; unknown ones are kept")
    void filtersByCategoryAndSeverity() {
        var some = new CdrFilter(3, List.of("container_escape", " Crypto"));

        assertThat(some.wants(finding("Container_Escape_Attempt", 3))).isTrue();
        assertThat(some.wants(finding("CRYPTO_MINING", 5))).isTrue();
        assertThat(some.wants(finding("Container_Escape", 2))).isFalse();
        assertThat(some.wants(finding("Never_Heard_Of", 5))).isFalse();
        assertThat(new CdrFilter(1, List.of()).wants(finding("Never_Heard_Of", 1))).isTrue();
    }

    @Test
    void showsWhatAFindingSays() {
        var whole = finding("Reverse_Shell", 5);
        var found = CdrEvent.of("b", List.of(whole)).findings().getFirst();

        assertThat(found.pod()).isEqualTo("web");
        assertThat(found.detectedAt()).isEqualTo("2026-01-05T10:00:00Z");
        assertThat(found.port()).isZero();
        assertThat(whole.destination()).isEqualTo(Destination.UNKNOWN);
        assertThat(whole.cloud()).isEqualTo(Cloud.UNKNOWN);
    }
}
