package io.sluice.engine.run;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.value.Values;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Everything the engine must remember of a run. Changes only through [RunChange], by events.
///
/// @param vars variables as they stand
/// @param outputs latest output of each node that has been left
/// @param steps what is open, by number
/// @param arrivals tokens that wait at joins: join → edge → how many
/// @param visits how often each node was entered
/// @param undoable changes that were made and can be undone, oldest first
/// @param undoing when canceling: whether to undo
/// @param eventCount events so far, for the journal's bound
/// @param trial how it is tried; empty in earnest
/// @param failure why it has failed: from the moment an error end is reached
/// @param result what its ends have given back
/// @param child when another run began it: what it knows of that
/// @param chain how many messages and signals of runs lie between it and what came from outside
/// @param outer what it sees of that run; kept apart from the state, and put to it when it is
///   loaded
public record RunState(
        RunId id,
        String project,
        WorkflowRef workflow,
        Mode mode,
        RunStatus status,
        NodeId start,
        Map<String, @Nullable Object> trigger,
        Map<String, @Nullable Object> vars,
        Map<NodeId, Map<String, @Nullable Object>> outputs,
        SortedMap<StepId, Step> steps,
        Map<Spot, Map<NodeId, Integer>> arrivals,
        Map<NodeId, Integer> visits,
        List<Undoable> undoable,
        boolean undoing,
        int lastStep,
        int eventCount,
        Actor startedBy,
        Instant startedAt,
        Optional<Instant> endedAt,
        Optional<Trial> trial,
        Optional<Failure> failure,
        Map<String, @Nullable Object> result,
        Optional<Child> child,
        int chain,
        Optional<Outer> outer) {

    /// A change that was made and can be undone.
    ///
    /// @param by the author's task that makes it good; empty when its node type can
    public record Undoable(NodeId node, EffectKey key, Optional<NodeId> by) {
        /// One that its node type can undo.
        public Undoable(NodeId node, EffectKey key) {
            this(node, key, Optional.empty());
        }
    }

    /// A join in one visit to the area it stands in.
    public record Spot(NodeId join, Optional<StepId> within) implements Comparable<Spot> {
        @Override
        public int compareTo(Spot other) {
            int byJoin = join.compareTo(other.join);
            return byJoin != 0
                    ? byJoin
                    : Integer.compare(
                            within.map(StepId::value).orElse(0),
                            other.within.map(StepId::value).orElse(0));
        }
    }

    private static final NodeId NOWHERE = new NodeId("_");

    public RunState {
        trigger = Values.frozen(trigger);
        vars = Values.frozen(vars);
        outputs = Collections.unmodifiableMap(outputs);
        steps = Collections.unmodifiableSortedMap(steps);
        arrivals = Collections.unmodifiableMap(arrivals);
        visits = Collections.unmodifiableMap(visits);
        undoable = List.copyOf(undoable);
        result = Values.frozen(result);
    }

    /// A run before its first event.
    public static RunState fresh(RunId id) {
        return new RunState(
                id,
                "",
                new WorkflowRef("", 0),
                Mode.LIVE,
                RunStatus.NEW,
                NOWHERE,
                Map.of(),
                Map.of(),
                Map.of(),
                new TreeMap<>(),
                Map.of(),
                Map.of(),
                List.of(),
                false,
                0,
                0,
                Actor.ENGINE,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                0,
                Optional.empty());
    }

    /// This run with what it sees of the run around it.
    public RunState withOuter(Optional<Outer> seen) {
        return new RunState(
                id,
                project,
                workflow,
                mode,
                status,
                start,
                trigger,
                vars,
                outputs,
                steps,
                arrivals,
                visits,
                undoable,
                undoing,
                lastStep,
                eventCount,
                startedBy,
                startedAt,
                endedAt,
                trial,
                failure,
                result,
                child,
                chain,
                seen);
    }

    /// This run after the event.
    public RunState apply(Event event) {
        var change = new RunChange(this);
        change.apply(event);
        return change.state();
    }

    public Optional<Step> findStep(StepId step) {
        return Optional.ofNullable(steps.get(step));
    }

    /// When the run next needs the engine; empty when only something from outside can move it.
    public Optional<Instant> dueAt() {
        return steps.values().stream()
                .flatMap(step -> step.dueAt().stream())
                .min(Instant::compareTo);
    }

    /// Steps that wait for a person to resolve an incident.
    public long incidentCount() {
        return steps.values().stream()
                .filter(step -> step.doing() instanceof Step.Doing.Stuck)
                .count();
    }
}
