package io.sluice.nodes.notify;

import io.sluice.engine.value.Values;
import io.sluice.nodes.support.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that a security team wants to find in its SIEM. Texts are made harmless here, once:
/// bounded, in one line, without characters that steer a terminal or turn a line around.
///
/// @param id by which a receiver knows a repeat
/// @param type lower case, dotted: `policy.enforced`
/// @param severity from 0 to 10, as in CEF
/// @param title one sentence
/// @param actor who did it
/// @param subject what it was done to
/// @param fields JSON-like data; left out, visibly, when it is too long
public record SiemEvent(
        String id,
        Instant at,
        String type,
        int severity,
        String title,
        String actor,
        String subject,
        Map<String, @Nullable Object> fields) {
    static final int MOST_CHARACTERS = 16_000;

    private static final int LONGEST_TEXT = 1_000;

    public SiemEvent {
        if (!id.matches("[A-Za-z0-9._:-]{1,128}")) {
            throw new IllegalArgumentException(
                    "Expected an id of at most 128 letters, digits, and ._:-");
        }
        if (!type.matches("[a-z0-9]+([.-][a-z0-9]+){0,9}") || type.length() > 80) {
            throw new IllegalArgumentException(
                    "Expected a type such as policy.enforced, found '%s'"
                            .formatted(Printable.of(type, 80)));
        }
        if (severity < 0 || severity > 10) {
            throw new IllegalArgumentException(
                    "Expected a severity from 0 to 10, found " + severity);
        }
        title = Printable.of(title, LONGEST_TEXT);
        actor = Printable.of(actor, LONGEST_TEXT);
        subject = Printable.of(subject, LONGEST_TEXT);
        fields = bounded(fields);
    }

    private static Map<String, @Nullable Object> bounded(Map<String, @Nullable Object> fields) {
        var kept = Values.normaliseMap(fields);
        var length = Json.write(kept).length();
        return length <= MOST_CHARACTERS
                ? kept
                : Map.of("omitted", "fields of " + length + " characters");
    }

    /// The event as JSON-like data, in a stable order.
    Map<String, @Nullable Object> data() {
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("id", id);
        data.put("at", at.toString());
        data.put("type", type);
        data.put("severity", severity);
        data.put("title", title);
        data.put("actor", actor);
        data.put("subject", subject);
        data.put("fields", fields);
        return data;
    }
}
