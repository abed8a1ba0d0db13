package io.sluice.sandbox.servicenow;

import io.sluice.sandbox.gate.Permit;
import io.sluice.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The instance's rate limit: so many calls in each hour of the sandbox's clock, counted in memory.
final class HourlyRule {
    private static final String RULE = "5e7b0c1f2d3a4b5c6d7e8f9000000001";
    private static final Duration HOUR = Duration.ofHours(1);

    private final World world;
    private @Nullable Instant begun;
    private int used;

    HourlyRule(World world) {
        this.world = world;
    }

    synchronized Permit admit() {
        int limit = world.pace().serviceNowHourlyLimit();
        if (limit == 0) {
            return Permit.FREE;
        }
        Instant now = world.now();
        if (begun == null || !now.isBefore(begun.plus(HOUR))) {
            begun = now;
            used = 0;
        }
        Duration left = world.clock().realWait(Duration.between(now, begun.plus(HOUR)));
        long seconds = Math.max(1, left.toSeconds());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-RateLimit-Limit", Integer.toString(limit));
        headers.put("X-RateLimit-Reset", Long.toString(world.realNow().getEpochSecond() + seconds));
        headers.put("X-RateLimit-Rule", RULE);
        if (used >= limit) {
            headers.put("Retry-After", Long.toString(seconds));
            return new Permit(SnError.rateLimited().answer(), headers, () -> {});
        }
        used++;
        return new Permit(null, headers, () -> {});
    }
}
