package io.sluice.app.quota;

import io.sluice.engine.port.AuditEntry;
import io.sluice.engine.port.Intake;
import io.sluice.engine.port.Waits;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.RunId;
import io.sluice.engine.runtime.Outcome;
import io.sluice.engine.runtime.RunService;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Runs that somebody asks for count towards the quota of their project. Ticks of schedules do not,
/// nor does what the product begins itself: nobody can make more of them.
public final class CountedStarts implements RunService {
    private static final Set<String> COUNTED = Set.of("user", "token", "trigger");

    private final RunService runs;
    private final ProjectQuotas quotas;

    public CountedStarts(RunService runs, ProjectQuotas quotas) {
        this.runs = runs;
        this.quotas = quotas;
    }

    @Override
    public RunId nextId() {
        return runs.nextId();
    }

    @Override
    public Outcome start(Command.StartRun start, Optional<Intake> intake, List<AuditEntry> audit) {
        boolean tick = intake.filter(from -> from.source().equals("schedule")).isPresent();
        if (!tick && COUNTED.contains(start.by().kind())) {
            quotas.takeStart(start.project());
        }
        return runs.start(start, intake, audit);
    }

    @Override
    public Outcome submit(RunId run, Command command, List<AuditEntry> audit) {
        return runs.submit(run, command, audit);
    }

    @Override
    public Delivery deliver(Waits.Message message, Duration ttl) {
        return runs.deliver(message, ttl);
    }

    @Override
    public int wake(String key) {
        return runs.wake(key);
    }
}
