package io.sluice.engine.decide;

import io.sluice.engine.definition.Graph;
import io.sluice.engine.definition.Node;
import io.sluice.engine.expression.Expressions;
import io.sluice.engine.run.Child;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Command.AwaitStep;
import io.sluice.engine.run.Command.CancelRun;
import io.sluice.engine.run.Command.CompleteStep;
import io.sluice.engine.run.Command.DecideApproval;
import io.sluice.engine.run.Command.DeclareEffect;
import io.sluice.engine.run.Command.DeferStep;
import io.sluice.engine.run.Command.DeliverMessage;
import io.sluice.engine.run.Command.DisputeStep;
import io.sluice.engine.run.Command.FailStep;
import io.sluice.engine.run.Command.FireDue;
import io.sluice.engine.run.Command.PlanEffect;
import io.sluice.engine.run.Command.ReleaseEffect;
import io.sluice.engine.run.Command.ReportDuplicate;
import io.sluice.engine.run.Command.ResolveIncident;
import io.sluice.engine.run.Command.SettleEffect;
import io.sluice.engine.run.Command.StartRun;
import io.sluice.engine.run.Command.TakeOver;
import io.sluice.engine.run.Command.WakeStep;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Refusal;
import io.sluice.engine.run.RunChange;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.StepId;
import io.sluice.engine.run.Trial;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rules: a pure function of the workflow, the run, a command and the time. Answers with what
/// happened, or refuses.
public final class Decider {
    private final Entering entering;
    private final Limits limits;

    public Decider(Expressions expressions, Limits limits) {
        entering = new Entering(expressions);
        this.limits = limits;
    }

    public Decision decide(Graph graph, RunState state, Command command, Instant now) {
        var refusal = refusal(graph, state, command);
        if (refusal != null) {
            return new Decision.Rejected(refusal);
        }
        var walk = new Walk(graph, new RunChange(state), now, entering, limits);
        carryOut(walk, command);
        walk.settle();
        return new Decision.Accepted(walk.run.state(), walk.events());
    }

    private static void carryOut(Walk walk, Command command) {
        switch (command) {
            case StartRun start -> start(walk, start);
            case DeclareEffect c -> Effects.declare(walk, step(walk, c), c);
            case PlanEffect c -> Effects.plan(walk, step(walk, c), c);
            case SettleEffect c -> Effects.settle(walk, step(walk, c), c);
            case ReleaseEffect c -> Effects.release(walk, step(walk, c), c);
            case AwaitStep c ->
                    walk.emit(new Event.StepAwaiting(c.step(), c.next(), c.wakeOn(), c.note()));
            case CompleteStep c -> complete(walk, step(walk, c), c);
            case FailStep c -> Failures.fail(walk, step(walk, c), c.failure());
            case DisputeStep c -> walk.raise(step(walk, c), c.kind(), c.failure());
            case ReportDuplicate c -> Incidents.duplicate(walk, c);
            case DeferStep c -> walk.emit(new Event.StepDeferred(c.step(), c.notBefore(), c.why()));
            case TakeOver _ -> Failures.takeOver(walk);
            case FireDue _ -> Clocks.fireDue(walk);
            case DeliverMessage c -> deliver(walk, c);
            case WakeStep c -> wake(walk, c);
            case DecideApproval c ->
                    Approvals.decide(walk, step(walk, c), c.decision(), c.by(), c.comment());
            case ResolveIncident c -> Incidents.resolve(walk, step(walk, c), c);
            case CancelRun c -> {
                walk.emit(new Event.CancelRequested(c.undo(), c.by(), c.reason()));
                Canceling.begin(walk);
            }
        }
    }

