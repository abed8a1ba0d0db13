package io.sluice.engine.run;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.node.Change;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What happened to a run. Applying events is the only way a run changes; they are also its
/// journal.
public sealed interface Event {
    /// The run began.
    ///
    /// @param chain how many messages and signals of runs lie between it and what came from outside
    record RunStarted(
            RunId run,
            String project,
            WorkflowRef workflow,
            NodeId start,
            Map<String, @Nullable Object> trigger,
            Map<String, @Nullable Object> variables,
            Mode mode,
            Actor by,
            Instant at,
            Optional<Trial> trial,
            Optional<Child> child,
            int chain)
            implements Event {
        /// One that no message of a run began.
        public RunStarted(
                RunId run,
                String project,
                WorkflowRef workflow,
                NodeId start,
                Map<String, @Nullable Object> trigger,
                Map<String, @Nullable Object> variables,
                Mode mode,
                Actor by,
                Instant at,
                Optional<Trial> trial,
                Optional<Child> child) {
            this(run, project, workflow, start, trigger, variables, mode, by, at, trial, child, 0);
        }
    }

    /// A token took this edge.
    record EdgeTaken(NodeId edge) implements Event {}

    /// A node was entered and waits or works.
    record StepEntered(Step step) implements Event {}

    /// A pure node (choice, fork, join, start, end) was passed.
    record NodePassed(NodeId node, String note) implements Event {}

    /// A token waits at a join for the others.
    record TokenArrived(NodeId join, NodeId edge, Optional<StepId> within) implements Event {}

    /// A join had a token from every side and let one through.
    record JoinPassed(NodeId join, Optional<StepId> within) implements Event {}

    /// A list is to be gone through by runs of its own. The journal tells how many items there are;
    /// the items and what they see are kept beside it.
    record ItemsListed(
            StepId step, EffectKey group, int total, List<@Nullable Object> items, Outer outer)
            implements Event {
        public ItemsListed {
            items = java.util.Collections.unmodifiableList(items);
        }
    }

    /// An area is gone through once more.
    record RoundBegun(StepId step, int round) implements Event {}

    /// An end gave something back: for the area that `within` is a visit to, or for the run.
    record ResultGiven(Optional<StepId> within, Map<String, @Nullable Object> result)
            implements Event {}

    /// A step that made a change can be made good by the author's own task.
    record RedressPromised(StepId step, NodeId node, EffectKey key, NodeId by) implements Event {}

    /// A message for whoever waits for it; the store keeps it in the same transaction.
    ///
    /// @param id unique; deduplicates
    record MessageThrown(
            NodeId node,
            String id,
            String message,
            String key,
            Map<String, @Nullable Object> payload)
            implements Event {}

    /// An escalation went out.
    ///
    /// @param takenBy the event that took it; empty when none did
    record Escalated(NodeId node, String code, Optional<NodeId> takenBy) implements Event {}

    /// An end said whether a resource passes.
    record VerdictGiven(NodeId node, String resource, boolean pass, String reason)
            implements Event {}

    /// The intent of a change is written down.
    record EffectDeclared(
            StepId step,
            NodeId node,
            EffectKey key,
            String effectClass,
            Map<String, @Nullable Object> request,
            List<Change> changes,
            boolean undoable,
            Instant deadline,
            Optional<EffectKey> undoes)
            implements Event {}

    /// In a dry run: these changes would be made.
    record EffectPlanned(
            StepId step,
            NodeId node,
            EffectKey key,
            Map<String, @Nullable Object> request,
            List<Change> changes)
            implements Event {}

    /// The change is known to have been made.
    ///
    /// @param undoing it is the undoing of another
    record EffectApplied(
            StepId step,
            EffectKey key,
            Map<String, @Nullable Object> result,
            boolean adopted,
            boolean undoing)
            implements Event {}

    /// The change is known not to have been made; the step will make it at `notBefore`.
    record EffectReleased(StepId step, EffectKey key, Instant notBefore, String why)
            implements Event {}

