package io.sluice.db.dashboard;

import java.sql.ResultSet;
import java.sql.SQLException;

/// Some lengths of time, as how many there are and what they come to: what parts of them add up to
/// is theirs too.
///
/// @param micros the sum, in microseconds
public record Span(long count, double micros) {
    public static final Span NONE = new Span(0, 0);

    public Span plus(Span other) {
        return new Span(count + other.count, micros + other.micros);
    }

    /// In seconds; NaN when there are none.
    public double mean() {
        return micros / count / 1_000_000;
    }

    /// @param column where the count is; the sum follows
    static Span read(ResultSet row, int column) throws SQLException {
        return new Span(row.getLong(column), row.getDouble(column + 1));
    }
}
