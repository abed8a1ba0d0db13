package io.sluice.codec.value;

import io.sluice.engine.value.Values;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/// One text for all equal values.
final class CanonicalJson {
    /// Above it a `Double` no longer tells neighbouring whole numbers apart.
    private static final double LARGEST_EXACT = 1L << 53;

    private final StringBuilder text = new StringBuilder();

    private CanonicalJson() {}

    static String text(@Nullable Object value) {
        var canonical = new CanonicalJson();
        canonical.add(Values.normalise(value));
        return canonical.text.toString();
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private void add(@Nullable Object value) {
        switch (value) {
            case null -> text.append("null");
            case String string -> quote(string);
            case Double number -> number(number);
            case Map<?, ?> map -> object(map);
            case List<?> list -> array(list);
            default -> text.append(value);
        }
    }

    private void number(double number) {
        if (number == Math.rint(number) && Math.abs(number) <= LARGEST_EXACT) {
            text.append((long) number);
        } else {
            text.append(number);
        }
    }

    private void object(Map<?, ?> map) {
        var sorted = new TreeMap<String, @Nullable Object>();
        map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
        text.append('{');
        var separator = "";
        for (var entry : sorted.entrySet()) {
            text.append(separator);
            quote(entry.getKey());
            text.append(':');
            add(entry.getValue());
            separator = ",";
        }
        text.append('}');
    }

    private void array(List<?> list) {
        text.append('[');
        var separator = "";
        for (var item : list) {
            text.append(separator);
            add(item);
            separator = ",";
        }
        text.append(']');
    }

    private void quote(String string) {
        text.append('"');
        JsonStringEncoder.getInstance().quoteAsString(string, text);
        text.append('"');
    }
}