    /// Whether the change was made must be found out at `notBefore`.
    record EffectDoubted(StepId step, EffectKey key, Instant notBefore, String why)
            implements Event {}

    /// The step waits for something outside and looks again at `next`.
    record StepAwaiting(StepId step, Instant next, Optional<String> wakeOn, String note)
            implements Event {}

    /// A try failed; the next is at `retryAt`.
    record AttemptFailed(StepId step, Failure failure, int attempt, Instant retryAt)
            implements Event {}

    /// Put off without counting a try.
    record StepDeferred(StepId step, Instant notBefore, String why) implements Event {}

    /// A step did what it was for.
    record StepCompleted(StepId step, NodeId node, Map<String, @Nullable Object> output)
            implements Event {}

    /// A step ended without doing what it was for: its boundary took over, or the run was canceled.
    record StepEnded(StepId step, NodeId node, String why) implements Event {}

    /// The path went on without the step, whose change is still under way.
    record StepAbandoned(StepId step, NodeId node) implements Event {}

    /// A boundary event fired on a step.
    record BoundaryFired(
            NodeId boundary,
            StepId step,
            boolean interrupting,
            Map<String, @Nullable Object> output)
            implements Event {}

    /// The node is not carried out: its outcome, which the next event tells, was given beforehand.
    ///
    /// @param by `disabled`: the node is; `pin`: a trial says so
    record OutcomeGiven(StepId step, NodeId node, String by) implements Event {}

    /// Variables have new values.
    record VariablesSet(Map<String, @Nullable Object> variables) implements Event {}

    /// A message arrived at a step.
    ///
    /// @param messageId its id, which the store marks as delivered in the same transaction; empty
    ///   when it has none
    record MessageReceived(StepId step, String messageId, String message, String key)
            implements Event {}

    /// A person is asked.
    ///
    /// @param connection by which people are told of it, and later urged
    record ApprovalRequested(
            StepId step,
            NodeId node,
            String title,
            String description,
            List<String> approvers,
            Optional<Instant> deadline,
            Optional<String> connection)
            implements Event {
        /// Nobody is told.
        public ApprovalRequested(
                StepId step,
                NodeId node,
                String title,
                String description,
                List<String> approvers,
                Optional<Instant> deadline) {
            this(step, node, title, description, approvers, deadline, Optional.empty());
        }
    }

    /// People are reminded that they are asked.
    ///
    /// @param number which reminder it is, from 1
    /// @param next when the next is due; empty when this is the last
    record ApprovalReminded(StepId step, NodeId node, int number, Optional<Instant> next)
            implements Event {}

    /// Others are asked too, since nobody has decided.
    record ApprovalEscalated(StepId step, NodeId node, List<String> to) implements Event {
        public ApprovalEscalated {
            to = List.copyOf(to);
        }
    }

    /// A person (or the deadline) has answered.
    record ApprovalDecided(StepId step, String decision, Actor by, String comment)
            implements Event {}

    /// A step waits for a person.
    record IncidentRaised(StepId step, NodeId node, Incident incident) implements Event {}

    /// A person has answered.
    record IncidentResolved(StepId step, Resolution resolution, Actor by, String reason, Instant at)
            implements Event {}

    /// Cancelling began.
    record CancelRequested(boolean undo, Actor by, String reason) implements Event {}

    /// A path ended at this node.
    record PathEnded(NodeId node, String note) implements Event {}

    /// Every other path of the run, or of one visit to an area, was stopped.
    ///
    /// @param failure why the run has failed, if that is what an end says
    record PathsStopped(NodeId by, Optional<StepId> within, Optional<Failure> failure)
            implements Event {}

    /// The last path ended.
    record RunCompleted(Instant at) implements Event {}

    /// The last path ended after an end had said that the run failed.
    record RunFailed(Failure failure, Instant at) implements Event {}

    /// The run was stopped.
    record RunCanceled(Instant at) implements Event {}
}
