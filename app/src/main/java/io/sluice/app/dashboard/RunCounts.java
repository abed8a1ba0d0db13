package io.sluice.app.dashboard;

import io.sluice.app.dashboard.DashboardView.Bucket;
import io.sluice.app.dashboard.DashboardView.Totals;
import io.sluice.db.dashboard.RunFigures;
import io.sluice.db.dashboard.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// Every part of the window with its runs, those without any too.
final class RunCounts {
    private RunCounts() {}

    static DashboardView.Runs of(Window window, List<RunFigures.Bucket> found) {
        var byTime =
                found.stream()
                        .collect(Collectors.toMap(RunFigures.Bucket::at, Function.identity()));
        var buckets = new ArrayList<Bucket>();
        for (var at = window.bucketOf(window.from());
                at.isBefore(window.to());
                at = at.plus(window.bucket())) {
            var one = byTime.getOrDefault(at, new RunFigures.Bucket(at, 0, 0, 0, 0));
            buckets.add(
                    new Bucket(at, one.started(), one.completed(), one.failed(), one.canceled()));
        }
        return new DashboardView.Runs(List.copyOf(buckets), totals(buckets));
    }

    private static Totals totals(List<Bucket> buckets) {
        long started = sum(buckets, Bucket::started);
        long completed = sum(buckets, Bucket::completed);
        long failed = sum(buckets, Bucket::failed);
        long canceled = sum(buckets, Bucket::canceled);
        return new Totals(
                started, completed, failed, canceled, started - completed - failed - canceled);
    }

    private static long sum(List<Bucket> buckets, ToLongFunction<Bucket> part) {
        return buckets.stream().mapToLong(part).sum();
    }
}
