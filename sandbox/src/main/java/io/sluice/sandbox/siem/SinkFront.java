package io.sluice.sandbox.siem;

import io.sluice.sandbox.gate.Operation;
import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.gate.Vendor;
import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Json;
import io.sluice.sandbox.world.Fault;
import io.sluice.sandbox.world.Inbox;
import io.sluice.sandbox.world.World;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Takes whatever is posted to `/sink/<name>`. With a secret it wants the signature of Standard
/// Webhooks; a message whose id came before is the same message, and not kept again.
public final class SinkFront implements Vendor {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final List<String> KEPT =
            List.of(
                    "content-type",
                    "user-agent",
                    "webhook-id",
                    "webhook-timestamp",
                    "webhook-signature");

    private final World world;

    public SinkFront(World world) {
        this.world = world;
    }

    @Override
    public String service() {
        return "sink";
    }

    @Override
    public Operation operation(Call call) {
        String name = call.path().substring(1);
        boolean take = call.method().equals("POST") && name.matches("[A-Za-z0-9_-]{1,60}");
        return new Operation(
                call.method() + " /" + name,
                take,
                () -> take ? take(name, call) : Outcome.of(Answer.text(404, "Not Found\n")));
    }

    private Outcome take(String name, Call call) {
        Inbox inbox = world.controls().inbox();
        Inbox.Sink sink = inbox.sink(name);
        String secret = sink.secret();
        if (secret != null && !isSigned(call, secret, world.realNow())) {
            return Outcome.of(Answer.json(401, Map.of("error", "invalid signature")));
        }
        if (sink.status() >= 300) {
            return Outcome.of(Answer.text(sink.status(), "As configured\n"));
        }
        String id = call.header("webhook-id").orElse("");
        Answer taken = Answer.json(sink.status(), Map.of("status", "ok"));
        String channel = "sink/" + name;
        if (inbox.knows(channel, id)) {
            return Outcome.write(taken, false, name, id);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        KEPT.forEach(h -> call.header(h).ifPresent(value -> headers.put(h, value)));
        inbox.add(channel, id, headers, call.body(), parsed(call.body()));
        return Outcome.applied(taken, name, id);
    }

    private static @Nullable Map<String, @Nullable Object> parsed(String body) {
        try {
            JsonNode tree = Json.tree(body);
            Map<String, @Nullable Object> parts = new LinkedHashMap<>();
            for (String property : tree.propertyNames()) {
                parts.put(property, Json.plain(tree.get(property)));
            }
            return parts;
        } catch (RuntimeException e) {
            return null;
        }
    }

    /// `v1,<base64>` over `<id>.<timestamp>.<body>`, any of several.
    static boolean isSigned(Call call, String secret, Instant now) {
        String id = call.header("webhook-id").orElse("");
        String at = call.header("webhook-timestamp").orElse("");
        if (id.isEmpty() || !at.matches("[0-9]{1,12}")) {
            return false;
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(at)), now).abs();
        byte[] expected = sign(secret, id + "." + at + "." + call.body());
        for (String given : call.header("webhook-signature").orElse("").split(" ")) {
            if (given.startsWith("v1,")
                    && age.compareTo(WINDOW) <= 0
                    && MessageDigest.isEqual(
                            given.substring(3).getBytes(StandardCharsets.UTF_8),
                            Base64.getEncoder().encode(expected))) {
                return true;
            }
        }
        return false;
    }

    private static byte[] sign(String secret, String text) {
        try {
            String key = secret.startsWith("whsec_") ? secret.substring(6) : secret;
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK lacks HMAC-SHA256", e);
        }
    }

    @Override
    public Answer refusal(Fault.Kind kind, int status, Operation operation, Call call) {
        return switch (kind) {
            case HTML -> Answer.html(200, "<html><body>Welcome</body></html>");
            case UNAUTHORIZED -> Answer.json(401, Map.of("error", "invalid signature"));
            case RATE_LIMIT, THROTTLE, CONCURRENCY_LIMIT ->
                    Answer.text(429, "Too Many Requests\n").with("Retry-After", "30");
            case STATUS, DELAY, APPLY_THEN_DROP, DROP_BEFORE ->
                    Answer.text(status, "Injected fault\n");
        };
    }
}