    /// Who may ask what, when.
    private static @Nullable Refusal refusal(Graph graph, RunState state, Command command) {
        return switch (command) {
            case StartRun _ when state.status() != RunStatus.NEW ->
                    refuse(Refusal.Code.ALREADY_STARTED, "The run has begun before.");
            case StartRun c
                    when c.child().filter(Child::part).isPresent()
                            && graph.find(c.start()).orElse(null) instanceof Node.ForEach ->
                    null;
            case StartRun c
                    when graph.find(c.start()).filter(Node.Start.class::isInstance).isEmpty() ->
                    refuse(
                            Refusal.Code.NO_SUCH_START,
                            "Expected a start node, found no start '" + c.start() + "'.");
            case StartRun c -> Trials.refusal(graph, c);
            case Command _ when state.status() == RunStatus.NEW ->
                    refuse(Refusal.Code.NOT_STARTED, "The run has not begun.");
            case CancelRun c when c.undo() && revocable(state) -> null;
            case ReportDuplicate c ->
                    graph.find(c.node()).isPresent()
                            ? null
                            : refuse(
                                    Refusal.Code.NO_SUCH_STEP,
                                    "The workflow has no node '" + c.node() + "'.");
            case Command _ when state.status().ended() ->
                    refuse(Refusal.Code.RUN_ENDED, "The run has ended; start a new one.");
            case DeclareEffect c -> unlessWorking(state, c.step(), Step.Phase.BEGIN);
            case PlanEffect c -> unlessWorking(state, c.step(), Step.Phase.BEGIN);
            case SettleEffect c -> unlessChanging(state, c.step());
            case ReleaseEffect c -> unlessChanging(state, c.step());
            case AwaitStep c -> unlessSettled(state, c.step());
            case CompleteStep c -> unlessSettled(state, c.step());
            case FailStep c -> unlessWorking(state, c.step());
            case DisputeStep c -> unlessWorking(state, c.step());
            case DeferStep c -> unlessWorking(state, c.step());
            case TakeOver _, FireDue _ -> null;
            case DeliverMessage c -> unlessAwaited(state, c);
            case WakeStep c ->
                    state.steps().values().stream().anyMatch(step -> wakes(step, c.wakeOn()))
                            ? null
                            : refuse(Refusal.Code.NOT_AWAITED, "Nothing waits for this wake-up.");
            case DecideApproval c -> unlessAsked(state, c);
            case ResolveIncident c -> Incidents.refusal(graph, state, c);
            case CancelRun c -> Incidents.refusal(state, c);
        };
    }

    /// What a part has changed can be undone after it has ended: when all of it is.
    private static boolean revocable(RunState state) {
        return state.status().ended() && state.child().isPresent() && !state.undoable().isEmpty();
    }

    private static void start(Walk walk, StartRun c) {
        walk.emit(
                new Event.RunStarted(
                        c.run(),
                        c.project(),
                        c.workflow(),
                        c.start(),
                        c.trigger(),
                        c.variables(),
                        c.mode(),
                        c.by(),
                        walk.now,
                        c.trial(),
                        c.child(),
                        c.chain()));
        var from = c.trial().flatMap(Trial::from);
        from.ifPresent(node -> Trials.seed(walk, node));
        walk.listen(walk.run.top(), Optional.empty());
        if (walk.run.top().isPresent()) {
            Areas.beginPart(walk, walk.run.top().get());
            return;
        }
        var first = from.orElse(c.start());
        var within = Areas.openAround(walk, first);
        walk.enter(walk.graph.node(first), Optional.empty(), within);
    }

    private static void complete(Walk walk, Step step, CompleteStep c) {
        if (!c.variables().isEmpty() && !step.abandoned()) {
            walk.emit(new Event.VariablesSet(c.variables()));
        }
        walk.complete(step, c.output());
    }

    private static void deliver(Walk walk, DeliverMessage c) {
        walk.run.steps().values().stream()
                .filter(step -> listens(step, c))
                .toList()
                .forEach(step -> deliver(walk, step, c));
    }

    /// To one step, unless what another did with the message has ended it.
    private static void deliver(Walk walk, Step step, DeliverMessage c) {
        if (!walk.run.steps().containsKey(step.id())) {
            return;
        }
        walk.emit(new Event.MessageReceived(step.id(), c.messageId(), c.message(), c.key()));
        if (step.guards()) {
            Listening.heard(walk, step, c.payload());
        } else {
            walk.complete(step, c.payload());
        }
    }

