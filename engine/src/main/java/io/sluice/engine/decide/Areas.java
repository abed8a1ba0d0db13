package io.sluice.engine.decide;

import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.expression.ExpressionFailure;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.Incident;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.StepId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Parts of a workflow as one: a visit to one is an open step that ends when nothing in it is under
/// way (BPMN 2.0.2, 13.3.4, embedded sub-process).
final class Areas {
    private Areas() {}

    static void open(Walk walk, Node.Area area, Optional<StepId> within) throws ExpressionFailure {
        var step = walk.open(area, within, new Doing.Inside(1, Map.of()));
        walk.listen(Optional.of(area.id()), Optional.of(step.id()));
        begin(walk, step);
    }

    /// A run that is the inside of an area begins there.
    static void beginPart(Walk walk, NodeId area) {
        var begin = walk.graph.begin(area);
        if (begin.isEmpty()) {
            walk.park(
                    walk.graph.node(area),
                    Optional.empty(),
                    Incident.Kind.FAILED,
                    "engine.no-begin",
                    "Expected a beginning in '" + area + "', found none.");
            return;
        }
        walk.enter(begin.get(), Optional.empty(), Optional.empty());
    }

    private static void begin(Walk walk, Step step) throws ExpressionFailure {
        var begin = walk.graph.begin(step.node());
        if (begin.isEmpty()) {
            throw new ExpressionFailure(
                    "Expected a beginning in '" + step.node() + "', found none.");
        }
        walk.enter(begin.get(), Optional.empty(), Optional.of(step.id()));
    }

    /// A trial that begins in the middle of areas is inside them: opens a visit to each, from
    /// without to within.
    static Optional<StepId> openAround(Walk walk, NodeId node) {
        var area = walk.graph.area(node);
        if (area.isEmpty()) {
            return Optional.empty();
        }
        var within = openAround(walk, area.get());
        var step = walk.step(walk.graph.node(area.get()), within, new Doing.Inside(1, Map.of()));
        walk.emit(new Event.StepEntered(step));
        return Optional.of(step.id());
    }

    /// Ends one visit in which nothing is under way any more, the innermost first.
    ///
    /// @return whether there was one
    static boolean finish(Walk walk) {
        for (var step : List.copyOf(walk.run.steps().values()).reversed()) {
            if (step.doing() instanceof Doing.Inside inside && still(walk, step.id())) {
                finish(walk, step, inside);
                return true;
            }
        }
        return false;
    }

    private static boolean still(Walk walk, StepId visit) {
        return walk.run.steps().values().stream()
                .noneMatch(
                        step -> !step.guards() && step.within().filter(visit::equals).isPresent());
    }

    private static void finish(Walk walk, Step step, Doing.Inside inside) {
        var within = Optional.of(step.id());
        boolean starved =
                walk.run.arrivals().keySet().stream()
                        .anyMatch(spot -> spot.within().equals(within));
        if (starved && !walk.dry()) {
            walk.starve(within);
            return;
        }
        try {
            if (again(walk, step, inside)) {
                walk.emit(new Event.RoundBegun(step.id(), inside.round() + 1));
                begin(walk, step);
                return;
            }
        } catch (ExpressionFailure failure) {
            walk.raise(
                    step,
                    Incident.Kind.FAILED,
                    Failure.permanent("expression.failed", "USER", failure.getMessage()));
            return;
        }
        for (var guard : List.copyOf(walk.run.steps().values())) {
            if (guard.within().equals(within)) {
                walk.close(guard, "'" + step.node() + "' has ended");
            }
        }
        walk.complete(step, output(inside));
    }

    private static boolean again(Walk walk, Step step, Doing.Inside inside)
            throws ExpressionFailure {
        if (!(walk.graph.node(step.node()) instanceof Node.Scope scope)
                || scope.loop().isEmpty()
                || inside.round() >= scope.loop().get().most()
                || walk.dry()) {
            return false;
        }
        return walk.holds(
                scope.loop().get().condition(), "the condition of loop '" + scope.id() + "'");
    }

    private static Map<String, @Nullable Object> output(Doing.Inside inside) {
        var output = new LinkedHashMap<String, @Nullable Object>();
        output.put("rounds", (long) inside.round());
        output.putAll(inside.result());
        return output;
    }
}
