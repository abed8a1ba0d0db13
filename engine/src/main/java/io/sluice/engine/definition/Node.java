package io.sluice.engine.definition;

import io.sluice.engine.value.Values;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One node of a workflow: the kinds the engine itself knows. What a [Task] does is a node type;
/// what begins a run is a trigger type.
///
/// Values in configurations are literals, or texts that begin with `=` and hold an expression, or
/// texts with `${…}` in them.
public sealed interface Node {
    /// Unique in the document.
    NodeId id();

    /// What people call it; never empty (the id stands in).
    String name();

    /// Where a run begins. `config` is the trigger type's.
    record Start(NodeId id, String name, String trigger, Map<String, @Nullable Object> config)
            implements Node {
        public Start {
            config = Values.normaliseMap(config);
        }
    }

    /// Where an [Area] begins, each time it is entered.
    record Begin(NodeId id, String name) implements Node {}

    /// Does the work of a node type.
    ///
    /// @param disabled a run passes it without doing anything; its output is empty then
    record Task(
            NodeId id,
            String name,
            String type,
            Map<String, @Nullable Object> config,
            RetryPolicy retry,
            Optional<Duration> timeout,
            Repeat repeat,
            boolean disabled)
            implements Node {
        public Task {
            config = Values.normaliseMap(config);
        }

        /// This task with another configuration.
        public Task withConfig(Map<String, @Nullable Object> newConfig) {
            return new Task(id, name, type, newConfig, retry, timeout, repeat, disabled);
        }
    }

    /// What to do when nobody can know whether a blind effect happened.
    enum Repeat {
        /// Park the run and ask a person.
        AT_MOST_ONCE,
        /// Do it again; the author has said that twice does no harm.
        AT_LEAST_ONCE
    }

    /// Where paths part or meet; nothing is done and nobody is waited for here.
    sealed interface Gateway extends Node {}

    /// Takes the first way out whose condition holds, in the order of the edges, else the default.
    record Choice(NodeId id, String name) implements Gateway {}

    /// Takes every way out whose condition holds, else the default (BPMN: inclusive gateway).
    record AnyChoice(NodeId id, String name) implements Gateway {}

    /// Goes every way out at once.
    record Fork(NodeId id, String name) implements Gateway {}

    /// Brings paths together again.
    record Join(NodeId id, String name, Awaits awaits) implements Gateway {
        /// One that waits for every way in.
        public Join(NodeId id, String name) {
            this(id, name, Awaits.ALL);
        }
    }

    /// What a [Join] waits for.
    enum Awaits {
        /// A token by every way in.
        ALL,
        /// Every token that is under way and can still come to it (BPMN: inclusive gateway).
        ACTIVE
    }

    /// Waits for all the waits and approvals behind it at once; the first that happens goes on, the
    /// others are dropped (BPMN: event-based gateway).
    record Race(NodeId id, String name) implements Gateway {}

    /// Waits for time or for the world.
    record Wait(NodeId id, String name, WaitFor until) implements Node {}

    /// Waits for a person's decision; the decision is its output.
    record Approval(
            NodeId id,
            String name,
            String title,
            String description,
            List<String> approvers,
            Optional<String> deadline,
            int votes,
            Urging urging)
            implements Node {
        /// How many people may have to agree at most.
        public static final int MOST_VOTES = 10;

        /// @param approvers roles, groups or user names who may decide; empty means every approver
        /// @param deadline an ISO-8601 duration or an expression; when it passes, the decision is
        ///   `expired`
        /// @param votes how many of them must agree; one who does not is enough to reject
        public Approval {
            approvers = List.copyOf(approvers);
        }

        /// One person decides, and nobody is urged.
        public Approval(
                NodeId id,
                String name,
                String title,
                String description,
                List<String> approvers,
                Optional<String> deadline) {
            this(id, name, title, description, approvers, deadline, 1, Urging.NONE);
        }
    }

    /// How people are told of an [Approval], and urged while nobody decides it. Times are ISO-8601
    /// durations from when it was asked, or expressions.
    ///
    /// @param connection by which people are told that they are asked, reminded, and asked in
    ///   others' place; empty for not at all
    /// @param remindAfter when they are reminded; without one after `remindEvery`
    /// @param remindEvery how often they are reminded after that; empty for once
    /// @param escalateAfter when others are asked too
    /// @param escalateTo roles, groups or user names who may decide too from then on
    record Urging(
            Optional<String> connection,
            Optional<String> remindAfter,
            Optional<String> remindEvery,
            Optional<String> escalateAfter,
            List<String> escalateTo) {
        public static final Urging NONE =
                new Urging(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of());

        /// The least time between two reminders.
        public static final Duration SHORTEST = Duration.ofMinutes(1);

        /// How often people are reminded of one approval at most.
        public static final int MOST_REMINDERS = 100;

        public Urging {
            escalateTo = List.copyOf(escalateTo);
        }

        /// When the first reminder is due.
        public Optional<String> first() {
            return remindAfter.or(() -> remindEvery);
        }
    }

    /// Hangs on what takes time and leads away from it when its event happens.
    record Boundary(NodeId id, String name, NodeId on, BoundaryEvent event, boolean interrupting)
            implements Node {}

    /// Tells others something and goes on.
    record Throw(NodeId id, String name, Thrown what) implements Node {}

    /// Runs another workflow to its end; its result is this node's output.
    ///
    /// @param workflow its id
    /// @param start which of its starts; empty when it has one only
    /// @param input what its trigger sees as `input`
    record Call(
            NodeId id,
            String name,
            String workflow,
            Optional<String> start,
            Map<String, @Nullable Object> input)
            implements Node {
        public Call {
            input = Values.normaliseMap(input);
        }
    }

