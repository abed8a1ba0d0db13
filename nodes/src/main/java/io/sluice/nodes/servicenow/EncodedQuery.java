package io.sluice.nodes.servicenow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// A query in ServiceNow's encoded form whose terms all hold (`a=1^b=2`).
///
/// ServiceNow silently leaves out a term whose field it does not know, so that an answer may hold
/// far too much: [#matches()] says of a returned row whether it is one that was asked for.
final class EncodedQuery {
    private final List<Term> terms = new ArrayList<>();
    private String order = "";

    private record Term(String field, String operator, String value) {
        String text() {
            return field + operator + value.replace("^", "^^");
        }

        boolean holds(String actual) {
            return operator.equals("=")
                    ? actual.equals(value)
                    : actual.toLowerCase(Locale.ROOT).contains(value.toLowerCase(Locale.ROOT));
        }
    }

    static EncodedQuery where(String field, String value) {
        return new EncodedQuery().and(field, value);
    }

    EncodedQuery and(String field, String value) {
        terms.add(new Term(field, "=", value));
        return this;
    }

    /// That a field contains a text, whatever the case.
    EncodedQuery andContains(String field, String text) {
        terms.add(new Term(field, "LIKE", text));
        return this;
    }

    EncodedQuery orderBy(String field) {
        order = "^ORDERBY" + field;
        return this;
    }

    EncodedQuery orderByDescending(String field) {
        order = "^ORDERBYDESC" + field;
        return this;
    }

    /// Whether a row carries every value that was asked for.
    Predicate<Row> matches() {
        return row -> terms.stream().allMatch(term -> term.holds(row.value(term.field)));
    }

    /// The query as it is sent. A `^` inside a value is doubled, else it would begin a new term.
    @Override
    public String toString() {
        var parts = terms.stream().map(Term::text);
        return String.join("^", parts.toList()) + order;
    }
}
