package io.sluice.bench;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// What one run of W1 costs the database, by PostgreSQL's own counters. H2 has none.
record Cost(Bench.Settings settings, String databaseName, Results results) {
    private static final int RUNS = 20_000;
    private static final String COUNTERS =
            """
            select xact_commit, tup_inserted + tup_updated + tup_deleted,
                pg_current_wal_lsn() - '0/0'::pg_lsn
            from pg_stat_database where datname = current_database()
            """;

    void run() throws Exception {
        if (databaseName.equals("h2")) {
            return;
        }
        int runs = RUNS / settings.scale();
        var transactions = new Sample();
        var rows = new Sample();
        var wal = new Sample();
        try (var database = BenchDatabase.open(databaseName);
                var engine = new BenchEngine(database, Drawings.straightThrough())) {
            for (int round = 1 - settings.warm(); round <= settings.rounds(); round++) {
                var before = counters(database);
                engine.expect(runs);
                Callers.call(runs, _ -> engine.start(Map.of("score", 934L)));
                engine.awaitCompleted();
                var after = counters(database);
                if (round > 0) {
                    transactions.add((after.get(0) - before.get(0)) / (double) runs);
                    rows.add((after.get(1) - before.get(1)) / (double) runs);
                    wal.add((after.get(2) - before.get(2)) / 1024.0 / runs);
                }
            }
        }
        results.add("w1.transactions_per_run", databaseName, transactions);
        results.add("w1.row_changes_per_run", databaseName, rows);
        results.add("w1.wal_kib_per_run", databaseName, wal);
    }

    /// Sessions hand their counts in after ten idle seconds at the latest.
    private static List<Long> counters(BenchDatabase database) throws Exception {
        Thread.sleep(11_000);
        return database.database()
                .inTransaction(
                        "read counters",
                        connection -> {
                            try (var statement = connection.createStatement();
                                    var row = statement.executeQuery(COUNTERS)) {
                                if (!row.next()) {
                                    throw new SQLException("No counters of this database");
                                }
                                return List.of(row.getLong(1), row.getLong(2), row.getLong(3));
                            }
                        });
    }
}