    /// Undoes, latest first, what was changed in the area it stands in, or by one node of it.
    ///
    /// @param of a task, or a part whose changes are meant; empty for all of the area
    record Compensate(NodeId id, String name, Optional<NodeId> of) implements Node {}

    /// A part of the workflow with a [Begin] of its own; [Workflow#within()] tells what is in it.
    sealed interface Area extends Node {}

    /// Is gone through as a whole, once or several times; events on it are events of all in it
    /// (BPMN: embedded sub-process).
    record Scope(NodeId id, String name, Optional<Loop> loop) implements Area {}

    /// Again after each round, as long as a condition holds.
    ///
    /// @param condition looked at after a round; an expression
    /// @param most how many rounds at most
    record Loop(String condition, int most) {}

    /// Is gone through once for each item of a list (BPMN: multi-instance sub-process). The inner
    /// nodes see `item` and `index`; the output is counts and the items' results in order.
    ///
    /// @param items an expression that gives a list
    /// @param atOnce how many items at the same time; 1 is one after the other
    record ForEach(NodeId id, String name, String items, int atOnce, OnFailure onFailure)
            implements Area {}

    /// What one failed item means for the others of a [ForEach].
    enum OnFailure {
        /// No further item begins, and the node fails.
        STOP,
        /// The others go on; the failed ones are counted.
        GO_ON
    }

    /// Begins when its event happens anywhere in the area it stands in (BPMN: event sub-process).
    ///
    /// @param interrupting everything else in that area ends
    record Handler(NodeId id, String name, BoundaryEvent event, boolean interrupting)
            implements Area {}

    /// Ends the path that reaches it; the run ends when its last path has.
    ///
    /// @param result what the run, item or scope that ends here gives back; joined with what other
    ///   ends of it gave
    record End(NodeId id, String name, Ending as, Map<String, @Nullable Object> result)
            implements Node {
        public End {
            result = Values.normaliseMap(result);
        }

        /// One that gives nothing back.
        public End(NodeId id, String name, Ending as) {
            this(id, name, as, Map.of());
        }

        /// One that ends nothing but its path.
        public End(NodeId id, String name) {
            this(id, name, new Ending.Plain());
        }
    }

    /// What else an [End] ends.
    sealed interface Ending {
        /// Nothing else.
        record Plain() implements Ending {}

        /// Every other path of the area it stands in.
        record Terminate() implements Ending {}

        /// Every other path of the area, which has failed: the nearest event around it that takes
        /// the code goes on; when none does, the run has failed.
        ///
        /// @param code what an error event looks for
        /// @param message for people; may hold expressions
        record Fail(String code, String message) implements Ending {}

        /// Nothing else; it says whether a resource passes what the workflow checks.
        ///
        /// @param resource what was checked; may hold expressions
        /// @param pass an expression that is true when it passes
        /// @param reason for people; may hold expressions
        record Verdict(String resource, String pass, String reason) implements Ending {}
    }

    /// What a [Throw] tells.
    sealed interface Thrown {
        /// To whoever waits for a message of this name and key; kept for a while when nobody does.
        record Message(String message, String key, Map<String, @Nullable Object> payload)
                implements Thrown {
            public Message {
                payload = Values.normaliseMap(payload);
            }
        }

        /// To every run that waits for it now.
        record Signal(String signal, Map<String, @Nullable Object> payload) implements Thrown {
            public Signal {
                payload = Values.normaliseMap(payload);
            }
        }

        /// To the nearest event around it that takes the code; to nobody when there is none.
        record Escalation(String code) implements Thrown {}
    }

    /// What a [Wait] waits for. Texts may be expressions.
    sealed interface WaitFor {
        /// For a time: an ISO-8601 duration.
        record Timer(String duration) implements WaitFor {}

        /// Until a moment: an ISO-8601 instant.
        record Until(String instant) implements WaitFor {}

        /// For a message with this name whose correlation key equals `key`.
        record Message(String message, String key) implements WaitFor {}

        /// For a signal of this name, from any run.
        record Signal(String signal) implements WaitFor {}

        /// Until a node type that reads says so: its output is looked at every `every`, until
        /// `condition` (over `output`) holds.
        record Condition(
                String type, Map<String, @Nullable Object> config, String condition, Duration every)
                implements WaitFor {
            public Condition {
                config = Values.normaliseMap(config);
            }
        }
    }

    /// What makes a [Boundary] fire or a [Handler] begin.
    sealed interface BoundaryEvent {
        /// A failure with one of these codes; none listed means any.
        record OnError(List<String> codes) implements BoundaryEvent {
            public OnError {
                codes = List.copyOf(codes);
            }
        }

        /// A time after the node was entered: an ISO-8601 duration or an expression.
        record OnTimer(String duration) implements BoundaryEvent {}

        /// A message with this name whose correlation key equals `key`.
        record OnMessage(String message, String key) implements BoundaryEvent {}

        /// A signal of this name.
        record OnSignal(String signal) implements BoundaryEvent {}

        /// An escalation from inside with one of these codes; none listed means any.
        record OnEscalation(List<String> codes) implements BoundaryEvent {
            public OnEscalation {
                codes = List.copyOf(codes);
            }
        }

        /// The undoing of what the node did: the task this leads to does it.
        record OnCompensation() implements BoundaryEvent {}
    }
}
