package io.sluice.codec.cel;

import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Says which fields there are instead of one that is not.
final class Fields {
    private static final Pattern PATH =
            Pattern.compile(
                    "([A-Za-z_][A-Za-z0-9_]*)((?:\\s*\\.\\s*[A-Za-z_][A-Za-z0-9_]*)*)\\s*$");

    private Fields() {}

    /// @param position where the dot before the field stands
    static String unknown(
            String field,
            int position,
            String source,
            Map<String, Map<String, @Nullable Object>> scope) {
        var before = position < 0 ? "" : source.substring(0, Math.min(position, source.length()));
        var path = PATH.matcher(before);
        if (!path.find() || !scope.containsKey(path.group(1))) {
            return "Expected a field that is there, found '" + field + "'; check its spelling.";
        }
        var shape = Shape.of(scope.getOrDefault(path.group(1), Map.of()));
        for (var name : path.group(2).split("\\.")) {
            if (!name.isBlank()) {
                shape = shape.property(name.strip());
            }
        }
        var known = new TreeSet<>(JsonSchema.properties(shape.schema()).keySet());
        var what = path.group().strip();
        if (what.equals("nodes")) {
            return "Expected a node that comes before this one"
                    + (known.isEmpty() ? "" : " (" + String.join(", ", known) + ")")
                    + ", found '"
                    + field
                    + "'.";
        }
        return "Expected a field of "
                + what
                + (known.isEmpty() ? ", which has none" : " (" + String.join(", ", known) + ")")
                + ", found '"
                + field
                + "'.";
    }
}
