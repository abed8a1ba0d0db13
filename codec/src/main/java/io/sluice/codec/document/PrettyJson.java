package io.sluice.codec.document;

import io.sluice.codec.value.JsonValues;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON text for people: what is short and holds no further structure stands on one line,
/// everything else has a line for each part.
final class PrettyJson {
    private static final int LINE = 100;

    private final StringBuilder text = new StringBuilder();

    private PrettyJson() {}

    static String text(@Nullable Object value) {
        var pretty = new PrettyJson();
        pretty.add(value, 0);
        return pretty.text.append('\n').toString();
    }

    private void add(@Nullable Object value, int indent) {
        switch (value) {
            case Map<?, ?> map -> object(map, indent);
            case List<?> list -> array(list, indent);
            case null, default -> text.append(JsonValues.write(value));
        }
    }

    private void object(Map<?, ?> map, int indent) {
        if (map.values().stream().noneMatch(PrettyJson::structured)
                && fits(JsonValues.write(map), indent)) {
            inline(map);
            return;
        }
        text.append('{');
        var separator = "";
        for (var entry : map.entrySet()) {
            text.append(separator);
            line(indent + 2);
            text.append(JsonValues.write(entry.getKey())).append(": ");
            add(entry.getValue(), indent + 2);
            separator = ",";
        }
        line(indent);
        text.append('}');
    }

    private void inline(Map<?, ?> map) {
        text.append('{');
        var separator = "";
        for (var entry : map.entrySet()) {
            text.append(separator).append(JsonValues.write(entry.getKey())).append(": ");
            text.append(JsonValues.write(entry.getValue()));
            separator = ", ";
        }
        text.append('}');
    }

    private void array(List<?> list, int indent) {
        if (list.stream().noneMatch(PrettyJson::structured)
                && fits(JsonValues.write(list), indent)) {
            text.append('[');
            var separator = "";
            for (var item : list) {
                text.append(separator).append(JsonValues.write(item));
                separator = ", ";
            }
            text.append(']');
            return;
        }
        text.append('[');
        var separator = "";
        for (var item : list) {
            text.append(separator);
            line(indent + 2);
            add(item, indent + 2);
            separator = ",";
        }
        line(indent);
        text.append(']');
    }

    private static boolean structured(@Nullable Object value) {
        return (value instanceof Map<?, ?> map && !map.isEmpty())
                || (value instanceof List<?> list && !list.isEmpty());
    }

    private static boolean fits(String compact, int indent) {
        return indent + compact.length() <= LINE;
    }

    private void line(int indent) {
        text.append('\n').repeat(' ', indent);
    }
}
