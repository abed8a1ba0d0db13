package io.sluice.sandbox.control;

import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Json;
import io.sluice.sandbox.world.Pace;
import io.sluice.sandbox.world.SimulatedClock;
import io.sluice.sandbox.world.World;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// `/clock` and `/pace`: what time it is, and how long things take.
record ClockRoutes(World world) {
    private static final Duration MAX_ADVANCE = Duration.ofDays(400);

    /// One of the two.
    record Change(@Nullable String advance, @Nullable Double speed) {}

    void register(Routes routes) {
        routes.on("GET", "/clock", (call, parts) -> world.read(this::show))
                .on("POST", "/clock", (call, parts) -> change(call))
                .on("GET", "/pace", (call, parts) -> world.read(() -> pace()))
                .on("PATCH", "/pace", (call, parts) -> setPace(call));
    }

    Map<String, Object> clock() {
        SimulatedClock clock = world.clock();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("now", world.now().toString());
        shown.put("speed", clock.speed());
        return shown;
    }

    private Answer show() {
        return Answer.json(200, clock());
    }

    private Answer change(Call call) {
        Change change = Json.parse(call.body(), Change.class);
        String advance = change.advance();
        Double speed = change.speed();
        if (advance == null && speed == null) {
            throw Problem.bad("Expected \"advance\" (such as \"PT10M\") or \"speed\" (such as 60)");
        }
        Duration by = advance == null ? Duration.ZERO : duration(advance);
        return world.write(() -> {
            if (speed != null) {
                setSpeed(speed);
            }
            if (!by.isZero()) {
                world.advance(by);
            }
            return show();
        });
    }

    private void setSpeed(double speed) {
        try {
            world.runAt(speed);
        } catch (IllegalArgumentException e) {
            throw Problem.bad(String.valueOf(e.getMessage()));
        }
    }

    private static Duration duration(String text) {
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isNegative() && duration.compareTo(MAX_ADVANCE) <= 0) {
                return duration;
            }
        } catch (DateTimeException e) {
            throw badDuration(text);
        }
        throw badDuration(text);
    }

    private static Problem badDuration(String text) {
        return Problem.bad(
                "Expected an ISO 8601 duration from PT0S to P400D, such as PT10M, found '%s'"
                        .formatted(text));
    }

    private Answer pace() {
        return Answer.json(200, world.pace());
    }

    /// Lays the given fields over the pace in force.
    private Answer setPace(Call call) {
        JsonNode changes = Json.tree(call.body());
        return world.write(() -> {
            Map<String, Object> all = new LinkedHashMap<>();
            JsonNode before = Json.tree(Json.write(world.pace()));
            before.propertyNames().forEach(name -> all.put(name, before.get(name)));
            for (String name : changes.propertyNames()) {
                if (!all.containsKey(name)) {
                    throw Problem.bad(
                            "Expected one of %s, found '%s'".formatted(all.keySet(), name));
                }
                all.put(name, changes.get(name));
            }
            world.setPace(Json.parse(Json.write(all), Pace.class));
            return pace();
        });
    }
}
