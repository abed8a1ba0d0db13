package io.sluice.db.dashboard;

import io.sluice.db.Micros;
import io.sluice.db.Only;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The runs that figures are about: those that began in a stretch of time.
///
/// @param workflow only its runs
/// @param only runs of these workflows, where not one is named
/// @param from the first moment in it
/// @param to the first moment after it
/// @param bucket the parts it is cut into, beginning at whole multiples since 1970 in UTC
public record Window(
        String project,
        Optional<String> workflow,
        Optional<Set<String>> only,
        Instant from,
        Instant to,
        Duration bucket) {
    /// No workflow is called so.
    private static final String SOME = " ";

    /// Of all workflows, or the one that is named.
    public Window(
            String project, Optional<String> workflow, Instant from, Instant to, Duration bucket) {
        this(project, workflow, Optional.empty(), from, to, bucket);
    }

    /// The beginning of the part in which a moment lies.
    public Instant bucketOf(Instant at) {
        return start(Micros.of(at) / bucketMicros());
    }

    Instant start(long number) {
        return Micros.instant(number * bucketMicros());
    }

    long bucketMicros() {
        return bucket.toNanos() / 1000;
    }

    Map<String, Object> parameters() {
        var values = new LinkedHashMap<String, Object>();
        values.put("project", project);
        values.put("from", Micros.of(from));
        values.put("to", Micros.of(to));
        values.put("workflow", workflow.orElse(only.isPresent() ? SOME : ""));
        values.put("workflows", Only.of(workflow.map(Set::of).or(() -> only).orElse(Set.of())));
        return values;
    }

    Map<String, Object> withBucket() {
        var values = parameters();
        values.put("bucket", bucketMicros());
        return values;
    }
}
