package io.sluice.app.secret;

/// A table that holds sealed texts. Whoever keeps one offers this as a bean, so that a rotation of
/// the master key finds it.
public interface SealedRows {
    /// In words: `connections`.
    String what();

    /// How many rows there are.
    long count();

    /// How many rows hold something that is not sealed under the current master key.
    long outdated();

    /// Wraps all that is outdated anew, row by row. A row that somebody else changes meanwhile is
    /// left alone; it is outdated or not by then.
    ///
    /// @return how many rows were changed
    long rewrap();
}
