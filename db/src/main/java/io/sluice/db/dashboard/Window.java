package io.sluice.db.dashboard;

import io.sluice.db.Micros;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The runs that figures are about: those that began in a stretch of time.
///
/// @param workflow only its runs
/// @param from the first moment in it
/// @param to the first moment after it
/// @param bucket the parts it is cut into, beginning at whole multiples since 1970 in UTC
public record Window(
        String project, Optional<String> workflow, Instant from, Instant to, Duration bucket) {

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
        values.put("workflow", workflow.orElse(""));
        return values;
    }

    Map<String, Object> withBucket() {
        var values = parameters();
        values.put("bucket", bucketMicros());
        return values;
    }
}
