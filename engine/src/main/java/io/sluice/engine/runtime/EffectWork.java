package io.sluice.engine.runtime;

import io.sluice.engine.definition.Node;
import io.sluice.engine.expression.ExpressionFailure;
import io.sluice.engine.node.EffectClass;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.Progress;
import io.sluice.engine.node.Reconciliation;
import io.sluice.engine.port.Consents;
import io.sluice.engine.port.EffectStore.RecordedEffect;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.Incident;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.StepId;
import io.sluice.engine.runtime.NodeWork.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The road of a change: plan, intent (durable before any socket is opened), call, outcome; and
/// after a crash or a lost answer: find out, then adopt, make again, or ask a person.
final class EffectWork {
    private static final Logger log = LoggerFactory.getLogger(EffectWork.class);

    private final EnginePorts ports;
    private final EngineOptions options;
    private final Locking locks;

    EffectWork(EnginePorts ports, EngineOptions options) {
        this.ports = ports;
        this.options = options;
        locks = new Locking(ports.restraints().locks(), ports.clock());
    }

    /// The key of the change this step makes or undoes.
    static EffectKey key(RunState state, Step step) {
        return step.undoes()
                .map(EffectKey::undo)
                .orElseGet(() -> EffectKey.of(state.id(), step.node(), step.generation()));
    }

    <C extends Record, P extends Record, O extends Record> List<Command> carryOut(
            Call call, Node.Task task, EffectNode<C, P, O> node, NodeWork.Configuration<C> config)
            throws NodeFailure, ExpressionFailure {
        return switch (call.work().phase()) {
            case BEGIN -> begin(call, node, config.render());
            case EXECUTE -> execute(call, node, plan(recorded(call), node));
            case RECONCILE -> reconcile(call, task, node);
            case FOLLOW -> followOn(call, node);
            case TEND -> throw new IllegalStateException("Tasks begin no runs");
        };
    }

    private <C extends Record, P extends Record, O extends Record> List<Command> begin(
            Call call, EffectNode<C, P, O> node, C config) throws NodeFailure {
        var began = now();
        var plan = node.plan(config, call.context());
        if (call.context().dryRun()) {
            return List.of(
                    new Command.PlanEffect(
                            call.step().id(),
                            plan.changes(),
                            ports.records().write(plan.request()),
                            node.preview(plan.request()).map(ports.records()::write)));
        }
        return locks.holding(
                call,
                node.resources(plan.request()),
                last -> {
                    var current = last.isBefore(began) ? plan : node.plan(config, call.context());
                    ensureAgreed(call, current);
                    var intent = intent(call, current, node.effectClass(), node.undo().isPresent());
                    return call.declare().test(intent)
                            ? Optional.of(() -> execute(call, node, current.request()))
                            : Optional.empty();
                });
    }

    private void ensureAgreed(Call call, Plan<?> plan) throws NodeFailure {
        var wish =
                new Consents.Wish(
                        call.state(), call.step(), key(call.state(), call.step()), plan.changes());
        var consents = ports.restraints().consents();
        var objection =
                Stored.ask("what was agreed to for " + wish.key(), () -> consents.objection(wish));
        if (objection.isPresent()) {
            throw NodeFailure.permanent(Consents.LAPSED, NodeFailure.Fault.USER, objection.get());
        }
    }

    private Command intent(Call call, Plan<?> plan, EffectClass effectClass, boolean undoable) {
        return new Command.DeclareEffect(
                call.step().id(),
                key(call.state(), call.step()),
                effectClass.name(),
                ports.records().write(plan.request()),
                plan.changes(),
                undoable,
                now().plus(options.callLimit()));
    }

    /// From here on a failure that leaves the outcome open is doubted by the rules, never repeated.
    /// A change in doubt that may be made once more stays in doubt until there is an answer: that
    /// the second call was refused does not tell what became of the first.
    private <C extends Record, P extends Record, O extends Record> List<Command> execute(
            Call call, EffectNode<C, P, O> node, P plan) {
        try {
            call.context().ensureMayChange();
            return settled(call, node, plan, node.execute(plan, call.context()), false);
        } catch (NodeFailure failure) {
            return failed(call, failure);
        } catch (RuntimeException defect) {
            return List.of(new Command.FailStep(call.step().id(), defect(call, defect)));
        }
    }

