package io.sluice.sandbox.qualys.fo;

import io.sluice.sandbox.gate.Permit;
import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// The limits of FO, each endpoint for itself: first how many calls run at once, then how many
/// began within the last hour of the sandbox's clock. What a caller is told to wait is real time.
/// Counts live in memory only.
final class FoLimits {
    private static final Duration WINDOW = Duration.ofHours(1);

    private final World world;
    private final Map<String, Endpoint> endpoints = new HashMap<>();

    FoLimits(World world) {
        this.world = world;
    }

    private static final class Endpoint {
        private final Deque<Instant> begun = new ArrayDeque<>();
        private int running;
        private boolean toldToWait;
    }

    synchronized Permit admit(String path) {
        Instant now = world.now();
        Endpoint endpoint = endpoints.computeIfAbsent(path, p -> new Endpoint());
        while (!endpoint.begun.isEmpty() && !endpoint.begun.peekFirst().plus(WINDOW).isAfter(now)) {
            endpoint.begun.removeFirst();
        }
        int concurrency = world.pace().foConcurrency();
        if (endpoint.running >= concurrency) {
            long over = endpoint.running - concurrency + 1L;
            return refused(FoError.tooMany(over), headers(endpoint));
        }
        if (endpoint.begun.size() >= world.pace().foRateLimit()) {
            return refused(endpoint, now);
        }
        endpoint.toldToWait = false;
        endpoint.begun.addLast(now);
        endpoint.running++;
        return new Permit(null, headers(endpoint), () -> leave(endpoint));
    }

    private synchronized void leave(Endpoint endpoint) {
        endpoint.running--;
    }

    /// The first blocked answer keeps the header of the wait to itself; a repeat tells it.
    private Permit refused(Endpoint endpoint, Instant now) {
        Duration simulated = Duration.between(now, endpoint.begun.getFirst().plus(WINDOW));
        long seconds = Math.max(1, (world.clock().realWait(simulated).toMillis() + 999) / 1000);
        Map<String, String> headers = headers(endpoint);
        if (endpoint.toldToWait) {
            headers.put("X-RateLimit-ToWait-Sec", Long.toString(seconds));
        } else {
            headers.remove("X-RateLimit-ToWait-Sec");
        }
        endpoint.toldToWait = true;
        return refused(FoError.tooOften(seconds), headers);
    }

    private Permit refused(FoError error, Map<String, String> headers) {
        Answer answer = new FoAnswers(world.now()).error(error);
        return new Permit(answer, headers, () -> {});
    }

    private Map<String, String> headers(Endpoint endpoint) {
        int limit = world.pace().foRateLimit();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-RateLimit-Limit", Integer.toString(limit));
        headers.put("X-RateLimit-Window-Sec", Long.toString(WINDOW.toSeconds()));
        headers.put(
                "X-RateLimit-Remaining",
                Integer.toString(Math.max(0, limit - endpoint.begun.size())));
        headers.put("X-RateLimit-ToWait-Sec", "0");
        headers.put("X-Concurrency-Limit-Limit", Integer.toString(world.pace().foConcurrency()));
        headers.put("X-Concurrency-Limit-Running", Integer.toString(endpoint.running));
        headers.put(
                "X-Powered-By",
                "Qualys:SANDBOX:00000000-0000-4000-8000-000000000001:00000000-0000-4000-8000-000000000002");
        return headers;
    }
}
