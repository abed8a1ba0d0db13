package io.sluice.sandbox.siem;

import io.sluice.sandbox.gate.Operation;
import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.gate.Vendor;
import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.BadInput;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Json;
import io.sluice.sandbox.world.Fault;
import io.sluice.sandbox.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Splunk's HTTP Event Collector: several events may follow one another in one body. It keeps
/// whatever it is sent, also twice.
public final class SplunkFront implements Vendor {
    private static final String TOKEN = "Splunk sandbox-hec";

    private final World world;

    public SplunkFront(World world) {
        this.world = world;
    }

    @Override
    public String service() {
        return "splunk";
    }

    @Override
    public Operation operation(Call call) {
        String name = call.method() + " " + call.path();
        return switch (name) {
            case "POST /services/collector/event",
                    "POST /services/collector",
                    "POST /services/collector/event/1.0" ->
                    new Operation("POST /services/collector/event", true, () -> collect(call));
            case "GET /services/collector/health" ->
                    new Operation(name, false, () -> Outcome.of(answer(200, "HEC is healthy", 17)));
            default ->
                    new Operation(
                            name,
                            false,
                            () ->
                                    Outcome.of(
                                            answer(
                                                    404,
                                                    "The requested URL was not found on this"
                                                            + " server.",
                                                    404)));
        };
    }

    private Outcome collect(Call call) {
        String authorization = call.header("authorization").orElse("");
        if (authorization.isEmpty()) {
            return Outcome.of(answer(401, "Token is required", 2));
        }
        if (!authorization.equals(TOKEN)) {
            return Outcome.of(
                    authorization.startsWith("Splunk ")
                            ? answer(403, "Invalid token", 4)
                            : answer(401, "Invalid authorization", 3));
        }
        if (call.body().isBlank()) {
            return Outcome.of(answer(400, "No data", 5));
        }
        List<JsonNode> events = new ArrayList<>();
        try {
            Json.values(call.body()).forEach(events::add);
        } catch (BadInput e) {
            return Outcome.of(numbered(answer(400, "Invalid data format", 6), events.size()));
        }
        for (int i = 0; i < events.size(); i++) {
            JsonNode event = events.get(i).get("event");
            if (event == null || event.isNull()) {
                return Outcome.of(numbered(answer(400, "Event field is required", 12), i));
            }
            if (event.isString() && event.asString().isBlank()) {
                return Outcome.of(numbered(answer(400, "Event field cannot be blank", 13), i));
            }
        }
        for (JsonNode event : events) {
            world.controls().inbox().add("splunk", "", Map.of(), event.toString(), parsed(event));
        }
        return Outcome.applied(answer(200, "Success", 0), "events", "");
    }

    private static Map<String, @Nullable Object> parsed(JsonNode event) {
        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
        for (String name : List.of("time", "host", "source", "sourcetype", "index", "event")) {
            JsonNode value = event.get(name);
            if (value != null) {
                parts.put(name, Json.plain(value));
            }
        }
        return parts;
    }

    private static Answer answer(int status, String text, int code) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("text", text);
        body.put("code", code);
        return Answer.json(status, body);
    }

    private static Answer numbered(Answer answer, int event) {
        JsonNode before = Json.tree(answer.body());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("text", before.get("text").asString());
        body.put("code", before.get("code").asInt());
        body.put("invalid-event-number", event);
        return Answer.json(answer.status(), body);
    }

    @Override
    public Answer refusal(Fault.Kind kind, int status, Operation operation, Call call) {
        return switch (kind) {
            case HTML -> Answer.html(status, "<html><body>Bad Gateway</body></html>");
            case UNAUTHORIZED -> answer(403, "Token disabled", 1);
            case RATE_LIMIT, THROTTLE, CONCURRENCY_LIMIT -> answer(503, "Server is busy", 9);
            case STATUS, DELAY, APPLY_THEN_DROP, DROP_BEFORE ->
                    answer(status, "Internal server error", 8);
        };
    }
}
