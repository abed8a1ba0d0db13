package io.sluice.engine.decide;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.WaitFor;
import io.sluice.engine.expression.ExpressionFailure;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.StepId;
import java.util.List;
import java.util.Optional;

/// Several waits of which only one happens: all are open at once, each as a step of its own; the
/// first that ends drops the others.
final class Races {
    private Races() {}

    static void begin(Walk walk, Node.Race race, Optional<StepId> within, Entering entering)
            throws ExpressionFailure {
        walk.emit(new Event.NodePassed(race.id(), ""));
        var sure = beforehand(walk, race);
        if (sure.isPresent()) {
            walk.take(sure.get(), within);
            return;
        }
        if (walk.dry()) {
            walk.emit(
                    new Event.PathEnded(
                            race.id(), "A live run would wait here for the first of several."));
            return;
        }
        var visit = new Step.Race(race.id(), walk.run.visits(race.id()));
        try {
            for (var way : walk.graph.outgoing(race.id())) {
                entering.await(
                        walk,
                        walk.graph.node(way.to()),
                        new Step.Ties(within, new Step.Role.Path(), Optional.of(visit)));
            }
        } catch (ExpressionFailure failure) {
            drop(walk, visit, "another wait of the race could not begin");
            throw failure;
        }
    }

    /// The way whose outcome is given: by a pin, or, in a dry run, by what it assumes.
    private static Optional<Edge> beforehand(Walk walk, Node.Race race) {
        var ways = walk.graph.outgoing(race.id());
        return ways.stream()
                .filter(way -> Trials.pin(walk, walk.graph.node(way.to())).isPresent())
                .findFirst()
                .or(() ->
                        walk.dry()
                                ? ways.stream().filter(way -> assumed(walk, way)).findFirst()
                                : Optional.empty());
    }

    /// A dry run assumes that people approve and that time passes, not that messages come.
    private static boolean assumed(Walk walk, Edge way) {
        return switch (walk.graph.node(way.to())) {
            case Node.Approval _ -> true;
            case Node.Wait wait ->
                    !(wait.until() instanceof WaitFor.Message
                            || wait.until() instanceof WaitFor.Signal);
            default -> false;
        };
    }

    /// The step's path goes on: if it is in a race, it has won.
    static void decide(Walk walk, Step winner) {
        if (winner.race().isEmpty()) {
            return;
        }
        var race = winner.race().get();
        walk.graph.outgoing(race.node()).stream()
                .filter(way -> way.to().equals(winner.node()))
                .findFirst()
                .ifPresent(way -> walk.emit(new Event.EdgeTaken(way.id())));
        for (var rival : List.copyOf(walk.run.steps().values())) {
            if (!rival.id().equals(winner.id()) && rival.race().equals(winner.race())) {
                walk.close(rival, "'" + winner.node() + "' came first");
            }
        }
    }

    private static void drop(Walk walk, Step.Race race, String why) {
        for (var step : List.copyOf(walk.run.steps().values())) {
            if (step.race().filter(race::equals).isPresent()) {
                walk.close(step, why);
            }
        }
    }
}
