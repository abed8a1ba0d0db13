package io.sluice.nodes.intel;

import java.time.Instant;

/// What one source has to say about one value.
sealed interface Opinion {
    /// The name of the connection.
    String source();

    /// When this was last known to be so; the beginning of time when it never was.
    Instant asOf();

    /// It is on a list.
    ///
    /// @param whole whether the value itself is, rather than something at it
    record Listed(String source, Instant asOf, boolean whole, String detail) implements Opinion {}

    /// It is on no list, and the list is current.
    record NotListed(String source, Instant asOf) implements Opinion {}

    /// It has a score from 0 (good) to 100 (bad).
    record Scored(String source, Instant asOf, int score, int reports, boolean whitelisted)
            implements Opinion {}

    /// The source could not be asked, or cannot speak of such a value. This is never good news.
    record Silent(String source, Instant asOf, String why) implements Opinion {}

    /// The source does not deal in such values.
    record NotMine(String source, Instant asOf) implements Opinion {}
}
