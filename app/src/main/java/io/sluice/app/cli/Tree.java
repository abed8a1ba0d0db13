package io.sluice.app.cli;

import io.sluice.codec.value.JsonValues;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An answer of the server, to be walked without fear: what is not there is empty.
public record Tree(@Nullable Object value) {
    public static final Tree EMPTY = new Tree(null);

    public static Tree parse(String json) {
        return json.isBlank() ? EMPTY : new Tree(JsonValues.read(json));
    }

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

    public String json() {
        return JsonValues.write(value);
    }
}
