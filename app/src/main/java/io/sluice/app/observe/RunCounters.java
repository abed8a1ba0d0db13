package io.sluice.app.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.engine.port.RunListener;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.RunState;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Counts what happens to runs in this process.
@Component
public final class RunCounters implements RunListener {
    private final Counter started;
    private final Counter completed;
    private final Counter failed;
    private final Counter canceled;
    private final Counter steps;
    private final Counter effects;
    private final Counter failures;
    private final Counter incidents;

    RunCounters(MeterRegistry registry) {
        started = runs(registry, "started");
        completed = runs(registry, "completed");
        failed = runs(registry, "failed");
        canceled = runs(registry, "canceled");
        steps = counter(registry, "sluice.steps.completed", "Steps that did what they are for");
        effects = counter(registry, "sluice.effects.applied", "Changes known to have been made");
        failures = counter(registry, "sluice.steps.failed", "Tries that failed and are repeated");
        incidents = counter(registry, "sluice.incidents", "Steps that came to wait for a person");
    }

    private static Counter runs(MeterRegistry registry, String what) {
        return counter(registry, "sluice.runs." + what, "Runs " + what);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    @Override
    public void committed(RunState state, long version, Instant at, List<Event> events) {
        for (var event : events) {
            var counter =
                    switch (event) {
                        case Event.RunStarted _ -> started;
                        case Event.RunCompleted _ -> completed;
                        case Event.RunFailed _ -> failed;
                        case Event.RunCanceled _ -> canceled;
                        case Event.StepCompleted _ -> steps;
                        case Event.EffectApplied _ -> effects;
                        case Event.AttemptFailed _ -> failures;
                        case Event.IncidentRaised _ -> incidents;
                        case Event _ -> null;
                    };
            if (counter != null) {
                counter.increment();
            }
        }
    }
}
