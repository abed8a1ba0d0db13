package io.sluice.app.approval.told;

import io.sluice.app.observe.Rounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Keeps notices going out while the application runs.
@Component
class NoticeRounds implements SmartLifecycle {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Courier courier;
    private final List<Rounds> rounds = new ArrayList<>();

    NoticeRounds(Courier courier) {
        this.courier = courier;
    }

    @Override
    public synchronized void start() {
        courier.start();
        rounds.add(Rounds.start("approval-notices", LOOK, courier::look));
    }

    @Override
    public synchronized void stop() {
        courier.stop();
        rounds.forEach(Rounds::close);
        rounds.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return !rounds.isEmpty();
    }
}
