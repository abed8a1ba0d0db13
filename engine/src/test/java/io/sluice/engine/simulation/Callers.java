package io.sluice.engine.simulation;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.port.Intake;
import io.sluice.engine.port.Starters;
import io.sluice.engine.port.Waits.Message;
import io.sluice.engine.port.Waits.Subscription;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.WorkflowRef;
import io.sluice.engine.runtime.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Two workflows that begin by the same message, as one process sees them: not all ask them in the
/// same order.
record Callers(SimulatedProcess process, List<String> workflows) implements Starters {
    static final String MESSAGE = "begin";

    @Override
    public Set<Subscription> heard() {
        return Set.of(new Subscription(MESSAGE, ""));
    }

    @Override
    public Begun begin(Message message) {
        for (var workflow : workflows) {
            var begun = begin(message, workflow);
            if (begun.isPresent()) {
                return new Begun(List.of(begun.get()), false);
            }
        }
        return Begun.NOTHING;
    }

    private Optional<RunId> begin(Message message, String workflow) {
        var runs = process.runtime.runs();
        var start =
                new Command.StartRun(
                        runs.nextId(),
                        "default",
                        new WorkflowRef(workflow, 1),
                        new NodeId("s"),
                        message.payload(),
                        Map.of(),
                        Mode.LIVE,
                        message.sender().by());
        var intake =
                new Intake(
                        "default",
                        workflow,
                        message.id(),
                        "message",
                        message.payload(),
                        message.receivedAt(),
                        Optional.empty(),
                        Optional.of(message.id()));
        return switch (runs.start(start, Optional.of(intake), List.of())) {
            case Outcome.Accepted(RunId run) -> Optional.of(run);
            case Outcome.Duplicate(RunId run) -> Optional.of(run);
            case Outcome.Unknown _ -> Optional.empty();
            case Outcome other -> throw new AssertionError("A start was answered " + other);
        };
    }

    @Override
    public void refused(Message message, String why) {
        throw new AssertionError(why);
    }
}
