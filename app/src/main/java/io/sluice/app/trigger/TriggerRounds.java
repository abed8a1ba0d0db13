package io.sluice.app.trigger;

import io.sluice.app.observe.Rounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Keeps the book of triggers and the schedules going while the application runs.
@Component
class TriggerRounds implements SmartLifecycle {
    private static final Duration BOOK = Duration.ofSeconds(1);
    private static final Duration SCHEDULES = Duration.ofMillis(500);

    private final TriggerBook book;
    private final ScheduleClock schedules;
    private final List<Rounds> rounds = new ArrayList<>();

    TriggerRounds(TriggerBook book, ScheduleClock schedules) {
        this.book = book;
        this.schedules = schedules;
    }

    @Override
    public synchronized void start() {
        book.refresh();
        rounds.add(Rounds.start("triggers", BOOK, book::refresh));
        rounds.add(Rounds.start("schedules", SCHEDULES, schedules::look));
    }

    @Override
    public synchronized void stop() {
        rounds.forEach(Rounds::close);
        rounds.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return !rounds.isEmpty();
    }
}
