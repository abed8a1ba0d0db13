package io.sluice.engine.decide;

import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.expression.ExpressionFailure;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.Step.Role;
import io.sluice.engine.run.StepId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Waiting for the events of boundaries and handlers: each is a step of its own that nothing waits
/// for. (Timers of boundaries run on the step they hang on; errors and escalations are looked for
/// when they happen.)
final class Listening {
    private Listening() {}

    /// For the boundaries of a step that was just opened.
    static void begin(Walk walk, Step host, Entering entering) throws ExpressionFailure {
        if (walk.dry() || host.redresses().isPresent()) {
            return;
        }
        for (var boundary : walk.graph.boundaries(host.node())) {
            if (!(boundary.event() instanceof BoundaryEvent.OnTimer)) {
                listen(
                        walk,
                        boundary,
                        boundary.event(),
                        host.within(),
                        Optional.of(host.id()),
                        entering);
            }
        }
    }

    /// For the handlers in an area that was just entered, or at the top of a run that just began.
    static void begin(Walk walk, Optional<NodeId> area, Optional<StepId> within, Entering entering)
            throws ExpressionFailure {
        if (walk.dry()) {
            return;
        }
        for (var handler : walk.graph.handlers(area)) {
            listen(walk, handler, handler.event(), within, Optional.empty(), entering);
        }
    }

    private static void listen(
            Walk walk,
            Node node,
            BoundaryEvent event,
            Optional<StepId> within,
            Optional<StepId> host,
            Entering entering)
            throws ExpressionFailure {
        Optional<Doing> doing =
                switch (event) {
                    case BoundaryEvent.OnTimer(String duration) ->
                            Optional.of(
                                    new Doing.Sleep(
                                            walk.now.plus(entering.duration(walk, duration))));
                    case BoundaryEvent.OnMessage(String message, String key) ->
                            Optional.of(new Doing.Listen(message, entering.text(walk, key)));
                    case BoundaryEvent.OnSignal(String signal) ->
                            Optional.of(new Doing.Listen(Doing.Listen.SIGNAL, signal));
                    case BoundaryEvent.OnError _,
                            BoundaryEvent.OnEscalation _,
                            BoundaryEvent.OnCompensation _ ->
                            Optional.empty();
                };
        if (doing.isPresent()) {
            var ties = new Step.Ties(within, new Role.Guard(host), Optional.empty());
            walk.emit(new Event.StepEntered(walk.step(node, within, doing.get()).withTies(ties)));
        }
    }

    /// What a guard waited for has come.
    static void heard(Walk walk, Step guard, Map<String, @Nullable Object> output) {
        switch (walk.graph.node(guard.node())) {
            case Node.Boundary boundary when guard.ties().role() instanceof Role.Guard role ->
                    role.host()
                            .flatMap(walk.run::findStep)
                            .ifPresent(host -> walk.fire(boundary, host, output));
            case Node.Handler handler -> {
                begin(walk, handler, guard.within(), guard.id(), output);
                if (guard.doing() instanceof Doing.Sleep) {
                    walk.close(guard, "it has fired");
                }
            }
            default ->
                    throw new IllegalStateException(
                            "Only events are guarded, '" + guard.node() + "' is none");
        }
    }

    /// A handler begins; with it, if it interrupts, everything else around it ends.
    static void begin(
            Walk walk,
            Node.Handler handler,
            Optional<StepId> within,
            StepId by,
            Map<String, @Nullable Object> output) {
        walk.emit(new Event.BoundaryFired(handler.id(), by, handler.interrupting(), output));
        if (handler.interrupting()) {
            walk.stopAll(handler.id(), within, Optional.empty());
        }
        walk.enter(handler, Optional.empty(), within);
    }

    /// A step is gone: nobody waits for its boundaries' events any more.
    static void dismiss(Walk walk, StepId host) {
        for (var step : List.copyOf(walk.run.steps().values())) {
            if (step.ties().role() instanceof Role.Guard(Optional<StepId> of)
                    && of.filter(host::equals).isPresent()) {
                walk.emit(
                        new Event.StepEnded(step.id(), step.node(), "what it hangs on has ended"));
            }
        }
    }
}
