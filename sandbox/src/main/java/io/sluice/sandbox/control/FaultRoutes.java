package io.sluice.sandbox.control;

import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Json;
import io.sluice.sandbox.world.Fault;
import io.sluice.sandbox.world.World;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `/faults`: what shall go wrong.
record FaultRoutes(World world) {
    private static final Set<String> SERVICES =
            Set.of(
                    "abuseipdb",
                    "aws",
                    "feeds",
                    "kubernetes",
                    "qualys",
                    "qualys-gateway",
                    "servicenow",
                    "sink",
                    "splunk",
                    "*");
    private static final Duration MAX_DELAY = Duration.ofMinutes(5);

    void register(Routes routes) {
        routes.on("GET", "/faults", (call, parts) -> world.read(this::list))
                .on("POST", "/faults", (call, parts) -> add(call))
                .on("DELETE", "/faults", (call, parts) -> removeAll())
                .on("DELETE", "/faults/{id}", (call, parts) -> remove(parts.getFirst()));
    }

    /// A fault as it is written; what is absent has a default.
    record Wish(
            @Nullable String service,
            @Nullable String operation,
            @Nullable String kind,
            @Nullable Double probability,
            @Nullable Integer times,
            @Nullable Boolean writesOnly,
            @Nullable Integer status,
            @Nullable String delay,
            @Nullable Long seed) {}

    private Answer add(Call call) {
        Wish wish = Json.parse(call.body(), Wish.class);
        String service = wish.service() == null ? "*" : wish.service();
        if (!SERVICES.contains(service)) {
            throw Problem.bad(
                    "Expected service to be one of %s, found '%s'".formatted(SERVICES, service));
        }
        double probability = wish.probability() == null ? 1 : wish.probability();
        if (!(probability > 0 && probability <= 1)) {
            throw Problem.bad("Expected probability above 0 and up to 1, found " + probability);
        }
        Integer times = wish.times();
        if (times != null && times < 1) {
            throw Problem.bad("Expected times of at least 1 or null, found " + times);
        }
        int status = wish.status() == null ? 503 : wish.status();
        if (status < 400 || status > 599) {
            throw Problem.bad("Expected a status from 400 to 599, found " + status);
        }
        Fault.Kind kind = kind(wish.kind());
        Duration delay = delay(wish.delay());
        return world.write(() -> {
            String id = "fault-%06d".formatted(world.ids().next("fault", 0));
            Fault fault =
                    new Fault(
                            id,
                            service,
                            wish.operation() == null ? "*" : wish.operation(),
                            kind,
                            probability,
                            times,
                            !Boolean.FALSE.equals(wish.writesOnly()),
                            status,
                            delay,
                            wish.seed() == null ? 1 : wish.seed(),
                            0,
                            0);
            world.controls().faults().table().put(id, fault);
            return Answer.json(201, view(fault));
        });
    }

    private static Fault.Kind kind(@Nullable String name) {
        return Fault.Kind.find(name == null ? "" : name)
                .orElseThrow(() ->
                        Problem.bad(
                                "Expected kind to be one of %s, found '%s'"
                                        .formatted(Fault.Kind.allNames(), name)));
    }

    private static Duration delay(@Nullable String text) {
        try {
            Duration delay = text == null ? Duration.ofSeconds(2) : Duration.parse(text);
            if (!delay.isNegative() && delay.compareTo(MAX_DELAY) <= 0) {
                return delay;
            }
        } catch (DateTimeException e) {
            throw Problem.bad(
                    "Expected delay to be a duration such as PT2S, found '%s'".formatted(text));
        }
        throw Problem.bad("Expected a delay from PT0S to PT5M, found " + text);
    }

    private Answer list() {
        List<Map<String, Object>> all =
                world.controls().faults().table().all().stream().map(FaultRoutes::view).toList();
        return Answer.json(200, all);
    }

    private static Map<String, Object> view(Fault fault) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", fault.id());
        view.put("service", fault.service());
        view.put("operation", fault.operation());
        view.put("kind", fault.kind().wireName());
        view.put("probability", fault.probability());
        view.put("times", fault.times());
        view.put("writesOnly", fault.writesOnly());
        view.put("status", fault.status());
        view.put("delay", fault.delay().toString());
        view.put("seed", fault.seed());
        view.put("strikes", fault.strikes());
        return view;
    }

    private Answer removeAll() {
        return world.write(() -> {
            world.controls().faults().table().clear();
            return Answer.empty(204);
        });
    }

    private Answer remove(String id) {
        return world.write(() -> {
            if (world.controls().faults().table().find(id).isEmpty()) {
                throw Problem.missing("fault", id);
            }
            world.controls().faults().table().remove(id);
            return Answer.empty(204);
        });
    }
}
