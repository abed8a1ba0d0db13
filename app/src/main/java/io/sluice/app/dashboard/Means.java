package io.sluice.app.dashboard;

import io.sluice.app.dashboard.DashboardView.Mean;
import io.sluice.app.dashboard.DashboardView.WorkflowName;
import io.sluice.db.dashboard.ChangeFigures.Response;
import io.sluice.db.dashboard.Span;
import io.sluice.db.dashboard.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// From sums to means: of a workflow, of all of them, of a part of the window.
final class Means {
    private static final double NANOS = 1e9;

    private Means() {}

    static DashboardView.Measures measures(
            Map<String, Span> detected,
            List<Response> responses,
            Function<String, WorkflowName> name) {
        var byWorkflow = responses.stream().collect(Collectors.groupingBy(Response::workflow));
        var ids = new TreeSet<>(byWorkflow.keySet());
        ids.addAll(detected.keySet());
        return new DashboardView.Measures(
                Mean.of(sum(detected.values(), Function.identity())),
                Mean.of(sum(responses, Response::contained)),
                Mean.of(sum(responses, Response::resolved)),
                ids.stream()
                        .map(id -> {
                            var own = byWorkflow.getOrDefault(id, List.of());
                            return new DashboardView.WorkflowMeasures(
                                    name.apply(id),
                                    Mean.of(detected.getOrDefault(id, Span.NONE)),
                                    Mean.of(sum(own, Response::contained)),
                                    Mean.of(sum(own, Response::resolved)));
                        })
                        .toList());
    }

    static DashboardView.TimeToPatch patches(Window window, List<Response> responses) {
        var byTime = responses.stream().collect(Collectors.groupingBy(Response::at));
        var buckets = new ArrayList<DashboardView.PatchBucket>();
        for (var at = window.bucketOf(window.from());
                at.isBefore(window.to());
                at = at.plus(window.bucket())) {
            var mean = Mean.of(sum(byTime.getOrDefault(at, List.of()), Response::patched));
            buckets.add(new DashboardView.PatchBucket(at, mean.seconds(), mean.count()));
        }
        var all = Mean.of(sum(responses, Response::patched));
        return new DashboardView.TimeToPatch(all.seconds(), all.count(), List.copyOf(buckets));
    }

    private static <T> Span sum(Collection<T> parts, Function<T, Span> span) {
        return parts.stream().map(span).reduce(Span.NONE, Span::plus);
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }
}
