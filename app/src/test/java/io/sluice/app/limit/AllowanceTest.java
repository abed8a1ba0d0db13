package io.sluice.app.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private final AtomicLong nanos = new AtomicLong(5);
    private final Allowance allowance = new Allowance(10, Duration.ofSeconds(1), nanos::get);

    private long taken(String name, int tries) {
        return IntStream.range(0, tries).filter(_ -> allowance.take(name)).count();
    }

    @Test
    void givesABurstThenAsTimePasses() {
        assertThat(taken("a", 50)).isEqualTo(10);
        assertThat(allowance.has("a")).isFalse();
        nanos.addAndGet(300_000_000);
        assertThat(taken("a", 50)).isEqualTo(3);
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(taken("a", 50)).as("no more than the burst").isEqualTo(10);
    }

    @Test
    void countsEachNameByItself() {
        assertThat(taken("a", 50)).isEqualTo(10);
        assertThat(taken("b", 50)).isEqualTo(10);
    }
}
