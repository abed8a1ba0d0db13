package io.sluice.app.cli.client;

import io.sluice.codec.value.JsonValues;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An answer of the server, to be walked without fear: what is not there is empty.
///
/// @param value maps, lists, texts, numbers and truths, as they were in the JSON
public record Tree(@Nullable Object value) {
    public static final Tree EMPTY = new Tree(null);

    /// Reads JSON; nothing but blanks is [#EMPTY].
    ///
    /// @throws IllegalArgumentException if the text is not JSON
    public static Tree parse(String json) {
        return json.isBlank() ? EMPTY : new Tree(JsonValues.readStored(json));
    }

    /// What is found under these keys, one within the other.
    public Tree at(String... path) {
        var here = value;
        for (var name : path) {
            here = here instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return new Tree(here);
    }

    /// The text of a value; empty when it is not there.
    public String text(String... path) {
        var found = at(path).value;
        return found == null ? "" : String.valueOf(found);
    }

    /// A whole number; 0 when there is none.
    public long number(String... path) {
        return at(path).value instanceof Number number ? number.longValue() : 0;
    }

    public boolean flag(String... path) {
        return Boolean.TRUE.equals(at(path).value);
    }

    /// The items of a list, or of the `items` of a page.
    public List<Tree> list(String... path) {
        var found = at(path).value;
        var items = found instanceof Map<?, ?> page ? page.get("items") : found;
        return items instanceof List<?> list ? list.stream().map(Tree::new).toList() : List.of();
    }

    /// The keys of an object, in their order.
    public List<String> keys() {
        return value instanceof Map<?, ?> map
                ? map.keySet().stream().map(String::valueOf).toList()
                : List.of();
    }

    public boolean absent() {
        return value == null;
    }

    /// All texts in it, however deep.
    public Stream<String> texts() {
        return switch (value) {
            case String text -> Stream.of(text);
            case Map<?, ?> map -> map.values().stream().flatMap(item -> new Tree(item).texts());
            case List<?> list -> list.stream().flatMap(item -> new Tree(item).texts());
            case null, default -> Stream.empty();
        };
    }

    /// Compact JSON.
    public String json() {
        return JsonValues.write(value);
    }

    /// JSON for people, two blanks for each level.
    public String indented() {
        var text = new StringBuilder();
        indent(value, "\n", text);
        return text.toString();
    }

    private static void indent(@Nullable Object value, String newLine, StringBuilder text) {
        var deeper = newLine + "  ";
        switch (value) {
            case Map<?, ?> map when !map.isEmpty() -> {
                var before = "{";
                for (var entry : map.entrySet()) {
                    text.append(before).append(deeper);
                    text.append(JsonValues.write(entry.getKey())).append(": ");
                    indent(entry.getValue(), deeper, text);
                    before = ",";
                }
                text.append(newLine).append('}');
            }
            case List<?> list when !list.isEmpty() -> {
                var before = "[";
                for (var item : list) {
                    text.append(before).append(deeper);
                    indent(item, deeper, text);
                    before = ",";
                }
                text.append(newLine).append(']');
            }
            case null, default -> text.append(JsonValues.write(value));
        }
    }
}
