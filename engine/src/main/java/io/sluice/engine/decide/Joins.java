package io.sluice.engine.decide;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// When a join lets a token through. One that awaits all counts its ways in; one that awaits what
/// is under way looks, whenever nothing moves, whether a token could still come: BPMN 2.0.2, 13.4.3
/// (inclusive gateway).
final class Joins {
    private Joins() {}

    static void arrive(Walk walk, Node.Join join, Optional<Edge> by) {
        if (by.isEmpty()) {
            pass(walk, join);
            return;
        }
        walk.emit(new Event.TokenArrived(join.id(), by.get().id()));
        var arrived = arrived(walk, join);
        if (join.awaits() == Node.Awaits.ALL
                && Trials.awaited(walk, join).stream().allMatch(in -> arrived.contains(in.id()))) {
            pass(walk, join);
        }
    }

    /// Lets one join that awaits what is under way pass, if one may; when nothing else can move and
    /// joins wait for one another, the first of them goes.
    ///
    /// @return whether one did
    static boolean release(Walk walk) {
        var waiting =
                walk.run.arrivals().keySet().stream()
                        .map(walk.graph::node)
                        .filter(Node.Join.class::isInstance)
                        .map(Node.Join.class::cast)
                        .filter(join -> join.awaits() == Node.Awaits.ACTIVE)
                        .sorted(java.util.Comparator.comparing(Node.Join::id))
                        .toList();
        if (waiting.isEmpty()) {
            return false;
        }
        var next =
                waiting.stream()
                        .filter(join -> !expected(walk, join))
                        .findFirst()
                        .or(() ->
                                walk.run.steps().values().stream().allMatch(Step::abandoned)
                                        ? Optional.of(waiting.getFirst())
                                        : Optional.empty());
        next.ifPresent(join -> pass(walk, join));
        return next.isPresent();
    }

    /// Whether a token under way can come by a way in that has none, and by none that has one.
    private static boolean expected(Walk walk, Node.Join join) {
        var places = places(walk, join.id());
        if (places.isEmpty()) {
            return false;
        }
        var arrived = arrived(walk, join);
        var toEmpty = new HashSet<NodeId>();
        var toFull = new HashSet<NodeId>();
        for (var in : walk.graph.incoming(join.id())) {
            (arrived.contains(in.id()) ? toFull : toEmpty)
                    .addAll(walk.graph.upstream(in, join.id()));
        }
        return places.stream().anyMatch(at -> toEmpty.contains(at) && !toFull.contains(at));
    }

    /// Where tokens are, but for those at this join.
    private static List<NodeId> places(Walk walk, NodeId join) {
        return java.util.stream.Stream.concat(
                        walk.run.steps().values().stream()
                                .filter(step -> !step.abandoned())
                                .map(Step::node),
                        walk.run.arrivals().keySet().stream())
                .filter(at -> !at.equals(join))
                .distinct()
                .toList();
    }

    private static Set<NodeId> arrived(Walk walk, Node.Join join) {
        return walk.run.arrivals().getOrDefault(join.id(), Map.of()).keySet();
    }

    private static void pass(Walk walk, Node.Join join) {
        walk.emit(new Event.JoinPassed(join.id()));
        walk.leave(join.id());
    }
}
