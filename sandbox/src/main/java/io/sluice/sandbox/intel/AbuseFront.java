package io.sluice.sandbox.intel;

import io.sluice.sandbox.gate.Operation;
import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.gate.Vendor;
import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Fields;
import io.sluice.sandbox.world.Fault;
import io.sluice.sandbox.world.Intelligence;
import io.sluice.sandbox.world.Intelligence.Mode;
import io.sluice.sandbox.world.Intelligence.Reputation;
import io.sluice.sandbox.world.Intelligence.Service;
import io.sluice.sandbox.world.World;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// AbuseIPDB, version 2: one check. Each counts against the day, which is real time.
public final class AbuseFront implements Vendor {
    private static final String KEY = "sandbox-key";
    private static final String CHECK = "/api/v2/check";

    private final World world;

    public AbuseFront(World world) {
        this.world = world;
    }

    @Override
    public String service() {
        return "abuseipdb";
    }

    /// A write, because it is counted.
    @Override
    public Operation operation(Call call) {
        if (!call.method().equals("GET") || !call.path().equals(CHECK)) {
            return new Operation(
                    call.method() + " " + call.path(),
                    false,
                    () -> Outcome.of(error(404, "The requested endpoint does not exist.", "")));
        }
        return new Operation("GET " + CHECK, true, () -> check(call));
    }

    private Outcome check(Call call) {
        if (!call.header("key").orElse("").equals(KEY)) {
            return Outcome.of(unauthorized());
        }
        Intelligence known = world.controls().intelligence();
        Service service = known.service();
        Instant now = world.realNow();
        if (service.mode() == Mode.PLAN) {
            return Outcome.of(
                    error(402, "Your plan does not include this feature. Please upgrade.", ""));
        }
        if (service.isExhausted(now)) {
            return Outcome.of(exhausted(service, now));
        }
        Fields query = call.queryFields();
        String age = query.orElse("maxAgeInDays", "30");
        if (!age.matches("[0-9]{1,3}")
                || Integer.parseInt(age) < 1
                || Integer.parseInt(age) > 365) {
            return Outcome.of(
                    error(422, "The max age in days must be between 1 and 365.", "maxAgeInDays"));
        }
        Optional<InetAddress> address = address(query.orElse("ipAddress", ""));
        if (address.isEmpty()) {
            return Outcome.of(
                    error(
                            422,
                            "The ip address must be a valid IPv4 or IPv6 address (e.g. 8.8.8.8 or"
                                    + " 2001:4860:4860::8888).",
                            "ipAddress"));
        }
        known.count();
        String text = query.orElse("ipAddress", "");
        Answer answer = Answer.json(200, Map.of("data", data(text, address.get(), age)));
        return Outcome.applied(answer.with(limits(known.service(), now)), text, "");
    }

    private static Optional<InetAddress> address(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Map<String, Object> data(String text, InetAddress address, String age) {
        Optional<Reputation> known = world.controls().intelligence().reputation(text);
        Instant oldest = world.realNow().minus(Duration.ofDays(Long.parseLong(age)));
        Optional<Reputation> counted = known.filter(r -> r.at().isAfter(oldest));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("ipAddress", text);
        data.put("isPublic", !address.isSiteLocalAddress() && !address.isLoopbackAddress());
        data.put("ipVersion", address instanceof Inet4Address ? 4 : 6);
        data.put("isWhitelisted", known.map(Reputation::whitelisted).orElse(null));
        data.put("abuseConfidenceScore", counted.map(Reputation::score).orElse(0));
        data.put("countryCode", "ZZ");
        data.put("usageType", "Data Center/Web Hosting/Transit");
        data.put("isp", "Example Hosting");
        data.put("domain", "hosting.example");
        data.put("hostnames", List.of());
        data.put("isTor", false);
        data.put("totalReports", counted.map(Reputation::reports).orElse(0));
        data.put("numDistinctUsers", counted.map(r -> Math.min(4, r.reports())).orElse(0));
        data.put(
                "lastReportedAt",
                counted.filter(r -> r.reports() > 0)
                        .map(r -> r.at().toString().replaceAll("(\\.\\d+)?Z$", "+00:00"))
                        .orElse(null));
        return data;
    }

    private static Map<String, String> limits(Service service, Instant now) {
        return Map.of(
                "X-RateLimit-Limit", Integer.toString(service.dailyLimit()),
                "X-RateLimit-Remaining", Integer.toString(service.remaining(now)));
    }

    private static Answer exhausted(Service service, Instant now) {
        Instant reset = service.resetsAt(now);
        long seconds = Math.max(1, Duration.between(now, reset).toSeconds());
        return error(
                        429,
                        "Daily rate limit of %d requests exceeded for this endpoint. See headers for additional details."
                                .formatted(service.dailyLimit()),
                        "")
                .with(limits(service, now))
                .with("Retry-After", Long.toString(seconds))
                .with("X-RateLimit-Reset", Long.toString(reset.getEpochSecond()));
    }

    private static Answer unauthorized() {
        return error(
                401,
                "Authentication failed. Your API key is either missing, incorrect, or revoked."
                        + " Note: The APIv2 key differs from the APIv1 key.",
                "");
    }

    private static Answer error(int status, String detail, String parameter) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("detail", detail);
        error.put("status", status);
        if (!parameter.isEmpty()) {
            error.put("source", Map.of("parameter", parameter));
        }
        return Answer.json(status, Map.of("errors", List.of(error)));
    }

    @Override
    public Answer refusal(Fault.Kind kind, int status, Operation operation, Call call) {
        return switch (kind) {
            case HTML -> Answer.html(200, "<html><body>Checking your browser</body></html>");
            case UNAUTHORIZED -> unauthorized();
            case RATE_LIMIT, THROTTLE, CONCURRENCY_LIMIT ->
                    error(429, "Too many requests.", "").with("Retry-After", "60");
            case STATUS, DELAY, APPLY_THEN_DROP, DROP_BEFORE -> error(status, "Injected fault", "");
        };
    }
}
