package io.sluice.engine.decide;

import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.StepId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which event around takes an error or an escalation: from the innermost area outwards, in each
/// first its handlers, then the boundaries it has itself (BPMN 2.0.2, 10.5.7).
final class Catching {
    private Catching() {}

    /// Who takes it.
    ///
    /// @param by a boundary or a handler
    /// @param visit the visit to the area that the boundary hangs on, or that the handler stands
    ///   in; empty for a handler at the top
    record Catch(Node by, Optional<StepId> visit) {}

    static boolean takes(BoundaryEvent event, String code) {
        return event instanceof BoundaryEvent.OnError(List<String> codes)
                && (codes.isEmpty() || codes.contains(code));
    }

    private static boolean takesEscalation(BoundaryEvent event, String code) {
        return event instanceof BoundaryEvent.OnEscalation(List<String> codes)
                && (codes.isEmpty() || codes.contains(code));
    }

    static Optional<Catch> error(Walk walk, Optional<StepId> within, String code) {
        return find(walk, within, event -> takes(event, code));
    }

    private static Optional<Catch> find(
            Walk walk, Optional<StepId> within, Predicate<BoundaryEvent> takes) {
        var visit = within;
        boolean handling = false;
        while (true) {
            var step = visit.flatMap(walk.run::findStep);
            var area = step.map(Step::node).or(walk.run::top);
            if (!handling) {
                for (var handler : walk.graph.handlers(area)) {
                    if (takes.test(handler.event())) {
                        return Optional.of(new Catch(handler, visit));
                    }
                }
            }
            if (step.isEmpty()) {
                return Optional.empty();
            }
            for (var boundary : walk.graph.boundaries(step.get().node())) {
                if (takes.test(boundary.event())) {
                    return Optional.of(new Catch(boundary, visit));
                }
            }
            // What goes wrong in a handler is not for its neighbours.
            handling = walk.graph.node(step.get().node()) instanceof Node.Handler;
            visit = step.get().within();
        }
    }

    /// The event that takes it goes on; what it interrupts ends.
    static void begin(Walk walk, Catch taken, StepId from, Map<String, @Nullable Object> output) {
        switch (taken.by()) {
            case Node.Boundary boundary ->
                    walk.fire(
                            boundary,
                            taken.visit().flatMap(walk.run::findStep).orElseThrow(),
                            output);
            case Node.Handler handler ->
                    Listening.begin(walk, handler, taken.visit(), from, output);
            default ->
                    throw new IllegalStateException(
                            "Only boundaries and handlers take events, found '"
                                    + taken.by().id()
                                    + "'");
        }
    }

    /// An error end was reached: every path of its area ends, and if nobody takes the error, the
    /// run's.
    static void fail(Walk walk, Node.End end, Optional<StepId> within, Failure failure) {
        var taken = error(walk, within, failure.code());
        if (taken.isEmpty()) {
            walk.stopAll(end.id(), Optional.empty(), Optional.of(failure));
            return;
        }
        walk.stopAll(end.id(), within, Optional.empty());
        begin(walk, taken.get(), within.orElse(NOBODY), Failures.output(failure));
    }

    /// Stands for an end that was reached at the top.
    private static final StepId NOBODY = new StepId(0);

    /// @return whether the thrower's own path was interrupted
    static boolean escalate(Walk walk, Node.Throw node, String code, Optional<StepId> within) {
        var taken = find(walk, within, event -> takesEscalation(event, code));
        walk.emit(new Event.Escalated(node.id(), code, taken.map(one -> one.by().id())));
        if (taken.isEmpty()) {
            return false;
        }
        begin(walk, taken.get(), within.orElse(NOBODY), Map.of("code", code));
        return switch (taken.get().by()) {
            case Node.Boundary boundary -> boundary.interrupting();
            case Node.Handler handler -> handler.interrupting();
            default -> false;
        };
    }
}
