package io.sluice.engine.run;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.value.Values;
import java.time.Duration;
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
/// @param ties what else of the run it belongs to
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
        Ties ties) {

    public Step {
        timers = java.util.Collections.unmodifiableMap(new TreeMap<>(timers));
    }

    /// What a step belongs to.
    ///
    /// @param within the open step of the area it stands in; empty at the top
    /// @param role why it was entered
    /// @param race the race it takes part in: of its rivals only the first that ends goes on
    public record Ties(Optional<StepId> within, Role role, Optional<Race> race) {
        /// Of a step at the top that a token came to.
        public static final Ties NONE =
                new Ties(Optional.empty(), new Role.Path(), Optional.empty());

        /// Of a step that a token came to.
        public static Ties within(Optional<StepId> within) {
            return new Ties(within, new Role.Path(), Optional.empty());
        }
    }

    /// Why a step was entered.
    public sealed interface Role {
        /// A token came to its node and goes on from there.
        record Path() implements Role {}

        /// It waits for the event of a boundary of `host`, or of a handler in the area.
        record Guard(Optional<StepId> host) implements Role {}

        /// It undoes a change by what its node type knows.
        ///
        /// @param asker the step that asked for it; empty when the run is being canceled
        record Undo(EffectKey change, Optional<StepId> asker) implements Role {}

        /// It makes good what another node did, by the author's own task.
        record MakeGood(EffectKey change, Optional<StepId> asker) implements Role {}
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

            /// Looks after runs of its own, of which there will be so many.
            public static Work tend(Instant at, int total) {
                return new Work(
                        Phase.TEND,
                        at,
                        Optional.empty(),
                        Map.of("total", (long) total),
                        Optional.empty(),
                        "");
            }

            /// Looks after one run of another workflow, begun with this input.
            public static Work call(Instant at, Map<String, @Nullable Object> input) {
                return new Work(
                        Phase.TEND,
                        at,
                        Optional.empty(),
                        Map.of("total", 1L, "input", input),
                        Optional.empty(),
                        "");
            }

            /// What has failed until now is begun once more.
            public Work tendAgain(Instant at) {
                var more = new java.util.LinkedHashMap<String, @Nullable Object>();
                if (started != null) {
                    more.putAll(started);
                }
                more.put("again", at.toString());
                return new Work(phase, at, effect, more, Optional.empty(), note);
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
        record Listen(String message, String key) implements Doing {
            /// The message name under which signals are waited for; their names are the keys.
            public static final String SIGNAL = "$signal";
        }

        /// Until a person decides.
        ///
        /// @param reminder the next; empty when there is none (any more)
        /// @param escalateAt when others are asked too; empty once they are
        record Decide(
                Optional<Instant> deadline,
                Optional<Reminder> reminder,
                Optional<Instant> escalateAt)
                implements Doing {
            /// Nobody is urged.
            public Decide(Optional<Instant> deadline) {
                this(deadline, Optional.empty(), Optional.empty());
            }
        }

        /// A reminder that is to come.
        ///
        /// @param every between one and the next; empty when this is the only one
        /// @param number which it is, from 1
        record Reminder(Instant at, Optional<Duration> every, int number) {}

        /// Until everything in it has ended.
        ///
        /// @param round which time it is gone through, from 1
        /// @param result what its ends have given back
        record Inside(int round, Map<String, @Nullable Object> result) implements Doing {
            public Inside {
                result = Values.frozen(result);
            }
        }

        /// Until what was changed has been undone.
        ///
        /// @param undone how many changes so far
        record Compensate(int undone) implements Doing {}

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
        FOLLOW,
        /// Begins runs of its own and looks whether they have ended.
        TEND
    }

    /// When this step next needs the engine; empty when only something from outside can move it.
    public Optional<Instant> dueAt() {
        var own =
                switch (doing) {
                    case Doing.Work work -> Stream.of(work.notBefore());
                    case Doing.Sleep sleep -> Stream.of(sleep.until());
                    case Doing.Enter enter -> Stream.of(enter.at());
                    case Doing.Decide decide ->
                            Stream.of(
                                            decide.deadline(),
                                            decide.reminder().map(Doing.Reminder::at),
                                            decide.escalateAt())
                                    .flatMap(Optional::stream);
                    case Doing.Listen _, Doing.Inside _, Doing.Compensate _, Doing.Stuck _ ->
                            Stream.<Instant>empty();
                };
        var clocks =
                doing instanceof Doing.Stuck
                        ? Stream.<Instant>empty()
                        : Stream.concat(timers.values().stream(), timeoutAt.stream());
        return Stream.concat(own, clocks).min(Instant::compareTo);
    }

    /// Whether a call for a change, or a run of its own, may be under way.
    public boolean changing() {
        return doing instanceof Doing.Work work
                && switch (work.phase()) {
                    case EXECUTE, RECONCILE -> work.effect().isPresent();
                    case TEND -> true;
                    case BEGIN, FOLLOW -> false;
                };
    }

    /// The change this step undoes by what its node type knows, if that is its purpose.
    public Optional<EffectKey> undoes() {
        return ties.role() instanceof Role.Undo undo
                ? Optional.of(undo.change())
                : Optional.empty();
    }

    /// The change that is made good when this step is done, in whichever way.
    public Optional<EffectKey> redresses() {
        return switch (ties.role()) {
            case Role.Undo(EffectKey change, var _) -> Optional.of(change);
            case Role.MakeGood(EffectKey change, var _) -> Optional.of(change);
            case Role.Path _, Role.Guard _ -> Optional.empty();
        };
    }

    public Optional<Race> race() {
        return ties.race();
    }

    /// The open step of the area it stands in; empty at the top.
    public Optional<StepId> within() {
        return ties.within();
    }

    /// Whether it only waits for an event, so that nothing waits for it.
    public boolean guards() {
        return ties.role() instanceof Role.Guard;
    }

    /// Whether a path goes on from here when it is done.
    public boolean onPath() {
        return ties.role() instanceof Role.Path && !abandoned;
    }

    public Step doing(Doing next) {
        return with(attempt, next, timeoutAt, timers, abandoned, ties);
    }

    public Step attempt(int number) {
        return with(number, doing, timeoutAt, timers, abandoned, ties);
    }

    public Step withTimers(Map<NodeId, Instant> newTimers) {
        return with(attempt, doing, timeoutAt, newTimers, abandoned, ties);
    }

    public Step withTies(Ties newTies) {
        return with(attempt, doing, timeoutAt, timers, abandoned, newTies);
    }

    /// This step with no clock running, neither boundary timers nor time-out.
    public Step withoutTimers() {
        return with(attempt, doing, Optional.empty(), Map.of(), abandoned, ties);
    }

    public Step withoutTimer(NodeId boundary) {
        var rest = new TreeMap<>(timers);
        rest.remove(boundary);
        return withTimers(rest);
    }

    public Step racing(Race in) {
        return withTies(new Ties(ties.within(), ties.role(), Optional.of(in)));
    }

    /// This step without clocks of its own and without a path to go on.
    public Step abandon() {
        return with(
                attempt,
                doing,
                Optional.empty(),
                Map.of(),
                true,
                new Ties(Optional.empty(), ties.role(), Optional.empty()));
    }

    private Step with(
            int newAttempt,
            Doing newDoing,
            Optional<Instant> newTimeoutAt,
            Map<NodeId, Instant> newTimers,
            boolean newAbandoned,
            Ties newTies) {
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
                newTies);
    }
}
