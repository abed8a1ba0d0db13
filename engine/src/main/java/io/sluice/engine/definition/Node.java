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

    /// Takes the first way out whose condition holds, in the order of the edges, else the default.
    record Choice(NodeId id, String name) implements Node {}

    /// Takes every way out whose condition holds, else the default (BPMN: inclusive gateway).
    record AnyChoice(NodeId id, String name) implements Node {}

    /// Goes every way out at once.
    record Fork(NodeId id, String name) implements Node {}

    /// Brings paths together again.
    record Join(NodeId id, String name, Awaits awaits) implements Node {
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
    record Race(NodeId id, String name) implements Node {}

    /// Waits for time or for the world.
    record Wait(NodeId id, String name, WaitFor until) implements Node {}

    /// Waits for a person's decision; the decision is its output.
    record Approval(
            NodeId id,
            String name,
            String title,
            String description,
            List<String> approvers,
            Optional<String> deadline)
            implements Node {
        /// @param approvers roles or user names who may decide; empty means every approver
        /// @param deadline an ISO-8601 duration or an expression; when it passes, the decision is
        ///   `expired`
        public Approval {
            approvers = List.copyOf(approvers);
        }
    }

    /// Hangs on a task, wait or approval and leads away from it when its event happens.
    record Boundary(NodeId id, String name, NodeId on, BoundaryEvent event, boolean interrupting)
            implements Node {}

    /// Ends the path that reaches it; the run ends when its last path has.
    record End(NodeId id, String name, Ending as) implements Node {
        /// One that ends nothing but its path.
        public End(NodeId id, String name) {
            this(id, name, new Ending.Plain());
        }
    }

    /// What else an [End] ends.
    sealed interface Ending {
        /// Nothing else.
        record Plain() implements Ending {}

        /// Every other path.
        record Terminate() implements Ending {}

        /// Every other path, and the run has failed.
        ///
        /// @param code what an error boundary of a calling workflow looks for
        /// @param message for people; may hold expressions
        record Fail(String code, String message) implements Ending {}
    }

    /// What a [Wait] waits for. Texts may be expressions.
    sealed interface WaitFor {
        /// For a time: an ISO-8601 duration.
        record Timer(String duration) implements WaitFor {}

        /// Until a moment: an ISO-8601 instant.
        record Until(String instant) implements WaitFor {}

        /// For a message with this name whose correlation key equals `key`.
        record Message(String message, String key) implements WaitFor {}

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

    /// What makes a [Boundary] fire.
    sealed interface BoundaryEvent {
        /// A failure with one of these codes; none listed means any.
        record OnError(List<String> codes) implements BoundaryEvent {
            public OnError {
                codes = List.copyOf(codes);
            }
        }

        /// A time after the node was entered: an ISO-8601 duration or an expression.
        record OnTimer(String duration) implements BoundaryEvent {}
    }
}
