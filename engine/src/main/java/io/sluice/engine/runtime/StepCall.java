package io.sluice.engine.runtime;

import io.sluice.engine.run.Command;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One call of a node for one due step, on a virtual thread of its own, through its connection's
/// gate. Whatever happens, the run hears of it.
final class StepCall implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(StepCall.class);

    /// What puts a step off that no provider asked for.
    private static final Set<String> OURS = Set.of(CallContext.PAUSED, Stored.UNAVAILABLE);

    private final Workshop shop;
    private final HotRun run;
    private final RunState state;
    private final Step step;
    private final Doing.Work work;

    StepCall(Workshop shop, HotRun run, RunState state, Step step, Doing.Work work) {
        this.shop = shop;
        this.run = run;
        this.state = state;
        this.step = step;
        this.work = work;
    }

    @Override
    public void run() {
        List<Command> commands;
        try {
            commands = throughGate();
        } catch (StoreUnavailable unavailable) {
            log.warn(
                    "Step {} of run {} is put off until the store answers",
                    step.id(),
                    state.id(),
                    unavailable);
            commands = List.of(new Command.FailStep(step.id(), Stored.unavailable()));
        } catch (RuntimeException | Error defect) {
            log.error("Step {} of run {} could not be worked on", step.id(), state.id(), defect);
            commands = List.of(new Command.FailStep(step.id(), defect(defect)));
        }
        tell(Ask.result(step.id(), commands));
        shop.callsUnderWay().decrementAndGet();
    }

    /// What the run did not take is worthless to it, but not what it says of the world.
    private void tell(Ask result) {
        if (!run.offer(result)) {
            log.debug("Run {} has let go; the result of step {} is late", state.id(), step.id());
            shop.late().heard(state, step, result.commands());
            return;
        }
        var _ =
                result.answer()
                        .whenComplete((outcome, _) -> {
                            if (!(outcome instanceof Outcome.Accepted)) {
                                shop.late().heard(state, step, result.commands());
                            }
                        });
    }

    private List<Command> throughGate() {
        var graph = shop.graphs().of(state.workflow());
        if (Tending.tends(graph, step)) {
            run.arrived();
            return tend();
        }
        var connection = shop.work().connection(graph, state, step);
        if (connection.isEmpty()) {
            run.arrived();
            return call();
        }
        var paused = shop.gates().pausedUntil(connection.get(), shop.ports().clock().instant());
        if (paused.isPresent()) {
            return List.of(
                    new Command.DeferStep(
                            step.id(), paused.get(), "The provider asked to be left alone."));
        }
        var gate = shop.gates().gate(connection.get());
        var workflow = state.workflow().id();
        shop.shares().waits(workflow);
        run.arrived();
        gate.enter(workflow);
        shop.shares().passed(workflow);
        try {
            if (run.paused() || !run.lease().held()) {
                return List.of();
            }
            var commands = call();
            pauseIfAsked(connection.get(), commands);
            return commands;
        } finally {
            gate.leave();
        }
    }

    private List<Command> tend() {
        try {
            return new Tending(shop, run, state, step, work).tend();
        } catch (NodeWork.BadConfiguration failure) {
            return List.of(
                    new Command.FailStep(
                            step.id(),
                            Failure.permanent("config.invalid", "USER", failure.getMessage())));
        } catch (RuntimeException unavailable) {
            log.warn(
                    "The runs of step {} of run {} could not be looked after; looking again later",
                    step.id(),
                    state.id(),
                    unavailable);
            return List.of(
                    new Command.DeferStep(
                            step.id(),
                            shop.ports().clock().instant().plusSeconds(1),
                            "The database did not answer."));
        }
    }

    private List<Command> call() {
        var graph = shop.graphs().of(state.workflow());
        var context = shop.work().context(graph, state, step, run.lease());
        return shop.work()
                .carryOut(new NodeWork.Call(graph, state, step, work, context, this::declare));
    }

    private boolean declare(Command intent) {
        var ask = Ask.of(intent);
        try {
            return run.offer(ask) && ask.answer().join() instanceof Outcome.Accepted;
        } catch (CompletionException unanswered) {
            log.debug("Run {} has let go before its change was declared", state.id(), unanswered);
            return false;
        }
    }

    private void pauseIfAsked(String connection, List<Command> commands) {
        for (var command : commands) {
            if (command instanceof Command.FailStep(var _, Failure failure)) {
                failure.retryAfter()
                        .filter(_ -> !OURS.contains(failure.code()))
                        .ifPresent(wait ->
                                shop.gates()
                                        .pause(
                                                connection,
                                                shop.ports().clock().instant().plus(wait)));
            }
        }
    }

    private Failure defect(Throwable defect) {
        return new Failure(
                "engine.defect",
                "The engine could not work on this step: " + defect.getClass().getSimpleName(),
                "INTERNAL",
                false,
                work.phase() == Step.Phase.EXECUTE,
                Optional.empty());
    }
}
