package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.NodeFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How an object in a cluster stands against the one that is wanted. The server itself is asked by
/// a dry run, so that its defaults are no differences.
///
/// @param live the object, when there is one
/// @param foreign keys of the spec that somebody else has added
record Comparison(
        State state, Optional<Live> live, List<Difference> differences, List<String> foreign) {
    /// What was found.
    enum State {
        /// There is none.
        MISSING,
        /// It is as wanted.
        SAME,
        /// It is as we left it, and something else is wanted now.
        CHANGED,
        /// It is ours, and somebody else has changed it.
        DRIFTED,
        /// It is somebody else's, or another policy's.
        CONFLICT
    }

    /// @param wanted the object as it would be applied
    /// @param tolerant whether to do without a dry run where the account may only read
    static Comparison of(
            Cluster cluster, Ref ref, Map<String, @Nullable Object> wanted, boolean tolerant)
            throws NodeFailure {
        var found = cluster.find(ref).map(Live::new);
        var then = tried(cluster, ref, wanted, found.isPresent(), tolerant);
        return found.isEmpty()
                ? new Comparison(State.MISSING, found, List.of(), List.of())
                : compared(found.get(), wanted, then);
    }

    private static Optional<Map<String, @Nullable Object>> tried(
            Cluster cluster,
            Ref ref,
            Map<String, @Nullable Object> wanted,
            boolean force,
            boolean tolerant)
            throws NodeFailure {
        try {
            return Optional.of(cluster.apply(ref, wanted, force, true));
        } catch (NodeFailure e) {
            if (tolerant && e.code().equals("kubernetes.forbidden")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Comparison compared(
            Live live,
            Map<String, @Nullable Object> wanted,
            Optional<Map<String, @Nullable Object>> then) {
        boolean known = live.ours() && live.hash().equals(new Live(wanted).hash());
        var foreign = foreign(live, wanted);
        var differences =
                then.isEmpty() && known && !live.touched()
                        ? List.<Difference>of()
                        : differences(live, then.orElse(wanted), foreign);
        var state =
                live.belongsTo(new Live(wanted).policy())
                        ? state(live, known, differences)
                        : State.CONFLICT;
        return new Comparison(state, Optional.of(live), differences, foreign);
    }

    private static State state(Live live, boolean known, List<Difference> differences) {
        if (differences.isEmpty()) {
            return State.SAME;
        }
        boolean drifted = !Neutral.is(live.object()) && (known || live.touched());
        return drifted ? State.DRIFTED : State.CHANGED;
    }

    /// An apply takes nothing away that it does not own; what was added to the spec would stay.
    private static List<String> foreign(Live live, Map<String, @Nullable Object> wanted) {
        var spec = new Live(wanted).spec();
        return live.touched()
                ? live.spec().keySet().stream()
                        .map(String::valueOf)
                        .filter(key -> !spec.containsKey(key))
                        .sorted()
                        .toList()
                : List.of();
    }

    private static List<Difference> differences(
            Live live, Map<String, @Nullable Object> then, List<String> foreign) {
        var differences =
                new ArrayList<>(Difference.between(live.object().get("spec"), then.get("spec")));
        differences.removeIf(
                d -> foreign.stream().anyMatch(key -> d.field().equals("spec." + key)));
        foreign.forEach(key -> differences.add(Difference.foreign(key, live.spec().get(key))));
        return List.copyOf(differences);
    }

    /// The differences in one line.
    String summary() {
        return String.join("; ", differences.stream().limit(5).map(Difference::text).toList());
    }
}
