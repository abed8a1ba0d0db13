package io.sluice.app.policy.told;

import io.sluice.app.observe.Rounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Keeps telling while the application runs.
@Component
class TellingRounds implements SmartLifecycle {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration FORGET = Duration.ofHours(1);

    private final Telling telling;
    private final List<Rounds> rounds = new ArrayList<>();

    TellingRounds(Telling telling) {
        this.telling = telling;
    }

    @Override
    public synchronized void start() {
        telling.start();
        rounds.add(Rounds.start("policy-events", LOOK, telling::look));
        rounds.add(Rounds.start("policy-events-forget", FORGET, telling::forget));
    }

    @Override
    public synchronized void stop() {
        telling.stop();
        rounds.forEach(Rounds::close);
        rounds.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return !rounds.isEmpty();
    }
}
