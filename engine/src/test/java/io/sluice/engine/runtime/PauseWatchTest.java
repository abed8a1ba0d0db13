package io.sluice.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.engine.port.Pauses;
import io.sluice.engine.port.Pauses.Paused;
import io.sluice.engine.run.RunId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PauseWatchTest {
    private static final RunId RUN = new RunId("r1");
    private static final Paused STOPPED = new Paused(1, true, Set.of(), Set.of());

    private final AtomicLong nanos = new AtomicLong();
    private Pauses store = Pauses.NONE;
    private int reads;
    private final PauseWatch watch =
            new PauseWatch(
                    known -> {
                        reads++;
                        return store.read(known);
                    },
                    nanos::get);

    private void after(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void whoeverIsAboutToChangeSomethingReliesOnNothingOlderThanASecond() {
        assertThat(watch.stopsNow(RUN, "w")).isFalse();
        store = _ -> STOPPED;

        after(PauseWatch.FRESH.minusNanos(1));
        assertThat(watch.stopsNow(RUN, "w")).isFalse();
        after(Duration.ofNanos(1));
        assertThat(watch.stopsNow(RUN, "w")).isTrue();
        assertThat(PauseWatch.FRESH).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void readsTheStoreOnceForMany() {
        for (int i = 0; i < 1_000; i++) {
            watch.stopsNow(RUN, "w");
            watch.stops(RUN, "w");
        }

        assertThat(reads).isEqualTo(1);
    }

    @Test
    void knowsNothingWhileTheStoreCannotBeRead() {
        watch.refresh();
        store =
                _ -> {
                    throw new IllegalStateException("The connection broke");
                };
        after(PauseWatch.FRESH);

        assertThatThrownBy(() -> watch.stopsNow(RUN, "w"))
                .isInstanceOf(IllegalStateException.class);
        assertThat(watch.stops(RUN, "w")).isFalse();
    }

    @Test
    void stopsWhatIsNamed() {
        store = _ -> new Paused(1, false, Set.of("w1"), Set.of(new RunId("r2")));
        watch.refresh();

        assertThat(watch.stops(RUN, "w1")).isTrue();
        assertThat(watch.stops(new RunId("r2"), "w2")).isTrue();
        assertThat(watch.stops(RUN, "w2")).isFalse();
        assertThat(watch.stopsEverything()).isFalse();
    }
}