    /// What was made in part cannot be taken for not made: nobody would undo it.
    private static List<Command> failed(Call call, NodeFailure failure) {
        if (failure.outcome() == NodeFailure.Outcome.PARTLY && !failure.retryable()) {
            return dispute(
                    call,
                    Incident.Kind.UNKNOWN_OUTCOME,
                    failure.code(),
                    "Part of the change was made, then: "
                            + failure.getMessage()
                            + " Mend that and retry; or finish it by hand and say that it happened,"
                            + " so that it can be undone; or take it back by hand and say that it"
                            + " did not.");
        }
        return List.of(new Command.FailStep(call.step().id(), NodeWork.failure(call, failure)));
    }

    private <C extends Record, P extends Record, O extends Record> List<Command> settled(
            Call call, EffectNode<C, P, O> node, P plan, O output, boolean adopted) {
        var commands = new ArrayList<Command>();
        commands.add(
                new Command.SettleEffect(call.step().id(), ports.records().write(output), adopted));
        commands.add(follow(call, node, plan, output));
        return commands;
    }

    private <C extends Record, P extends Record, O extends Record> Command follow(
            Call call, EffectNode<C, P, O> node, P plan, O started) {
        StepId id = call.step().id();
        try {
            return switch (node.follow(plan, started, call.context())) {
                case Progress.Done<O>(O output) ->
                        new Command.CompleteStep(id, ports.records().write(output), Map.of());
                case Progress.Pending<O>(Duration next, Optional<String> wakeOn, String note) ->
                        new Command.AwaitStep(
                                id,
                                now().plus(atLeastASecond(next)),
                                wakeOn,
                                call.context().redact(note));
            };
        } catch (NodeFailure failure) {
            return new Command.FailStep(id, NodeWork.failure(call, failure));
        } catch (RuntimeException defect) {
            return new Command.FailStep(id, defect(call, defect));
        }
    }

    private <C extends Record, P extends Record, O extends Record> List<Command> followOn(
            Call call, EffectNode<C, P, O> node) throws NodeFailure {
        var started = call.work().started();
        var output = ports.records().read(started == null ? Map.of() : started, node.outputType());
        return List.of(follow(call, node, plan(recorded(call), node), output));
    }

    private <C extends Record, P extends Record, O extends Record> List<Command> reconcile(
            Call call, Node.Task task, EffectNode<C, P, O> node) throws NodeFailure {
        var recorded = recorded(call);
        var plan = plan(recorded, node);
        return switch (node.effectClass()) {
            case TOKEN -> execute(call, node, plan);
            case BLIND -> mayRepeat(call, task) ? execute(call, node, plan) : blind(call);
            case PROBE, CONVERGENT -> found(call, task, node, recorded, plan);
        };
    }

    private <C extends Record, P extends Record, O extends Record> List<Command> found(
            Call call, Node.Task task, EffectNode<C, P, O> node, RecordedEffect recorded, P plan)
            throws NodeFailure {
        return switch (node.reconcile(plan, call.context())) {
            case Reconciliation.Applied<O>(O output) -> settled(call, node, plan, output, true);
            case Reconciliation.NotApplied<O> _ -> notApplied(call, node, recorded, plan);
            case Reconciliation.Conflict<O>(String what) ->
                    dispute(call, Incident.Kind.CONFLICT, "effect.conflict", what);
            case Reconciliation.Unknown<O>(String why) ->
                    mayRepeat(call, task)
                            ? execute(call, node, plan)
                            : dispute(call, Incident.Kind.UNKNOWN_OUTCOME, "effect.unknown", why);
        };
    }

    /// What a search does not find may still be on its way. Only when the old call, the lease it
    /// ran under and the provider's delay in showing things have all passed was it not made; until
    /// then a PROBE waits, and so does what nobody wants any more; a CONVERGENT change is made once
    /// more.
    private <C extends Record, P extends Record, O extends Record> List<Command> notApplied(
            Call call, EffectNode<C, P, O> node, RecordedEffect recorded, P plan) {
        var safe = recorded.deadline().plus(options.lease()).plus(node.visibilityWindow());
        if (!safe.isAfter(now())) {
            return List.of(
                    new Command.ReleaseEffect(
                            call.step().id(), now(), "Found not to have happened."));
        }
        return node.effectClass() == EffectClass.PROBE || call.step().abandoned()
                ? List.of(
                        new Command.DeferStep(
                                call.step().id(),
                                safe,
                                "Not found yet; made again if it is still not there then."))
                : execute(call, node, plan);
    }

