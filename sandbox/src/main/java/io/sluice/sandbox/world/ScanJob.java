package io.sluice.sandbox.world;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A cloud perimeter scan job: a schedule entry that launches scans.
///
/// @param parameters as the caller gave them
/// @param nextLaunch when it will be picked up; absent when it will not
/// @param problem why the last pick-up launched nothing
public record ScanJob(
        long id,
        Map<String, String> parameters,
        boolean active,
        Instant created,
        @Nullable Instant nextLaunch,
        int launches,
        @Nullable String problem) {
    public ScanJob {
        parameters = new TreeMap<>(parameters);
    }

    public String title() {
        return parameters.getOrDefault("scan_title", "");
    }

    public boolean isRecurring() {
        return "recurring".equals(parameters.get("schedule"));
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    public ScanJob with(
            Map<String, String> newParameters, boolean nowActive, @Nullable Instant next) {
        return new ScanJob(id, newParameters, nowActive, created, next, launches, problem);
    }

    ScanJob launched(boolean stillActive, @Nullable Instant next, @Nullable String newProblem) {
        return new ScanJob(id, parameters, stillActive, created, next, launches + 1, newProblem);
    }
}
