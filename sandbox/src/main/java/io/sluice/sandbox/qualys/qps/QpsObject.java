package io.sluice.sandbox.qualys.qps;

import io.sluice.sandbox.qualys.qps.QpsInput.Criterion;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// A kind of object that can be searched: its rows, how they look, and the fields criteria may
/// name.
final class QpsObject<T> {
    private final String name;
    private final Supplier<Collection<T>> all;
    private final ToLongFunction<T> id;
    private final Function<T, Map<String, Object>> show;
    private final Map<String, Field<T>> fields = new LinkedHashMap<>();

    private enum Type {
        LONG,
        TEXT,
        DATE
    }

    private record Field<T>(Type type, Function<T, List<String>> values) {}

    QpsObject(
            String name,
            Supplier<Collection<T>> all,
            ToLongFunction<T> id,
            Function<T, Map<String, Object>> show) {
        this.name = name;
        this.all = all;
        this.id = id;
        this.show = show;
        number("id", row -> List.of(Long.toString(id.applyAsLong(row))));
    }

    QpsObject<T> number(String field, Function<T, List<String>> values) {
        fields.put(field, new Field<>(Type.LONG, values));
        return this;
    }

    QpsObject<T> text(String field, Function<T, List<String>> values) {
        fields.put(field, new Field<>(Type.TEXT, values));
        return this;
    }

    QpsObject<T> date(String field, Function<T, List<String>> values) {
        fields.put(field, new Field<>(Type.DATE, values));
        return this;
    }

    String name() {
        return name;
    }

    long id(T row) {
        return id.applyAsLong(row);
    }

    Map<String, Object> show(T row) {
        return show.apply(row);
    }

    /// The object with the id of a path. Throws [QpsError].
    T load(String wanted) {
        if (!wanted.matches("[0-9]{1,12}")) {
            throw QpsError.invalid("Invalid id '%s'".formatted(wanted), "Specify the id as Long.");
        }
        return all.get().stream()
                .filter(row -> id.applyAsLong(row) == Long.parseLong(wanted))
                .findFirst()
                .orElseThrow(() -> QpsError.notFound(name, wanted));
    }

    /// The objects that meet all criteria. Throws [QpsError] naming a criterion that cannot be met.
    List<T> search(List<Criterion> criteria) {
        Predicate<T> wanted = row -> true;
        for (Criterion criterion : criteria) {
            wanted = wanted.and(predicate(criterion));
        }
        return all.get().stream().filter(wanted).toList();
    }

    private Predicate<T> predicate(Criterion criterion) {
        Field<T> field = fields.get(criterion.field());
        if (field == null) {
            throw QpsError.invalid(
                    "Criteria: Invalid field '%s' for %s.".formatted(criterion.field(), name),
                    "Use one of " + fields.keySet());
        }
        List<String> wanted =
                criterion.operator().equals("IN")
                        ? Arrays.stream(criterion.value().split(",")).map(String::strip).toList()
                        : List.of(criterion.value());
        if (!criterion.operator().equals("NONE")) {
            wanted.forEach(value -> check(criterion, field.type(), value));
        }
        return row -> holds(criterion.operator(), field, field.values().apply(row), wanted);
    }

    private static void check(Criterion criterion, Type type, String value) {
        boolean ok =
                switch (type) {
                    case LONG -> value.matches("-?[0-9]{1,18}");
                    case TEXT -> true;
                    case DATE -> isDate(value);
                };
        if (!ok) {
            throw QpsError.invalid(
                    "Criteria: Invalid value format for criteria '%s' (%s)."
                            .formatted(criterion.field(), value),
                    "Specify criteria value(s) as %s."
                            .formatted(type == Type.LONG ? "Long" : "UTC date"));
        }
    }

    private static boolean isDate(String value) {
        try {
            Instant.parse(value);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static <T> boolean holds(
            String operator, Field<T> field, List<String> actual, List<String> wanted) {
        String value = wanted.getFirst();
        return switch (operator) {
            case "EQUALS", "IN" -> actual.stream().anyMatch(a -> equalsAny(a, wanted));
            case "NOT EQUALS" -> actual.stream().noneMatch(a -> equalsAny(a, wanted));
            case "CONTAINS" -> actual.stream().anyMatch(a -> lower(a).contains(lower(value)));
            case "GREATER" -> actual.stream().anyMatch(a -> compare(field.type(), a, value) > 0);
            case "LESSER" -> actual.stream().anyMatch(a -> compare(field.type(), a, value) < 0);
            case "NONE" -> actual.isEmpty();
            default ->
                    throw QpsError.invalid(
                            "Criteria: Invalid operator '%s'.".formatted(operator),
                            "Use EQUALS, NOT EQUALS, CONTAINS, GREATER, LESSER, IN or NONE.");
        };
    }

    private static boolean equalsAny(String actual, List<String> wanted) {
        return wanted.stream().anyMatch(actual::equalsIgnoreCase);
    }

    private static int compare(Type type, String actual, String wanted) {
        return switch (type) {
            case LONG -> Long.compare(Long.parseLong(actual), Long.parseLong(wanted));
            case TEXT -> actual.compareTo(wanted);
            case DATE -> Instant.parse(actual).compareTo(Instant.parse(wanted));
        };
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
