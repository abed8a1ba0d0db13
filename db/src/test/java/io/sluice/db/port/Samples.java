package io.sluice.db.port;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.port.Intake;
import io.sluice.engine.port.RunCommit;
import io.sluice.engine.port.StoredRun;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.StepId;
import io.sluice.engine.run.Trial;
import io.sluice.engine.run.WorkflowRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs in small steps, for tests of the store.
public final class Samples {
    public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private Samples() {}

    public static Event started(RunId run, Map<String, @Nullable Object> trigger) {
        return started(run, trigger, Optional.empty());
    }

    public static Event started(
            RunId run, Map<String, @Nullable Object> trigger, Optional<Trial> trial) {
        return new Event.RunStarted(
                run,
                "default",
                new WorkflowRef("sweep", 1),
                new NodeId("begin"),
                trigger,
                Map.of("threshold", 900L),
                Mode.LIVE,
                new Actor("trigger", "begin"),
                START,
                trial,
                Optional.empty());
    }

    public static Step step(int id, String node, Doing doing) {
        return new Step(
                new StepId(id),
                new NodeId(node),
                1,
                1,
                START,
                doing,
                Optional.empty(),
                Map.of(),
                false,
                Step.Ties.NONE);
    }

    public static Event entered(int id, String node) {
        return new Event.StepEntered(step(id, node, Doing.Work.begin(START)));
    }

    public static Event entered(int id, String node, Doing doing) {
        return new Event.StepEntered(step(id, node, doing));
    }

    public static Event completed(int id, String node) {
        return new Event.StepCompleted(
                new StepId(id), new NodeId(node), Map.of("ok", true, "count", 3L));
    }

    public static RunState after(RunState state, List<Event> events) {
        var result = state;
        for (var event : events) {
            result = result.apply(event);
        }
        return result;
    }

    /// A commit of these events on a state.
    public static RunCommit commit(
            RunState before, long version, long epoch, @Nullable String owner, Event... events) {
        return commit(before, version, epoch, owner, Optional.empty(), events);
    }

    public static RunCommit commit(
            RunState before,
            long version,
            long epoch,
            @Nullable String owner,
            Optional<Intake> intake,
            Event... events) {
        var after = after(before, List.of(events));
        return new RunCommit(
                after,
                List.of(events),
                version,
                epoch,
                Optional.ofNullable(owner)
                        .map(name -> new StoredRun.Lease(name, START.plusSeconds(30))),
                START,
                intake,
                List.of(),
                List.of(),
                Optional.empty(),
                before.steps().keySet().stream()
                        .filter(step -> after.findStep(step).isEmpty())
                        .toList(),
                Optional.empty());
    }
}
