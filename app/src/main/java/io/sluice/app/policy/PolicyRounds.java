package io.sluice.app.policy;

import io.sluice.app.observe.Rounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Keeps polls, sweeps and ends of policies going while the application runs.
@Component
class PolicyRounds implements SmartLifecycle {
    private static final Duration POLLS = Duration.ofSeconds(1);
    private static final Duration SWEEP = Duration.ofSeconds(5);
    private static final Duration ENDS = Duration.ofSeconds(5);

    private final CdrPoller poller;
    private final CdrBatches batches;
    private final PolicyEnds ends;
    private final List<Rounds> rounds = new ArrayList<>();

    PolicyRounds(CdrPoller poller, CdrBatches batches, PolicyEnds ends) {
        this.poller = poller;
        this.batches = batches;
        this.ends = ends;
    }

    @Override
    public synchronized void start() {
        rounds.add(Rounds.start("cdr-polls", POLLS, poller::look));
        rounds.add(Rounds.start("cdr-batches", SWEEP, batches::sweep));
        rounds.add(Rounds.start("policy-ends", ENDS, ends::sweep));
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
