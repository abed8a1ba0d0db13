package io.sluice.policy.hit;

import io.sluice.policy.finding.Names;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/// Reads the JSON lines that Tetragon exports (`process_kprobe`, `process_lsm`,
/// `process_tracepoint`, `process_uprobe`; everything else is none of our business).
public final class TetragonEvents {
    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(60)
                                                    .maxDocumentLength(1_000_000)
                                                    .build())
                                    .build())
                    .build();

    private TetragonEvents() {}

    /// What a line turned out to be.
    public sealed interface Line {}

    public record Matched(Hit hit) implements Line {}

    /// An event of another kind, or of no policy.
    public record Other() implements Line {}

    public record Malformed(String why) implements Line {}

    public static Line read(String line) {
        if (line.isBlank()) {
            return new Other();
        }
        try {
            return JSON.readValue(line, Object.class) instanceof Map<?, ?> event
                    ? event(event)
                    : new Malformed("Expected an event (a JSON object).");
        } catch (JacksonException e) {
            return new Malformed("Expected a JSON object on each line: " + e.getOriginalMessage());
        }
    }

    private static Line event(Map<?, ?> event) {
        for (var kind :
                java.util.List.of(
                        "process_kprobe", "process_lsm", "process_tracepoint", "process_uprobe")) {
            if (event.get(kind) instanceof Map<?, ?> body) {
                return matched(event, body);
            }
        }
        return new Other();
    }

    private static Line matched(Map<?, ?> event, Map<?, ?> body) {
        var policy = text(body, "policy_name");
        if (policy.isEmpty() || !Names.isSubdomain(policy)) {
            return new Other();
        }
        var at = moment(event.get("time"));
        if (at.isEmpty()) {
            return new Malformed(
                    "Expected the time of the event (RFC 3339), found "
                            + clip(String.valueOf(event.get("time")))
                            + ".");
        }
        var process = object(body, "process");
        var pod = object(process, "pod");
        return new Matched(
                new Hit(
                        policy,
                        text(pod, "namespace"),
                        text(pod, "name"),
                        text(object(pod, "container"), "name"),
                        text(process, "binary"),
                        text(object(body, "parent"), "binary"),
                        text(body, "function_name"),
                        stopped(text(body, "action")),
                        at.get(),
                        text(event, "node_name")));
    }

    private static boolean stopped(String action) {
        return action.equals("KPROBE_ACTION_SIGKILL")
                || action.equals("KPROBE_ACTION_OVERRIDE")
                || action.equals("KPROBE_ACTION_SIGNAL")
                || action.equals("KPROBE_ACTION_NOTIFYENFORCER");
    }

    private static Optional<Instant> moment(@Nullable Object value) {
        try {
            return value instanceof String text && text.length() < 50
                    ? Optional.of(OffsetDateTime.parse(text).toInstant())
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Map<?, ?> object(Map<?, ?> from, String field) {
        return from.get(field) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(Map<?, ?> from, String field) {
        return from.get(field) instanceof String text ? clip(text) : "";
    }

    private static String clip(String text) {
        var clean = text.codePoints().limit(255).map(c -> Character.isISOControl(c) ? '?' : c);
        return clean.collect(
                        StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
