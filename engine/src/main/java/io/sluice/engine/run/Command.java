package io.sluice.engine.run;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.node.Change;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What may be asked of a run. Each is decided by the decider and by nobody else.
public sealed interface Command {
    /// Begin, at this start node, with this event.
    ///
    /// @param variables every variable of the workflow: whoever asks puts defaults where nothing
    ///   else is given
    /// @param trial only for drafts, that is versions that are not above 0
    /// @param child when another run begins it
    /// @param chain how many messages and signals of runs lie between it and what came from outside
    record StartRun(
            RunId run,
            String project,
            WorkflowRef workflow,
            NodeId start,
            Map<String, @Nullable Object> trigger,
            Map<String, @Nullable Object> variables,
            Mode mode,
            Actor by,
            Optional<Trial> trial,
            Optional<Child> child,
            int chain)
            implements Command {

        /// Begin in earnest, because of something outside.
        public StartRun(
                RunId run,
                String project,
                WorkflowRef workflow,
                NodeId start,
                Map<String, @Nullable Object> trigger,
                Map<String, @Nullable Object> variables,
                Mode mode,
                Actor by) {
            this(
                    run,
                    project,
                    workflow,
                    start,
                    trigger,
                    variables,
                    mode,
                    by,
                    Optional.empty(),
                    Optional.empty(),
                    0);
        }

        /// The same as a try of some steps, if it is one.
        public StartRun trying(Optional<Trial> some) {
            return new StartRun(
                    run, project, workflow, start, trigger, variables, mode, by, some, child,
                    chain);
        }

        /// The same for another run.
        public StartRun asChild(Child of) {
            return new StartRun(
                    run,
                    project,
                    workflow,
                    start,
                    trigger,
                    variables,
                    mode,
                    by,
                    trial,
                    Optional.of(of),
                    chain);
        }

        /// The same after so many runs that have led to one another.
        public StartRun inChain(int runs) {
            return new StartRun(
                    run, project, workflow, start, trigger, variables, mode, by, trial, child,
                    runs);
        }
    }

    /// A step will make this change: write it down before anything goes out.
    ///
    /// @param request the plan, rendered once, as JSON-like data
    /// @param deadline when the call will have ended, at the latest
    record DeclareEffect(
            StepId step,
            EffectKey key,
            String effectClass,
            Map<String, @Nullable Object> request,
            List<Change> changes,
            boolean undoable,
            Instant deadline)
            implements Command {}

    /// In a dry run: a step would make these changes; go on with this output, or end the path here
    /// when nothing can be said about it.
    record PlanEffect(
            StepId step,
            List<Change> changes,
            Map<String, @Nullable Object> request,
            Optional<Map<String, @Nullable Object>> output)
            implements Command {}

    /// The change was made (or found made); `started` is what the provider answered. What follows
    /// is [CompleteStep] or [AwaitStep].
    record SettleEffect(StepId step, Map<String, @Nullable Object> result, boolean adopted)
            implements Command {}

    /// The change was definitely not made: it may be made at `notBefore`.
    record ReleaseEffect(StepId step, Instant notBefore, String why) implements Command {}

    /// Look again later.
    record AwaitStep(StepId step, Instant next, Optional<String> wakeOn, String note)
            implements Command {}

    /// The step is done.
    ///
    /// @param variables variables it sets
    record CompleteStep(
            StepId step,
            Map<String, @Nullable Object> output,
            Map<String, @Nullable Object> variables)
            implements Command {}

    /// The step failed.
    record FailStep(StepId step, Failure failure) implements Command {}

    /// A call whose process had lost the run turned out to have made its change, and it is another
    /// than the one that is recorded: it was made twice.
    ///
    /// @param node whose change it is
    record ReportDuplicate(NodeId node, Failure failure) implements Command {}

    /// A third party is in the way of this step's change, or its outcome cannot be known.
    record DisputeStep(StepId step, Incident.Kind kind, Failure failure) implements Command {}

    /// Put the step off without counting a try.
    record DeferStep(StepId step, Instant notBefore, String why) implements Command {}

    /// The process that held this run is gone: whatever it was doing was cut off.
    record TakeOver() implements Command {}

    /// Time has passed: fire what is due.
    record FireDue() implements Command {}

    /// A message came.
    ///
    /// @param messageId the sender's id of it; empty when it has none
    record DeliverMessage(
            String messageId, String message, String key, Map<String, @Nullable Object> payload)
            implements Command {}

    /// Something outside moved: look now.
    record WakeStep(String wakeOn) implements Command {}

    /// A person decided.
    ///
    /// @param decision `approved` or `rejected`
    record DecideApproval(StepId step, String decision, Actor by, String comment)
            implements Command {}

    /// A person looked at the incident.
    ///
    /// @param raisedAt which incident of the step was looked at, so that an answer that comes late
    ///   is not taken for one to a later incident; empty for whichever is open
    record ResolveIncident(
            StepId step, Resolution resolution, Actor by, String reason, Optional<Instant> raisedAt)
            implements Command {
        /// The incident that is open now.
        public ResolveIncident(StepId step, Resolution resolution, Actor by, String reason) {
            this(step, resolution, by, reason, Optional.empty());
        }
    }

    /// Stop; with `undo`, undo in reverse order what was changed.
    record CancelRun(boolean undo, Actor by, String reason) implements Command {}
}
