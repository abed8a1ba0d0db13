package io.sluice.sandbox.control;

import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Json;
import io.sluice.sandbox.world.Outbox;
import io.sluice.sandbox.world.Outbox.Destination;
import io.sluice.sandbox.world.World;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// `/targets`: where events and approval decisions are delivered. `/deliveries`: what is on its
/// way.
record TargetRoutes(World world) {
    private static final Set<String> CLOSED_HEADERS =
            Set.of("host", "content-length", "connection", "expect", "upgrade");

    void register(Routes routes) {
        routes.on("GET", "/targets", (call, parts) -> world.read(this::show))
                .on("PUT", "/targets", (call, parts) -> change(call))
                .on(
                        "GET",
                        "/deliveries",
                        (call, parts) ->
                                world.read(() ->
                                        Answer.json(200, world.controls().outbox().messages())));
    }

    private Answer show() {
        Map<String, Object> view = new LinkedHashMap<>();
        for (Outbox.Target target : Outbox.Target.values()) {
            view.put(
                    target.wireName(),
                    world.controls().outbox().destination(target).map(this::view).orElse(null));
        }
        return Answer.json(200, view);
    }

    private Map<String, Object> view(Destination destination) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("url", destination.url());
        view.put("headers", destination.headers());
        view.put("signed", destination.hmacSecret() != null);
        return view;
    }

    /// A target that is written replaces the old one, null removes it, one left out stays.
    private Answer change(Call call) {
        JsonNode tree = Json.tree(call.body());
        Map<Outbox.Target, @Nullable Destination> changes = new LinkedHashMap<>();
        for (Outbox.Target target : Outbox.Target.values()) {
            JsonNode node = tree.get(target.wireName());
            if (node != null) {
                changes.put(target, node.isNull() ? null : destination(node));
            }
        }
        return world.write(() -> {
            changes.forEach(world.controls().outbox()::direct);
            return show();
        });
    }

    private static Destination destination(JsonNode node) {
        Destination destination = Json.parse(node.toString(), Destination.class);
        checkUrl(destination.url());
        for (String header : destination.headers().keySet()) {
            if (!header.matches("[A-Za-z0-9-]+")
                    || CLOSED_HEADERS.contains(header.toLowerCase(Locale.ROOT))) {
                throw Problem.bad("A target may not set the header '%s'".formatted(header));
            }
        }
        return destination;
    }

    private static void checkUrl(@Nullable String url) {
        try {
            URI uri = URI.create(url == null ? "" : url);
            if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw Problem.bad(
                    "Expected url to be an http or https address, found '%s'".formatted(url));
        }
        throw Problem.bad("Expected url to be an http or https address, found '%s'".formatted(url));
    }
}
