package io.sluice.db;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/// The databases that Sluice runs on, and all in which they differ.
public enum Dialect {
    H2,
    POSTGRESQL;

    private static final Map<String, String> H2_PLACEHOLDERS =
            Map.of(
                    "hotTable", "",
                    "wideTable", "",
                    "whereDue", "",
                    "whereOpen", "",
                    "h2", "",
                    "postgres", "-- ",
                    "largeText", "character large object");

    /// Room on each page for the next version of its rows, and rows that stay in their page,
    /// uncompressed, up to its size; indexes that a run leaves when it ends.
    private static final Map<String, String> POSTGRESQL_PLACEHOLDERS =
            Map.of(
                    "hotTable", "with (fillfactor = 60, toast_tuple_target = 8160)",
                    "wideTable", "with (toast_tuple_target = 8160)",
                    "whereDue", "where due_at is not null",
                    "whereOpen", "where ended_at is null",
                    "h2", "-- ",
                    "postgres", "",
                    "largeText", "text");

    /// What every connection to this address is told when it is made. PostgreSQL keeps the plan
    /// that a statement had when its tables were small; one that reads whole tables would then be
    /// used on large ones. So it is to prefer indexes, always: what has none is read as before.
    public static Optional<String> greeting(String url) {
        return url.startsWith("jdbc:postgresql:")
                ? Optional.of("set enable_seqscan = off")
                : Optional.empty();
    }

    public Statements statements() {
        return switch (this) {
            case H2 -> new H2Statements();
            case POSTGRESQL -> new PostgresStatements();
        };
    }

    /// What stands for what in the migrations; `h2` and `postgres` begin lines that are for one
    /// alone.
    Map<String, String> placeholders() {
        return switch (this) {
            case H2 -> H2_PLACEHOLDERS;
            case POSTGRESQL -> POSTGRESQL_PLACEHOLDERS;
        };
    }

    /// @throws StoreFailure if the database cannot be reached or is of another kind
    public static Dialect of(DataSource dataSource) {
        try (var connection = dataSource.getConnection()) {
            return of(connection.getMetaData().getDatabaseProductName());
        } catch (SQLException e) {
            throw new StoreFailure("Could not reach the database: " + e.getMessage(), e);
        }
    }

    static Dialect of(String product) {
        return switch (product) {
            case "H2" -> H2;
            case "PostgreSQL" -> POSTGRESQL;
            case String other ->
                    throw new IllegalArgumentException(
                            "Expected a database of kind H2 or PostgreSQL, found '"
                                    + other
                                    + "'; set the database URL to jdbc:postgresql://… or leave it"
                                    + " out for the embedded one.");
        };
    }
}
