package io.sluice.db.run;

import io.sluice.db.Bulk;
import io.sluice.db.Dialect;
import io.sluice.db.Json;
import io.sluice.db.audit.AuditChain;
import io.sluice.engine.port.CommitResult;
import io.sluice.engine.run.RunId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Many commits in one transaction: intakes, then state rows, then, for those whose state row was
/// written, all the rest.
final class CommitBatch {
    private static final String CONSUME =
            "delete from run_command where id = any(cast(? as bigint array))";
    private static final CommitResult STORED = new CommitResult.Stored();
    private static final CommitResult CLASH = new CommitResult.Clash();

    private final Connection connection;
    private final Dialect dialect;
    private final Json json;
    private final CommitResult[] results;

    CommitBatch(Connection connection, Dialect dialect, Json json, int size) {
        this.connection = connection;
        this.dialect = dialect;
        this.json = json;
        results = new CommitResult[size];
    }

    List<CommitResult> write(List<RunRow> rows) throws SQLException {
        for (var round : rounds(rows)) {
            writeRound(round);
        }
        return List.of(results);
    }

    /// A run's second commit in the batch comes after its first.
    private static List<List<RunRow>> rounds(List<RunRow> rows) {
        var seen = new HashSet<String>();
        var first = new ArrayList<RunRow>(rows.size());
        var later = new ArrayList<RunRow>(0);
        rows.forEach(row -> (seen.add(row.id()) ? first : later).add(row));
        first.sort(Comparator.comparing(RunRow::id));
        if (later.isEmpty()) {
            return List.of(first);
        }
        var rounds = new ArrayList<List<RunRow>>();
        rounds.add(first);
        rounds.addAll(rounds(later));
        return rounds;
    }

    private void writeRound(List<RunRow> rows) throws SQLException {
        var starts = new Fences(connection).pass(rows.stream().filter(RunRow::starts).toList());
        var moves = rows.stream().filter(row -> !row.starts()).toList();
        var intakes = new Intakes(connection, dialect, json);
        var duplicates = intakes.record(starts);
        var fresh = starts.stream().filter(row -> !duplicates.containsKey(row.id())).toList();
        var written = new RunRows(connection, dialect).write(fresh, moves);
        written.keySet().removeAll(new MessageStarts(connection).late(fresh, written.keySet()));
        intakes.forget(
                fresh.stream()
                        .filter(row -> row.commit().intake().isPresent())
                        .filter(row -> !written.containsKey(row.id()))
                        .toList());
        var winners = rows.stream().filter(row -> written.containsKey(row.id())).toList();
        if (!winners.isEmpty()) {
            writeWinners(winners, written);
        }
        rows.forEach(row -> results[row.index()] = result(row, duplicates, written));
    }

    private static CommitResult result(
            RunRow row, Map<String, RunId> duplicates, Map<String, RunRows.Waited> written) {
        var existing = duplicates.get(row.id());
        if (existing != null) {
            return new CommitResult.Duplicate(existing);
        }
        return written.containsKey(row.id()) ? STORED : CLASH;
    }

    private void writeWinners(List<RunRow> winners, Map<String, RunRows.Waited> written)
            throws SQLException {
        var blobs = new HashMap<String, String>(0);
        winners.forEach(row -> blobs.putAll(row.blobs()));
        var table = new BlobTable(connection);
        table.put(blobs);
        table.use(uses(winners));
        Journal.append(connection, winners);
        new Projections(connection, dialect).write(winners, written);
        new ChildRows(connection, json).write(winners);
        consume(winners);
        var audit = winners.stream().flatMap(row -> row.commit().audit().stream()).toList();
        if (!audit.isEmpty()) {
            new AuditChain(json).append(connection, audit);
        }
    }

    private static List<BlobTable.Use> uses(List<RunRow> winners) {
        return winners.stream()
                .filter(row -> !row.blobs().isEmpty())
                .flatMap(row ->
                        row.blobs().keySet().stream()
                                .map(hash -> new BlobTable.Use(row.id(), hash)))
                .toList();
    }

    private void consume(List<RunRow> winners) throws SQLException {
        var ids = winners.stream().flatMap(row -> row.commit().consumed().stream()).toList();
        if (ids.isEmpty()) {
            return;
        }
        try (var bulk = new Bulk(connection, CONSUME)) {
            bulk.nullableLongs(ids, id -> id).update();
        }
    }
}
