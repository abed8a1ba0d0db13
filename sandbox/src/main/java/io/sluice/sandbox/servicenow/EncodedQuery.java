package io.sluice.sandbox.servicenow;

import io.sluice.sandbox.world.ServiceDesk.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// `sysparm_query`: terms joined by `^` (and), `^OR` (or with the term before) and `^NQ` (a new
/// query), with `ORDERBY`. A term on an unknown column is silently left out, so that the query
/// returns more than was meant: a quirk of the platform that callers must survive.
record EncodedQuery(Predicate<Row> filter, Comparator<Row> order) {
    /// Longest first, so that `!=` is not read as `=`.
    private static final List<String> OPERATORS =
            List.of(
                    "NOTLIKE",
                    "STARTSWITH",
                    "ENDSWITH",
                    "ISNOTEMPTY",
                    "ISEMPTY",
                    "NOT IN",
                    "NOT LIKE",
                    "LIKE",
                    "IN",
                    "!=",
                    ">=",
                    "<=",
                    "=",
                    ">",
                    "<");

    private record Term(String column, String operator, String value) {}

    static EncodedQuery parse(String text, Schema schema) {
        Comparator<Row> order = null;
        Predicate<Row> any = null;
        for (String query : text.split("\\^NQ")) {
            Predicate<Row> all = row -> true;
            Predicate<Row> group = null;
            for (String term : query.split("\\^")) {
                if (term.isBlank() || term.equals("EQ")) {
                    continue;
                }
                if (term.startsWith("ORDERBY")) {
                    Comparator<Row> next = order(term);
                    order = order == null ? next : order.thenComparing(next);
                } else if (term.startsWith("OR")) {
                    Predicate<Row> or = predicate(term.substring(2), schema);
                    group = group == null || or == null ? group : group.or(or);
                } else {
                    all = group == null ? all : all.and(group);
                    group = predicate(term, schema);
                }
            }
            all = group == null ? all : all.and(group);
            any = any == null ? all : any.or(all);
        }
        return new EncodedQuery(
                any == null ? row -> true : any,
                order == null ? Comparator.comparing(row -> row.field("sys_id")) : order);
    }

    List<Row> apply(List<Row> rows) {
        return rows.stream().filter(filter).sorted(order).toList();
    }

    private static Comparator<Row> order(String term) {
        boolean descending = term.startsWith("ORDERBYDESC");
        String column = term.substring(descending ? 11 : 7);
        Comparator<Row> ascending = Comparator.comparing(row -> row.field(column));
        return descending ? ascending.reversed() : ascending;
    }

    /// Null when the term is on a column that the table does not have.
    private static @Nullable Predicate<Row> predicate(String text, Schema schema) {
        Term term = term(text);
        if (term == null || !schema.columns().contains(term.column())) {
            return null;
        }
        return row -> holds(row.field(term.column()), term.operator(), term.value());
    }

    private static @Nullable Term term(String text) {
        int start = 0;
        while (start < text.length()
                && (Character.isLowerCase(text.charAt(start))
                        || Character.isDigit(text.charAt(start))
                        || "_.".indexOf(text.charAt(start)) >= 0)) {
            start++;
        }
        String rest = text.substring(start);
        for (String operator : OPERATORS) {
            if (rest.startsWith(operator)) {
                return new Term(
                        text.substring(0, start), operator, rest.substring(operator.length()));
            }
        }
        return null;
    }

    private static boolean holds(String actual, String operator, String value) {
        return switch (operator) {
            case "=" -> actual.equalsIgnoreCase(value);
            case "!=" -> !actual.equalsIgnoreCase(value);
            case "LIKE" -> lower(actual).contains(lower(value));
            case "NOTLIKE", "NOT LIKE" -> !lower(actual).contains(lower(value));
            case "STARTSWITH" -> lower(actual).startsWith(lower(value));
            case "ENDSWITH" -> lower(actual).endsWith(lower(value));
            case "ISEMPTY" -> actual.isEmpty();
            case "ISNOTEMPTY" -> !actual.isEmpty();
            case "IN" -> list(value).contains(actual);
            case "NOT IN" -> !list(value).contains(actual);
            case ">" -> compare(actual, value) > 0;
            case ">=" -> compare(actual, value) >= 0;
            case "<" -> compare(actual, value) < 0;
            default -> compare(actual, value) <= 0;
        };
    }

    private static int compare(String actual, String value) {
        if (actual.matches("-?[0-9]{1,15}") && value.matches("-?[0-9]{1,15}")) {
            return Long.compare(Long.parseLong(actual), Long.parseLong(value));
        }
        return actual.compareTo(value);
    }

    private static List<String> list(String value) {
        return new ArrayList<>(Arrays.asList(value.split(",")));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
