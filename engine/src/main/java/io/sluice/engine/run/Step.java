package io.sluice.engine.run;

import io.sluice.engine.definition.NodeId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One visit to a node, still open.
///
/// @param generation which visit to this node it is, from 1
/// @param attempt which try it is, from 1
/// @param timeoutAt when the step as a whole has taken too long
/// @param timers when its boundary timers fire, by boundary node
/// @param abandoned its path has gone on without it; only the outcome of its change is still wanted
/// @param undoes the change this step undoes, if that is its purpose
/// @param race the race it takes part in: of its rivals only the first that ends goes on
public record Step(
        StepId id,
        NodeId node,
        int generation,
        int attempt,
        Instant enteredAt,
        Doing doing,
        Optional<Instant> timeoutAt,
        Map<NodeId, Instant> timers,
        boolean abandoned,
        Optional<EffectKey> undoes,
        Optional<Race> race) {

    public Step {
        timers = java.util.Collections.unmodifiableMap(new TreeMap<>(timers));
    }

    /// One visit to a race.
    public record Race(NodeId node, int generation) {}

    /// What an open step is doing.
    public sealed interface Doing {
        /// The work of a node type, now or at `notBefore`.
        ///
        /// @param effect the change it has declared, once it has
        /// @param started what [Phase#FOLLOW] follows
        /// @param wakeOn key under which it can be asked to look at once
        /// @param note what it waits for, for people
        record Work(
                Phase phase,
                Instant notBefore,
                Optional<Declared> effect,
                @Nullable Map<String, @Nullable Object> started,
                Optional<String> wakeOn,
                String note)
                implements Doing {
            public static Work begin(Instant at) {
                return new Work(Phase.BEGIN, at, Optional.empty(), null, Optional.empty(), "");
            }

            public Work at(Phase newPhase, Instant newNotBefore) {
                return new Work(newPhase, newNotBefore, effect, started, wakeOn, note);
            }
        }

        /// A change that was written down before it was made.
        record Declared(EffectKey key, boolean undoable) {}

        /// Until a moment.
        record Sleep(Instant until) implements Doing {}

        /// Until a message comes.
        record Listen(String message, String key) implements Doing {}

        /// Until a person decides.
        record Decide(Optional<Instant> deadline) implements Doing {}

        /// Goes into its node (again) at a moment.
        record Enter(Instant at) implements Doing {}

        /// Until a person resolves the incident.
        ///
        /// @param resume what it goes back to on a retry
        record Stuck(Incident incident, Doing resume) implements Doing {}
    }

    /// How far work has come: BEGIN → done (a read) · BEGIN → EXECUTE → FOLLOW → done (a change) ·
    /// EXECUTE → RECONCILE → EXECUTE or FOLLOW (an answer was lost) · BEGIN → FOLLOW → done
    /// (await).
    public enum Phase {
        /// Reads, looks, or plans a change.
        BEGIN,
        /// Makes the change whose intent is recorded.
        EXECUTE,
        /// Finds out whether the change happened, if need be by making it once more where that does
        /// no harm.
        RECONCILE,
        /// Looks whether what was begun outside has ended.
        FOLLOW
    }

    /// When this step next needs the engine; empty when only something from outside can move it.
    public Optional<Instant> dueAt() {
        var own =
                switch (doing) {
                    case Doing.Work work -> Stream.of(work.notBefore());
                    case Doing.Sleep sleep -> Stream.of(sleep.until());
                    case Doing.Enter enter -> Stream.of(enter.at());
                    case Doing.Decide decide -> decide.deadline().stream();
                    case Doing.Listen _, Doing.Stuck _ -> Stream.<Instant>empty();
                };
        var clocks =
                doing instanceof Doing.Stuck
                        ? Stream.<Instant>empty()
                        : Stream.concat(timers.values().stream(), timeoutAt.stream());
        return Stream.concat(own, clocks).min(Instant::compareTo);
    }

    /// Whether a call for a change may be under way outside.
    public boolean changing() {
        return doing instanceof Doing.Work work
                && work.effect().isPresent()
                && (work.phase() == Phase.EXECUTE || work.phase() == Phase.RECONCILE);
    }

    public Step doing(Doing next) {
        return with(attempt, next, timeoutAt, timers, abandoned, race);
    }

    public Step attempt(int number) {
        return with(number, doing, timeoutAt, timers, abandoned, race);
    }

    public Step withTimers(Map<NodeId, Instant> newTimers) {
        return with(attempt, doing, timeoutAt, newTimers, abandoned, race);
    }

    /// This step with no clock running, neither boundary timers nor time-out.
    public Step withoutTimers() {
        return with(attempt, doing, Optional.empty(), Map.of(), abandoned, race);
    }

    public Step withoutTimer(NodeId boundary) {
        var rest = new TreeMap<>(timers);
        rest.remove(boundary);
        return withTimers(rest);
    }

    public Step racing(Race in) {
        return with(attempt, doing, timeoutAt, timers, abandoned, Optional.of(in));
    }

    /// This step without clocks of its own and without a path to go on.
    public Step abandon() {
        return with(attempt, doing, Optional.empty(), Map.of(), true, Optional.empty());
    }

    private Step with(
            int newAttempt,
            Doing newDoing,
            Optional<Instant> newTimeoutAt,
            Map<NodeId, Instant> newTimers,
            boolean newAbandoned,
            Optional<Race> newRace) {
        return new Step(
                id,
                node,
                generation,
                newAttempt,
                enteredAt,
                newDoing,
                newTimeoutAt,
                newTimers,
                newAbandoned,
                undoes,
                newRace);
    }
}