    private static List<Command> blind(Call call) {
        return dispute(
                call,
                Incident.Kind.UNKNOWN_OUTCOME,
                "effect.unknown",
                "The answer was lost and nothing can tell whether '"
                        + call.step().node()
                        + "' happened. Look at the outside system, then say so.");
    }

    private static boolean mayRepeat(Call call, Node.Task task) {
        return task.repeat() == Node.Repeat.AT_LEAST_ONCE && !call.step().abandoned();
    }

    private static List<Command> dispute(
            Call call, Incident.Kind kind, String code, String message) {
        return List.of(
                new Command.DisputeStep(
                        call.step().id(),
                        kind,
                        Failure.permanent(code, "PROVIDER", call.context().redact(message))));
    }

    /// Undoing is a change of its own, always convergent: in doubt it is simply made again.
    <C extends Record, P extends Record, O extends Record> List<Command> undo(
            Call call, EffectNode<C, P, O> node) throws NodeFailure {
        var undo =
                node.undo()
                        .orElseThrow(() ->
                                new NodeWork.BadConfiguration(
                                        "This version of the node type cannot undo."));
        return switch (call.work().phase()) {
            case BEGIN -> beginUndo(call, node, undo);
            case EXECUTE, RECONCILE -> executeUndo(call, undo, plan(recorded(call), node));
            case FOLLOW -> List.of(new Command.CompleteStep(call.step().id(), Map.of(), Map.of()));
            case TEND -> throw new IllegalStateException("Tasks begin no runs");
        };
    }

    private <C extends Record, P extends Record, O extends Record> List<Command> beginUndo(
            Call call, EffectNode<C, P, O> node, EffectNode.Undo<P, O> undo) throws NodeFailure {
        var done = find(call.step().undoes().orElseThrow());
        var applied = plan(done, node);
        var output = ports.records().read(done.result(), node.outputType());
        return locks.holding(
                call,
                node.resources(applied),
                _ -> {
                    var plan = undo.plan(applied, output, call.context());
                    return call.declare().test(intent(call, plan, EffectClass.CONVERGENT, false))
                            ? Optional.of(() -> executeUndo(call, undo, plan.request()))
                            : Optional.empty();
                });
    }

    private <P extends Record, O extends Record> List<Command> executeUndo(
            Call call, EffectNode.Undo<P, O> undo, P plan) {
        var id = call.step().id();
        try {
            call.context().ensureMayChange();
            undo.execute(plan, call.context());
        } catch (NodeFailure failure) {
            return List.of(new Command.FailStep(id, NodeWork.failure(call, failure)));
        } catch (RuntimeException defect) {
            return List.of(new Command.FailStep(id, defect(call, defect)));
        }
        return List.of(
                new Command.SettleEffect(id, Map.of(), false),
                new Command.CompleteStep(id, Map.of(), Map.of()));
    }

    private <P extends Record> P plan(RecordedEffect recorded, EffectNode<?, P, ?> node) {
        return ports.records().read(recorded.request(), node.planType());
    }

    private RecordedEffect recorded(Call call) throws NodeFailure {
        return find(call.work().effect().map(Doing.Declared::key).orElseThrow());
    }

    private RecordedEffect find(EffectKey key) throws NodeFailure {
        return Stored.ask("effect " + key, () -> ports.effects().find(key))
                .orElseThrow(() ->
                        new IllegalStateException(
                                "Expected effect " + key + " in the ledger, found none."));
    }

    private static Failure defect(Call call, RuntimeException defect) {
        log.error(
                "Step {} of run {} failed with a defect; whether its change happened must"
                        + " be found out",
                call.step().id(),
                call.state().id(),
                defect);
        return new Failure(
                "engine.defect",
                call.context().redact("The node failed unexpectedly: " + defect),
                "INTERNAL",
                false,
                true,
                Optional.empty());
    }

    private static Duration atLeastASecond(Duration wait) {
        return wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait;
    }

    private Instant now() {
        return ports.clock().instant();
    }
}