    private static void wake(Walk walk, WakeStep c) {
        walk.run.steps().values().stream()
                .filter(step -> wakes(step, c.wakeOn()))
                .toList()
                .forEach(step ->
                        walk.emit(
                                new Event.StepDeferred(
                                        step.id(), walk.now, "woken: " + c.wakeOn())));
    }

    private static boolean listens(Step step, DeliverMessage c) {
        return step.doing() instanceof Doing.Listen(String message, String key)
                && message.equals(c.message())
                && key.equals(c.key());
    }

    private static boolean wakes(Step step, String key) {
        return step.doing() instanceof Doing.Work work
                && (work.phase() == Step.Phase.FOLLOW || work.phase() == Step.Phase.TEND)
                && work.wakeOn().filter(key::equals).isPresent();
    }

    private static Step step(Walk walk, Command command) {
        var id =
                switch (command) {
                    case DeclareEffect c -> c.step();
                    case PlanEffect c -> c.step();
                    case SettleEffect c -> c.step();
                    case ReleaseEffect c -> c.step();
                    case CompleteStep c -> c.step();
                    case FailStep c -> c.step();
                    case DisputeStep c -> c.step();
                    case DecideApproval c -> c.step();
                    case ResolveIncident c -> c.step();
                    case AwaitStep c -> c.step();
                    case DeferStep c -> c.step();
                    case StartRun _,
                            ReportDuplicate _,
                            TakeOver _,
                            FireDue _,
                            DeliverMessage _,
                            WakeStep _,
                            CancelRun _ ->
                            throw new IllegalArgumentException("Names no step: " + command);
                };
        var step = walk.run.steps().get(id);
        if (step == null) {
            throw new IllegalStateException("Step " + id + " was checked before");
        }
        return step;
    }

    private static @Nullable Refusal unlessWorking(
            RunState state, StepId id, Step.Phase... phases) {
        var step = state.findStep(id);
        if (step.isEmpty()) {
            return noSuchStep(id);
        }
        if (step.get().doing() instanceof Doing.Work work
                && (phases.length == 0 || List.of(phases).contains(work.phase()))) {
            return null;
        }
        return wrongPhase(id);
    }

    private static @Nullable Refusal unlessChanging(RunState state, StepId id) {
        return unlessWorking(state, id, Step.Phase.EXECUTE, Step.Phase.RECONCILE);
    }

    /// A step whose change is declared may only go on once the change is settled.
    private static @Nullable Refusal unlessSettled(RunState state, StepId id) {
        return unlessWorking(state, id, Step.Phase.BEGIN, Step.Phase.FOLLOW, Step.Phase.TEND);
    }

    private static @Nullable Refusal unlessAwaited(RunState state, DeliverMessage c) {
        return state.steps().values().stream().anyMatch(step -> listens(step, c))
                ? null
                : refuse(
                        Refusal.Code.NOT_AWAITED,
                        "No step of this run waits for message '"
                                + c.message()
                                + "' with this key.");
    }

    private static @Nullable Refusal unlessAsked(RunState state, DecideApproval c) {
        var step = state.findStep(c.step());
        if (step.isEmpty()) {
            return noSuchStep(c.step());
        }
        if (!(step.get().doing() instanceof Doing.Decide)) {
            return wrongPhase(c.step());
        }
        return c.decision().equals("approved") || c.decision().equals("rejected")
                ? null
                : refuse(
                        Refusal.Code.BAD_INPUT,
                        "Expected the decision 'approved' or 'rejected', found '"
                                + c.decision()
                                + "'.");
    }

    static Refusal noSuchStep(StepId id) {
        return refuse(
                Refusal.Code.NO_SUCH_STEP, "Expected an open step, step " + id + " is not open.");
    }

    static Refusal wrongPhase(StepId id) {
        return refuse(
                Refusal.Code.WRONG_PHASE,
                "Step " + id + " is not at a point where this can be said of it; reload the run.");
    }

    static Refusal refuse(Refusal.Code code, String message) {
        return new Refusal(code, message);
    }
}
