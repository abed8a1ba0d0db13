package io.sluice.sandbox.qualys.cdr;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Ways in which a finding can be made by somebody who means harm, or by a broken sender.
enum Hostility {
    /// A pod name that would change a document into which it is pasted.
    YAML,
    /// A binary's path in two lines.
    NEWLINE,
    /// Characters that move a terminal's cursor and forge a log line.
    CONTROL,
    /// Texts far beyond every use.
    HUGE,
    /// Numbers where texts belong and the other way round.
    TYPES,
    /// Nothing but an id.
    MISSING,
    /// Ten thousand destinations.
    ADDRESSES,
    /// A destination that is everything.
    BROAD,
    /// No id, so that only what it says tells it from others.
    NAMELESS,
    /// A process that nobody can do without.
    RUNTIME;

    private void spoil(Map<String, @Nullable Object> body) {
        switch (this) {
            case YAML -> body.put("pod", "web\"\nspec:\n  podSelector: {}\n  # ");
            case NEWLINE -> body.put("processPath", "/usr/bin/curl\n- /bin/sh");
            case CONTROL ->
                    body.put(
                            "eventMessage",
                            "\u001b[2Kcurl\r\n2026-01-05T10:00:00Z INFO all is well\u0000\u202E");
            case HUGE -> {
                body.put("eventMessage", "A".repeat(200_000));
                body.put("processName", "x".repeat(5_000));
            }
            case TYPES -> {
                body.put("severity", "very");
                body.put("pod", Map.of("name", "web"));
                body.put("destinationPort", "eighty");
                body.put("mitreRulesInfo", 7);
            }
            case MISSING -> body.keySet().retainAll(List.of("uuid"));
            case ADDRESSES -> body.put("destinationIp", addresses());
            case BROAD -> body.put("destinationIp", "0.0.0.0/0");
            case NAMELESS -> body.remove("uuid");
            case RUNTIME -> {
                body.put("processName", "runc");
                body.put("processPath", "/usr/bin/runc");
            }
        }
    }

    private static List<String> addresses() {
        return IntStream.range(0, 10_000)
                .mapToObj(i -> "203.0.%d.%d".formatted(i / 250, i % 250 + 1))
                .toList();
    }

    static Optional<Hostility> find(String wireName) {
        return Arrays.stream(values()).filter(h -> h.wireName().equals(wireName)).findFirst();
    }

    static String allNames() {
        return Arrays.stream(values()).map(Hostility::wireName).collect(Collectors.joining(", "));
    }

    private String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Map<String, @Nullable Object> on(
            Map<String, @Nullable Object> body, List<Hostility> wanted) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(body);
        wanted.forEach(each -> each.spoil(changed));
        return changed;
    }
}
