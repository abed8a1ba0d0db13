package io.sluice.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Decoded form or query fields. A repeated name keeps its last value, as the vendors do.
public final class Fields {
    private final Map<String, String> values;

    private Fields(Map<String, String> values) {
        this.values = values;
    }

    /// Parses `a=1&b=2`. Throws [BadInput] on a broken percent escape.
    public static Fields parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            if (!pair.isBlank()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                values.put(decode(name).strip(), decode(value));
            }
        }
        return new Fields(values);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadInput(
                    "Expected percent-encoded text, found '%s'; encode it as UTF-8"
                            .formatted(text));
        }
    }

    /// These fields with those of `other` laid over them.
    public Fields with(Fields other) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.putAll(other.values);
        return new Fields(all);
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    public String orElse(String name, String fallback) {
        return find(name).orElse(fallback);
    }

    public boolean flag(String name) {
        String value = orElse(name, "0");
        return value.equals("1") || value.equalsIgnoreCase("true");
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public Set<String> names() {
        return values.keySet();
    }

    public Map<String, String> asMap() {
        return Map.copyOf(values);
    }
}
