package io.sluice.engine.runtime;

import io.sluice.engine.definition.Workflow;
import io.sluice.engine.port.Intake;
import io.sluice.engine.port.Starters;
import io.sluice.engine.port.Waits.Message;
import io.sluice.engine.port.Waits.Subscription;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.WorkflowRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Workflows that begin by messages and signals, for tests.
final class Listeners implements Starters {
    final Map<Subscription, List<String>> listening = new ConcurrentHashMap<>();
    final List<String> refusals = new CopyOnWriteArrayList<>();
    private final Map<String, Workflow> workflows;
    private final Supplier<RunService> runs;
    volatile boolean full;

    /// Fails once so many runs have begun, before anybody hears of them.
    final AtomicInteger diesAfter = new AtomicInteger(Integer.MAX_VALUE);

    Listeners(Map<String, Workflow> workflows, Supplier<RunService> runs) {
        this.workflows = workflows;
        this.runs = runs;
    }

    @Override
    public Set<Subscription> heard() {
        return listening.keySet();
    }

    @Override
    public Begun begin(Message message) {
        if (full) {
            return new Begun(List.of(), true);
        }
        var begun = new ArrayList<RunId>();
        for (var workflow : listening.getOrDefault(message.beginsBy(), List.of())) {
            begin(message, workflow).ifPresent(begun::add);
            if (diesAfter.getAndDecrement() <= 0) {
                throw new IllegalStateException("The process is killed");
            }
            if (!message.signal() && !begun.isEmpty()) {
                break;
            }
        }
        return new Begun(begun, false);
    }

    private Optional<RunId> begin(Message message, String workflow) {
        var id = runs.get().nextId();
        var trigger = new LinkedHashMap<String, @Nullable Object>(message.payload());
        var start =
                new Command.StartRun(
                                id,
                                "default",
                                new WorkflowRef(workflow, 1),
                                Objects.requireNonNull(workflows.get(workflow))
                                        .starts()
                                        .getFirst()
                                        .id(),
                                trigger,
                                Map.of(),
                                Mode.LIVE,
                                new Actor("trigger", "s"))
                        .inChain(message.sender().chain() + 1);
        var intake =
                new Intake(
                        "default",
                        workflow,
                        "message:" + message.id(),
                        "message",
                        trigger,
                        message.receivedAt(),
                        Optional.empty(),
                        message.signal() ? Optional.empty() : Optional.of(message.id()));
        return switch (runs.get().start(start, Optional.of(intake), List.of())) {
            case Outcome.Accepted(RunId run) -> Optional.of(run);
            case Outcome.Duplicate(RunId run) -> Optional.of(run);
            default -> Optional.empty();
        };
    }

    @Override
    public void refused(Message message, String why) {
        refusals.add(why);
    }
}
