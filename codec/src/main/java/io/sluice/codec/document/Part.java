package io.sluice.codec.document;

import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Problem;
import io.sluice.engine.value.Values;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One object of a document while it is read: typed access to its fields, which notes what is wrong
/// and goes on with a stand-in, and at the end names every field that nobody asked for.
final class Part {
    /// What an id that cannot be read is taken for.
    static final NodeId STAND_IN = new NodeId("_");

    private final Map<?, ?> fields;
    private final Optional<NodeId> element;
    private final String path;
    private final List<Problem> problems;
    private final Set<String> known = new HashSet<>();

    private Part(Map<?, ?> fields, Optional<NodeId> element, String path, List<Problem> problems) {
        this.fields = fields;
        this.element = element;
        this.path = path;
        this.problems = problems;
    }

    /// The document itself; empty, with a problem noted, when it is no object.
    static Part document(@Nullable Object value, List<Problem> problems) {
        return of(value, Optional.empty(), "", problems);
    }

    private static Part of(
            @Nullable Object value, Optional<NodeId> at, String path, List<Problem> problems) {
        if (value instanceof Map<?, ?> map) {
            return new Part(map, at, path, problems);
        }
        new Part(Map.of(), at, path, problems).wrong("", "an object '{…}'", value);
        return nothing();
    }

    /// Stands in for what could not be read; what is missing in it is nobody's fault.
    private static Part nothing() {
        return new Part(Map.of(), Optional.empty(), "", new ArrayList<>());
    }

    /// This part seen as the element whose `id` it carries: from here on problems name it.
    Part asElement() {
        return fields.get("id") instanceof String id && NodeId.FORM.matcher(id).matches()
                ? new Part(fields, Optional.of(new NodeId(id)), "", problems)
                : this;
    }

    boolean has(String key) {
        return fields.containsKey(key);
    }

    /// The value of a field that was asked for; null too when there is none.
    @Nullable Object value(String key) {
        known.add(key);
        return fields.get(key);
    }

    String text(String key) {
        var value = value(key);
        if (value instanceof String text) {
            return text;
        }
        missingOrWrong(key, "a text");
        return "";
    }

    Optional<String> findText(String key) {
        return absent(key) ? Optional.empty() : Optional.of(text(key));
    }

    NodeId id(String key) {
        var text = text(key);
        if (NodeId.FORM.matcher(text).matches()) {
            return new NodeId(text);
        }
        if (fields.get(key) instanceof String) {
            problem(
                    "BAD_ID",
                    "/" + key,
                    "Expected an id of letters, digits and '_' that begins with no digit and has at"
                            + " most 64 characters, found '"
                            + shortened(text)
                            + "'; rename it.");
        }
        return STAND_IN;
    }

    Duration duration(String key) {
        var text = text(key);
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            if (fields.get(key) instanceof String) {
                problem(
                        "BAD_DURATION",
                        "/" + key,
                        "Expected an ISO-8601 duration such as PT10M, found '"
                                + shortened(text)
                                + "'.");
            }
            return Duration.ZERO;
        }
    }

    Duration duration(String key, Duration otherwise) {
        return absent(key) ? otherwise : duration(key);
    }

    boolean flag(String key, boolean otherwise) {
        if (absent(key)) {
            return otherwise;
        }
        var value = value(key);
        if (value instanceof Boolean flag) {
            return flag;
        }
        wrong("/" + key, "true or false", value);
        return otherwise;
    }

    double number(String key) {
        var value = value(key);
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        missingOrWrong(key, "a number");
        return 0;
    }

    double number(String key, double otherwise) {
        return absent(key) ? otherwise : number(key);
    }

    /// An object of any content; empty when there is none.
    Map<String, @Nullable Object> map(String key) {
        if (absent(key)) {
            return Map.of();
        }
        var value = value(key);
        if (value instanceof Map<?, ?> map) {
            return Values.normaliseMap(map);
        }
        wrong("/" + key, "an object '{…}'", value);
        return Map.of();
    }

    List<String> texts(String key) {
        return list(
                key,
                (value, at) -> {
                    if (value instanceof String text) {
                        return text;
                    }
                    wrong(at, "a text", value);
                    return "";
                });
    }

    /// Ids in a list; what is none is noted.
    List<NodeId> ids(String key) {
        return list(
                key,
                (value, at) -> {
                    if (value instanceof String text && NodeId.FORM.matcher(text).matches()) {
                        return new NodeId(text);
                    }
                    wrong(at, "the id of a node", value);
                    return STAND_IN;
                });
    }

    /// The objects in a list; empty when there is none.
    List<Part> parts(String key) {
        return list(key, (value, at) -> of(value, element, path + at, problems));
    }

    Part part(String key) {
        if (absent(key)) {
            missingOrWrong(key, "an object '{…}'");
            return nothing();
        }
        return of(value(key), element, path + "/" + key, problems);
    }

    /// The field as a part, when it is there.
    <T> Optional<T> find(String key, Function<Part, T> read) {
        return absent(key) ? Optional.empty() : Optional.of(read.apply(part(key)));
    }

    /// Every key of this part that is an id, in order; others are noted.
    List<NodeId> idKeys() {
        var ids = new ArrayList<NodeId>();
        for (var key : fields.keySet()) {
            if (key instanceof String text && NodeId.FORM.matcher(text).matches()) {
                ids.add(new NodeId(text));
            } else {
                known.add(String.valueOf(key));
                problem("BAD_ID", "/" + pointer(key), "Expected the id of a node or an edge.");
            }
        }
        return ids;
    }

    private interface Reader<T> {
        T read(@Nullable Object value, String at);
    }

    private <T> List<T> list(String key, Reader<T> read) {
        if (absent(key)) {
            return List.of();
        }
        var value = value(key);
        if (!(value instanceof List<?> list)) {
            wrong("/" + key, "a list '[…]'", value);
            return List.of();
        }
        var items = new ArrayList<T>();
        for (var item : list) {
            items.add(read.read(item, "/" + key + "/" + items.size()));
        }
        return items;
    }

    private boolean absent(String key) {
        known.add(key);
        return !fields.containsKey(key);
    }

    private void missingOrWrong(String key, String expected) {
        if (fields.containsKey(key)) {
            wrong("/" + key, expected, fields.get(key));
        } else {
            problem("MISSING_FIELD", "", "Expected '" + key + "': " + expected + ", found none.");
        }
    }

    private void wrong(String at, String expected, @Nullable Object found) {
        problem("WRONG_TYPE", at, "Expected " + expected + ", found " + named(found) + ".");
    }

    private static String named(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> "the text '" + shortened(text) + "'";
            case Map<?, ?> _ -> "an object";
            case List<?> _ -> "a list";
            default -> value.toString();
        };
    }

    private static String shortened(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    void problem(String code, String at, String message) {
        problems.add(new Problem(code, Problem.Severity.ERROR, element, path + at, -1, message));
    }

    /// Names the fields nobody asked for.
    void end() {
        for (var key : fields.keySet()) {
            if (!known.contains(String.valueOf(key))) {
                problem(
                        "UNKNOWN_FIELD",
                        "/" + pointer(key),
                        "Expected no field '"
                                + shortened(String.valueOf(key))
                                + "' here; check its spelling or remove it.");
            }
        }
    }

    private static String pointer(@Nullable Object key) {
        return shortened(String.valueOf(key)).replace("~", "~0").replace("/", "~1");
    }
}
