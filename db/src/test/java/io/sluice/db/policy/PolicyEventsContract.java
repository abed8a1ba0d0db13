package io.sluice.db.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.db.TestDatabase;
import io.sluice.db.policy.PolicyEvents.Numbered;
import io.sluice.db.policy.PolicyEvents.Receiver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is told of policies, the same on either database.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PolicyEventsContract {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final Receiver SIEM = new Receiver("default", "siem");

    private TestDatabase database;
    private PolicyEvents events;

    abstract TestDatabase open();

    @BeforeAll
    void start() {
        database = open();
        events = new PolicyEvents(database.database());
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @BeforeEach
    void clear() {
        var jdbc = JdbcClient.create(database.database().dataSource());
        jdbc.sql("delete from crs_policy_event").update();
        jdbc.sql("delete from crs_policy_event_receiver").update();
        jdbc.sql("delete from crs_policy_event_head").update();
        jdbc.sql("insert into crs_policy_event_head (id, seq) values (1, 0)").update();
    }

    private void append(int number) {
        events.append("default", "p-1", NOW.plusSeconds(number), "{\"n\":" + number + "}");
    }

    @Test
    void numbersWithoutGapsInTheOrderOfWriting() {
        IntStream.range(0, 5).forEach(this::append);

        assertThat(events.after("default", 0, 10)).isEmpty();
        assertThat(events.number(3)).isEqualTo(3);
        assertThat(events.number(3)).isEqualTo(5);
        assertThat(events.number(3)).isEqualTo(5);
        assertThat(events.after("default", 1, 3))
                .extracting(Numbered::event)
                .containsExactly("{\"n\":1}", "{\"n\":2}", "{\"n\":3}");
        assertThat(events.after("default", 0, 10))
                .extracting(Numbered::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith("p-1:"));
        assertThat(events.after("other", 0, 10)).isEmpty();
    }

    @Test
    void severalWhoNumberGiveEachNumberOnce() throws Exception {
        IntStream.range(0, 200).forEach(this::append);
        try (var threads = Executors.newFixedThreadPool(4)) {
            var calls = new ArrayList<Callable<Long>>();
            IntStream.range(0, 20).forEach(_ -> calls.add(() -> events.number(25)));
            for (var done : threads.invokeAll(calls)) {
                done.get();
            }
        }

        assertThat(events.after("default", 0, 500))
                .extracting(Numbered::seq)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 200).mapToObj(n -> (long) n).toList());
    }

    @Test
    void oneAtATimeSends() {
        events.begin(SIEM, 7);
        events.begin(SIEM, 9);

        var first = events.claim(SIEM, NOW, LATER);
        assertThat(first).get().extracting(PolicyEvents.Standing::seq).isEqualTo(7L);
        assertThat(events.claim(SIEM, NOW.plusSeconds(1), LATER.plusSeconds(1))).isEmpty();
        assertThat(events.claim(SIEM, LATER, LATER.plusSeconds(60))).isPresent();
        assertThat(events.sent(SIEM, 8, LATER, LATER)).as("its lease is another's").isFalse();
        assertThat(events.sent(SIEM, 8, LATER.plusSeconds(60), NOW)).isTrue();
        assertThat(events.look(SIEM)).get().extracting(PolicyEvents.Standing::seq).isEqualTo(8L);
    }

    @Test
    void aFailureIsNotedAndWaits() {
        events.begin(SIEM, 0);
        events.claim(SIEM, NOW, LATER);
        events.failed(SIEM, LATER, NOW.plusSeconds(10), "No answer.");

        assertThat(events.claim(SIEM, NOW.plusSeconds(9), LATER)).isEmpty();
        assertThat(events.claim(SIEM, NOW.plusSeconds(10), LATER.plusSeconds(1)))
                .get()
                .satisfies(standing -> {
                    assertThat(standing.failures()).isEqualTo(1);
                    assertThat(standing.failure()).isEqualTo("No answer.");
                });
        assertThat(events.sent(SIEM, 1, LATER.plusSeconds(1), NOW)).isTrue();
        assertThat(events.look(SIEM).orElseThrow().failures()).isZero();
    }

    @Test
    void whatIsOldOrUnwantedIsForgotten() {
        append(0);
        append(3600);
        events.number(10);
        events.begin(SIEM, 0);
        events.begin(new Receiver("default", "other"), 0);

        assertThat(events.forget(NOW.plus(Duration.ofMinutes(1)))).isEqualTo(1);
        events.keepOnly("default", List.of("siem"));

        assertThat(events.after("default", 0, 10)).hasSize(1);
        assertThat(events.look(SIEM)).isPresent();
        assertThat(events.look(new Receiver("default", "other"))).isEmpty();
    }
}
