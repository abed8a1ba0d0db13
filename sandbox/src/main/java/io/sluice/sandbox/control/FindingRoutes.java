package io.sluice.sandbox.control;

import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Fields;
import io.sluice.sandbox.http.Json;
import io.sluice.sandbox.qualys.cdr.Raising;
import io.sluice.sandbox.qualys.cdr.Wish;
import io.sluice.sandbox.world.Detections;
import io.sluice.sandbox.world.Detections.Finding;
import io.sluice.sandbox.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// `/findings` raises and shows findings of Cloud Detection and Response; `/cdr` is how its API
/// behaves.
record FindingRoutes(World world) {
    private static final int SHOWN = 100;
    private static final int MAX_LIMIT = 10_000;

    void register(Routes routes) {
        routes.on("GET", "/findings", (call, parts) -> list(call))
                .on("POST", "/findings", (call, parts) -> raise(call))
                .on("DELETE", "/findings", (call, parts) -> clear())
                .on("GET", "/cdr", (call, parts) -> world.read(this::service))
                .on("PATCH", "/cdr", (call, parts) -> change(call));
    }

    /// One finding, or a list of them.
    private Answer raise(Call call) {
        JsonNode tree = Json.tree(call.body());
        List<Wish> wishes = new ArrayList<>();
        if (tree.isArray()) {
            tree.forEach(each -> wishes.add(Json.parse(each.toString(), Wish.class)));
        } else {
            wishes.add(Json.parse(tree.toString(), Wish.class));
        }
        return world.write(() -> {
            List<Finding> raised = new Raising(world).raise(wishes);
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("count", raised.size());
            view.put("findings", raised.stream().limit(SHOWN).map(Finding::body).toList());
            return Answer.json(201, view);
        });
    }

    private Answer list(Call call) {
        Fields query = call.queryFields();
        String limit = query.orElse("limit", Integer.toString(SHOWN));
        if (!limit.matches("[0-9]{1,5}") || Integer.parseInt(limit) > MAX_LIMIT) {
            throw Problem.bad("Expected limit from 0 to 10000, found '%s'".formatted(limit));
        }
        return world.read(() -> {
            Detections detections = world.controls().detections();
            return Answer.json(
                    200,
                    detections.newestFirst().stream()
                            .limit(Integer.parseInt(limit))
                            .map(Finding::body)
                            .toList());
        });
    }

    private Answer clear() {
        return world.write(() -> {
            world.controls().detections().clear();
            return Answer.empty(204);
        });
    }

    private Answer service() {
        return Answer.json(200, world.controls().detections().service());
    }

    /// What is left out stays.
    record Change(@Nullable Boolean provisioned, @Nullable Integer maxPageSize) {}

    private Answer change(Call call) {
        Change change = Json.parse(call.body(), Change.class);
        return world.write(() -> {
            Detections detections = world.controls().detections();
            Detections.Service before = detections.service();
            Boolean provisioned = change.provisioned();
            Integer maxPageSize = change.maxPageSize();
            try {
                detections.setService(
                        new Detections.Service(
                                provisioned == null ? before.provisioned() : provisioned,
                                maxPageSize == null ? before.maxPageSize() : maxPageSize));
            } catch (IllegalArgumentException e) {
                throw Problem.bad(String.valueOf(e.getMessage()));
            }
            return service();
        });
    }
}
