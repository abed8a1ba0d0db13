package io.sluice.engine.decide;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.RunState.Spot;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.StepId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// When a join lets a token through. One that awaits all counts its ways in; one that awaits what
/// is under way looks, whenever nothing moves, whether a token could still come: BPMN 2.0.2, 13.4.3
/// (inclusive gateway).
final class Joins {
    private Joins() {}

    static void arrive(Walk walk, Node.Join join, Optional<Edge> by, Optional<StepId> within) {
        var spot = new Spot(join.id(), within);
        if (by.isEmpty()) {
            pass(walk, spot);
            return;
        }
        walk.emit(new Event.TokenArrived(join.id(), by.get().id(), within));
        var arrived = arrived(walk, spot);
        if (join.awaits() == Node.Awaits.ALL
                && Trials.awaited(walk, join).stream().allMatch(in -> arrived.contains(in.id()))) {
            pass(walk, spot);
        }
    }

    /// Lets one join that awaits what is under way pass, if one may; when nothing else can move and
    /// joins wait for one another, the first of them goes.
    ///
    /// @return whether one did
    static boolean release(Walk walk) {
        var waiting =
                walk.run.arrivals().keySet().stream()
                        .filter(spot ->
                                walk.graph.node(spot.join()) instanceof Node.Join join
                                        && join.awaits() == Node.Awaits.ACTIVE)
                        .sorted()
                        .toList();
        var next =
                waiting.stream()
                        .filter(spot -> !expected(walk, spot))
                        .findFirst()
                        .or(() -> waiting.stream().filter(spot -> still(walk, spot)).findFirst());
        next.ifPresent(spot -> pass(walk, spot));
        return next.isPresent();
    }

    /// Whether nothing else is under way where this join stands.
    private static boolean still(Walk walk, Spot spot) {
        return walk.run.steps().values().stream()
                .noneMatch(step -> underWay(step) && step.within().equals(spot.within()));
    }

    /// Whether a token under way can come by a way in that has none, and by none that has one.
    private static boolean expected(Walk walk, Spot spot) {
        var places = places(walk, spot);
        if (places.isEmpty()) {
            return false;
        }
        var arrived = arrived(walk, spot);
        var toEmpty = new HashSet<NodeId>();
        var toFull = new HashSet<NodeId>();
        for (var in : walk.graph.incoming(spot.join())) {
            (arrived.contains(in.id()) ? toFull : toEmpty)
                    .addAll(walk.graph.upstream(in, spot.join()));
        }
        return places.stream().anyMatch(at -> toEmpty.contains(at) && !toFull.contains(at));
    }

    /// Where tokens are in the same visit to the same area, but for those at this join.
    private static List<NodeId> places(Walk walk, Spot spot) {
        return Stream.concat(
                        walk.run.steps().values().stream()
                                .filter(step ->
                                        underWay(step) && step.within().equals(spot.within()))
                                .map(Step::node),
                        walk.run.arrivals().keySet().stream()
                                .filter(other -> other.within().equals(spot.within()))
                                .map(Spot::join))
                .filter(at -> !at.equals(spot.join()))
                .distinct()
                .toList();
    }

    private static boolean underWay(Step step) {
        return !step.abandoned() && !step.guards();
    }

    private static Set<NodeId> arrived(Walk walk, Spot spot) {
        return walk.run.arrivals().getOrDefault(spot, Map.of()).keySet();
    }

    private static void pass(Walk walk, Spot spot) {
        walk.emit(new Event.JoinPassed(spot.join(), spot.within()));
        walk.leave(spot.join(), spot.within());
    }
}
