package io.sluice.app.event;

import io.sluice.app.secret.KnownSecrets;
import io.sluice.codec.value.JsonValues;
import io.sluice.codec.value.MalformedJson;
import io.sluice.db.intake.Inbox;
import io.sluice.engine.port.RunStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What events brought, as it may be shown: secrets that are known here are blotted out, and so is
/// what stands under a name that speaks of one. That of an event which began a run is the run's
/// trigger.
@Component
class Payloads {
    private static final int LONGEST = 64 * 1024;
    private static final String BLOT = "•••";
    private static final Pattern SECRET =
            Pattern.compile(
                    "(?i).*(passw(or)?d|secret|credential|authorization|private.?key|api.?key).*"
                            + "|(?i)(.*[-_])?token|(?i)(access|refresh|id|session|auth|security)token");

    private final RunStore runs;

    Payloads(RunStore runs) {
        this.runs = runs;
    }

    /// @param value data; the text of its beginning when it is cut
    record Payload(@Nullable Object value, boolean cut) {}

    Payload of(Inbox.Item item) {
        var text = item.payload();
        if (item.outcome() == Inbox.Outcome.STARTED && item.run().isPresent()) {
            var stored = runs.load(List.of(item.run().get())).get(item.run().get());
            return stored == null ? new Payload(null, true) : shown(stored.state().trigger());
        }
        try {
            return shown(JsonValues.read(text));
        } catch (MalformedJson cut) {
            // Stored only up to a length: names of secrets can no longer be told from values.
            return new Payload(KnownSecrets.blot(text), true);
        }
    }

    private static Payload shown(@Nullable Object value) {
        var text = KnownSecrets.blot(JsonValues.write(redacted(value)));
        return text.length() > LONGEST
                ? new Payload(text.substring(0, LONGEST), true)
                : new Payload(JsonValues.read(text), false);
    }

    private static @Nullable Object redacted(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((key, item) -> {
                    var name = String.valueOf(key);
                    boolean hidden = item != null && SECRET.matcher(name).matches();
                    copy.put(name, hidden ? BLOT : redacted(item));
                });
                yield copy;
            }
            case List<?> list -> list.stream().map(Payloads::redacted).toList();
            case null, default -> value;
        };
    }
}
