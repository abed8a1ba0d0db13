package io.sluice.db.policy;

import io.sluice.db.Batch;
import io.sluice.db.Bulk;
import io.sluice.db.Database;
import io.sluice.db.Micros;
import io.sluice.db.Page;
import io.sluice.db.Texts;
import io.sluice.engine.run.RunId;
import io.sluice.policy.finding.DedupeKeys;
import io.sluice.policy.finding.Finding;
import io.sluice.policy.register.FindingBatches;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Findings, each once for every workflow that handles it, in the batches in which they came.
public final class Findings implements FindingBatches {
    private static final String ID = "id:";
    private static final String SAME = "same:";

    private static final String OPEN_BATCH =
            """
            insert into cdr_batch (id, project, workflow_id, node, source, findings, created_at)
            values (?, ?, ?, ?, ?, 0, ?)
            """;

    private static final String KNOWN_IDS =
            """
            select id_key from cdr_finding
            where project = ? and workflow_id = ? and id_key = any (?)
            """;

    private static final String KNOWN_SAME =
            """
            select same_key from cdr_finding
            where project = ? and workflow_id = ? and same_key = any (?)
            """;

    private static final String INSERT =
            """
            insert into cdr_finding (
                project, workflow_id, batch_id, id_key, same_key, category, severity, techniques,
                detected_at, received_at, finding
            ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String COUNT = "update cdr_batch set findings = findings + ? where id = ?";

    private static final String CLOSE =
            "update cdr_batch set closed_at = ? where id = ? and closed_at is null";

    private static final String DROP =
            "delete from cdr_batch where id = ? and closed_at is null and findings = 0";

    private static final String LEFT_OPEN =
            """
            select id, project, workflow_id, node, source, findings, created_at, run_id
            from cdr_batch where project = ? and workflow_id = ? and node = ? and closed_at is null
            order by created_at
            """;

    private static final String WITHOUT_RUN =
            """
            select id, project, workflow_id, node, source, findings, created_at, run_id
            from cdr_batch where run_id is null and closed_at <= ? order by closed_at limit ?
            """;

    private static final String WITHOUT_RUN_OF =
            """
            select id, project, workflow_id, node, source, findings, created_at, run_id
            from cdr_batch where project = ? and workflow_id = ? and closed_at is not null
                and run_id is null
            order by closed_at
            """;

    private static final String STARTED =
            "update cdr_batch set run_id = ?, started_at = ? where id = ? and run_id is null";

    private static final String FIND =
            """
            select id, project, workflow_id, node, source, findings, created_at, run_id
            from cdr_batch where project = ? and id = ?
            """;

    private static final String PAGE =
            """
            select finding from cdr_finding where project = ? and batch_id = ?
            order by id offset ? rows fetch first ? rows only
            """;

    private final Database database;

    public Findings(Database database) {
        this.database = database;
    }

    /// A batch.
    ///
    /// @param node the start node of the workflow it is for
    /// @param source `poll`, `push`
    public record Item(
            String id,
            String project,
            String workflow,
            String node,
            String source,
            int findings,
            Instant createdAt,
            Optional<RunId> run) {}

    /// What a batch is to be.
    public record Opening(String project, String workflow, String node, String source) {}

    /// Takes in findings that come at once: a closed batch of those that the workflow does not
    /// know.
    ///
    /// @param id of the batch
    /// @return those that are new; none means that there is no batch
    public List<Finding> take(Opening opening, String id, List<Finding> findings, Instant now) {
        return database.inTransaction(
                "take in findings",
                connection -> {
                    var fresh = fresh(connection, opening, findings);
                    if (!fresh.isEmpty()) {
                        open(connection, opening, id, now);
                        insert(connection, opening, id, fresh, now);
                        change(connection, CLOSE, Micros.of(now), id);
                    }
                    return fresh;
                });
    }

    /// The batch a poll appends to: one that a poll before it has left open, else a new one.
    public String open(Opening opening, String id, Instant now) {
        return database.inTransaction(
                "open a batch of findings",
                connection -> {
                    var left = leftOpen(connection, opening);
                    if (!left.isEmpty()) {
                        return left.getFirst().id();
                    }
                    open(connection, opening, id, now);
                    return id;
                });
    }

    /// Appends a page to an open batch.
    ///
    /// @return how many were new
    public int append(Opening opening, String id, List<Finding> page, Instant now) {
        return database.inTransaction(
                "append findings",
                connection -> {
                    var fresh = fresh(connection, opening, page);
                    insert(connection, opening, id, fresh, now);
                    return fresh.size();
                });
    }

    /// Those that the workflow does not know; nothing is stored.
    public List<Finding> unknown(Opening opening, List<Finding> findings) {
        return database.inTransaction(
                "compare findings", connection -> fresh(connection, opening, findings));
    }

    /// Ends a batch: it is to have a run, or is dropped when nothing is in it. Joins the caller's
    /// transaction.
    ///
    /// @return the batch, unless it was dropped
    public Optional<Item> close(String project, String id, Instant now) {
        return database.inTransaction(
                "close a batch of findings",
                connection -> {
                    try (var drop = connection.prepareStatement(DROP)) {
                        drop.setString(1, id);
                        if (drop.executeUpdate() > 0) {
                            return Optional.empty();
                        }
                    }
                    change(connection, CLOSE, Micros.of(now), id);
                    return find(connection, project, id);
                });
    }

    public Optional<Item> find(String project, String id) {
        return database.inTransaction(
                "load a batch of findings", connection -> find(connection, project, id));
    }

    /// Closed batches that have no run although they should have had one by now.
    public List<Item> withoutRun(Instant closedBefore, int limit) {
        return database.inTransaction(
                "find batches without a run",
                connection -> {
                    try (var statement = connection.prepareStatement(WITHOUT_RUN)) {
                        statement.setLong(1, Micros.of(closedBefore));
                        statement.setInt(2, limit);
                        return items(statement.executeQuery());
                    }
                });
    }

    /// Closed batches of one workflow that have no run yet.
    public List<Item> withoutRun(String project, String workflow) {
        return database.inTransaction(
                "find a workflow's batches without a run",
                connection -> {
                    try (var statement = connection.prepareStatement(WITHOUT_RUN_OF)) {
                        statement.setString(1, project);
                        statement.setString(2, workflow);
                        return items(statement.executeQuery());
                    }
                });
    }

    public void started(String id, RunId run, Instant now) {
        database.inTransaction(
                "note the run of a batch",
                connection -> {
                    try (var statement = connection.prepareStatement(STARTED)) {
                        statement.setString(1, run.value());
                        statement.setLong(2, Micros.of(now));
                        statement.setString(3, id);
                        return statement.executeUpdate();
                    }
                });
    }

    @Override
    public List<Finding> page(String project, String batch, int from, int limit) {
        return database.inTransaction(
                "read findings",
                connection -> {
                    try (var statement = connection.prepareStatement(PAGE)) {
                        statement.setString(1, project);
                        statement.setString(2, batch);
                        statement.setInt(3, from);
                        statement.setInt(4, Math.clamp(limit, 1, 2 * Page.MAX_LIMIT));
                        try (var result = statement.executeQuery()) {
                            var findings = new ArrayList<Finding>();
                            while (result.next()) {
                                findings.add(PolicyJson.finding(result.getString(1)));
                            }
                            return findings;
                        }
                    }
                });
    }

    private static void open(Connection connection, Opening opening, String id, Instant now)
            throws SQLException {
        Batch.run(
                connection,
                OPEN_BATCH,
                List.of(opening),
                (row, parameters) ->
                        parameters
                                .text(id)
                                .text(row.project())
                                .text(row.workflow())
                                .text(row.node())
                                .text(row.source())
                                .number(Micros.of(now)));
    }

    private static List<Finding> fresh(
            Connection connection, Opening opening, List<Finding> findings) throws SQLException {
        var seen = new HashSet<String>();
        var keys = findings.stream().map(DedupeKeys::of).flatMap(List::stream).toList();
        seen.addAll(known(connection, KNOWN_IDS, opening, column(keys, ID)));
        seen.addAll(known(connection, KNOWN_SAME, opening, column(keys, SAME)));
        var fresh = new ArrayList<Finding>();
        for (var finding : findings) {
            var own = DedupeKeys.of(finding).stream().map(Findings::column).toList();
            if (own.stream().noneMatch(seen::contains)) {
                fresh.add(finding);
            }
            // Also those of a duplicate: what is the same as one that is known is known.
            seen.addAll(own);
        }
        return fresh;
    }

    private static String column(String key) {
        return Texts.key(key, key.startsWith(ID) ? 400 : 100);
    }

    private static List<String> column(Collection<String> keys, String prefix) {
        return keys.stream()
                .filter(key -> key.startsWith(prefix))
                .map(Findings::column)
                .distinct()
                .toList();
    }

    private static Set<String> known(
            Connection connection, String sql, Opening opening, List<String> keys)
            throws SQLException {
        var known = new HashSet<String>();
        if (keys.isEmpty()) {
            return known;
        }
        try (var bulk = new Bulk(connection, sql)) {
            bulk.text(opening.project()).text(opening.workflow()).texts(keys, key -> key);
            try (var result = bulk.query()) {
                while (result.next()) {
                    known.add(result.getString(1));
                }
            }
        }
        return known;
    }

    private static void insert(
            Connection connection,
            Opening opening,
            String batch,
            List<Finding> findings,
            Instant now)
            throws SQLException {
        Batch.run(
                connection,
                INSERT,
                findings,
                (finding, parameters) -> {
                    var keys = DedupeKeys.of(finding);
                    parameters
                            .text(opening.project())
                            .text(opening.workflow())
                            .text(batch)
                            .text(column(keys, ID).stream().findFirst().orElse(null))
                            .text(column(keys, SAME).getFirst())
                            .text(Texts.shown(finding.category(), 200))
                            .number(finding.severity())
                            .text(PolicyJson.texts(finding.techniques()))
                            .number(Micros.of(finding.detectedAt()))
                            .number(Micros.of(now))
                            .text(PolicyJson.write(finding));
                });
        change(connection, COUNT, findings.size(), batch);
    }

    private static void change(Connection connection, String sql, long number, String id)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, number);
            statement.setString(2, id);
            statement.executeUpdate();
        }
    }

    private static List<Item> leftOpen(Connection connection, Opening opening) throws SQLException {
        try (var statement = connection.prepareStatement(LEFT_OPEN)) {
            statement.setString(1, opening.project());
            statement.setString(2, opening.workflow());
            statement.setString(3, opening.node());
            return items(statement.executeQuery());
        }
    }

    private static Optional<Item> find(Connection connection, String project, String id)
            throws SQLException {
        try (var statement = connection.prepareStatement(FIND)) {
            statement.setString(1, project);
            statement.setString(2, id);
            return items(statement.executeQuery()).stream().findFirst();
        }
    }

    private static List<Item> items(ResultSet result) throws SQLException {
        try (result) {
            var items = new ArrayList<Item>();
            while (result.next()) {
                items.add(
                        new Item(
                                result.getString(1),
                                result.getString(2),
                                result.getString(3),
                                result.getString(4),
                                result.getString(5),
                                result.getInt(6),
                                Micros.instant(result.getLong(7)),
                                Optional.ofNullable(result.getString(8)).map(RunId::new)));
            }
            return items;
        }
    }
}
