package io.sluice.sandbox.qualys.cdr;

import io.sluice.sandbox.http.BadInput;
import io.sluice.sandbox.http.Json;
import io.sluice.sandbox.world.Detections.Finding;
import io.sluice.sandbox.world.Outbox;
import io.sluice.sandbox.world.World;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes findings: they are listed from now on, and delivered if somebody listens. Runs inside a
/// write of the world.
public record Raising(World world) {
    public static final int MOST = 10_000;

    /// A delivery holds no more than this, and no more than its bytes.
    private static final int MOST_TOGETHER = 100;

    private static final int MOST_CHARACTERS = 500_000;

    /// Raises everything, oldest first. Throws [BadInput] naming what cannot be.
    public List<Finding> raise(List<Wish> wishes) {
        int all = wishes.stream().mapToInt(Wish::number).sum();
        if (wishes.stream().anyMatch(wish -> wish.number() < 1) || all > MOST) {
            throw new BadInput("Expected 1 to %d findings, found %d".formatted(MOST, all));
        }
        List<Finding> raised = new ArrayList<>(all);
        for (Wish wish : wishes) {
            raise(wish, raised);
        }
        return raised;
    }

    private void raise(Wish wish, List<Finding> raised) {
        List<Hostility> hostile = hostile(wish);
        Instant at = at(wish);
        List<Map<String, @Nullable Object>> toPush = new ArrayList<>();
        for (int i = 0; i < wish.number(); i++) {
            String uuid = wish.uuid() == null || i > 0 ? world.ids().uuid() : wish.uuid();
            Map<String, @Nullable Object> body =
                    Hostility.on(FindingBodies.listed(wish, i, uuid, at), hostile);
            body.putAll(Wish.or(wish.fields(), Map.of()));
            raised.add(world.controls().detections().add(uuid, at, wish.polled(), body));
            if (wish.pushed()) {
                boolean other = "other".equals(wish.pushId());
                toPush.add(FindingBodies.pushed(body, other ? world.ids().uuid() : null));
            }
        }
        push(toPush, wish.asArray(), at);
    }

    private void push(List<Map<String, @Nullable Object>> bodies, boolean array, Instant at) {
        List<String> together = new ArrayList<>();
        int characters = 0;
        for (Map<String, @Nullable Object> body : bodies) {
            String text = Json.write(body);
            if (!array) {
                deliver(text, at);
                continue;
            }
            boolean full =
                    together.size() == MOST_TOGETHER
                            || characters + text.length() > MOST_CHARACTERS;
            if (full && !together.isEmpty()) {
                deliver("[" + String.join(",", together) + "]", at);
                together.clear();
                characters = 0;
            }
            together.add(text);
            characters += text.length();
        }
        if (!together.isEmpty()) {
            deliver("[" + String.join(",", together) + "]", at);
        }
    }

    private void deliver(String body, Instant at) {
        world.controls().outbox().add(Outbox.Target.CDR, body, at);
    }

    private static List<Hostility> hostile(Wish wish) {
        return Wish.or(wish.hostile(), List.<String>of()).stream()
                .map(name ->
                        Hostility.find(name)
                                .orElseThrow(() ->
                                        new BadInput(
                                                "Expected hostile to name some of %s, found '%s'"
                                                        .formatted(Hostility.allNames(), name))))
                .toList();
    }

    private Instant at(Wish wish) {
        try {
            if (wish.timestamp() != null) {
                return Instant.parse(wish.timestamp());
            }
            return world.realNow().minus(Duration.parse(Wish.or(wish.age(), "PT0S")));
        } catch (DateTimeException e) {
            throw new BadInput(
                    "Expected a timestamp such as 2026-01-05T10:00:00Z or an age such as PT1H: "
                            + e.getMessage());
        }
    }
}
