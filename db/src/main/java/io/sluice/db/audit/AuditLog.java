package io.sluice.db.audit;

import io.sluice.db.Database;
import io.sluice.db.Json;
import io.sluice.db.Micros;
import io.sluice.db.Page;
import io.sluice.engine.port.AuditEntry;
import io.sluice.engine.run.Actor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Who did what: appended in the transaction of what was done, never changed, and chained by hashes
/// so that a change from outside shows.
public final class AuditLog {
    private static final String PAGE =
            """
            select project, seq, at, actor_kind, actor_name, action, subject, details, prev_hash, hash
            from audit where project = ? and seq < ? order by seq desc limit ?
            """;

    private static final String FORWARD =
            """
            select project, seq, at, actor_kind, actor_name, action, subject, details, prev_hash, hash
            from audit where project = ? and seq > ? order by seq limit 1000
            """;

    private static final String HEAD = "select audit_seq, audit_hash from project where id = ?";

    private final Database database;
    private final Json json;
    private final AuditChain chain;

    public AuditLog(Database database) {
        this(database, Json.codec());
    }

    AuditLog(Database database, Json json) {
        this.database = database;
        this.json = json;
        chain = new AuditChain(json);
    }

    /// An entry as people read it.
    public record Entry(
            long seq,
            Instant at,
            Actor actor,
            String action,
            String subject,
            Map<String, @Nullable Object> details,
            String hash) {}

    /// @param entries how many there are
    /// @param firstBroken the first that is not what was written, or whose predecessor is missing
    public record Check(long entries, OptionalLong firstBroken) {
        public boolean ok() {
            return firstBroken.isEmpty();
        }
    }

    /// The last entry of a project: whoever keeps one elsewhere can tell later whether all that was
    /// there then is there still.
    public record Head(String project, long seq, String hash) {}

    /// The last entries of all projects that have any.
    public List<Head> heads() {
        return database.inTransaction("read the ends of the audit log", AuditLog::heads);
    }

    private static List<Head> heads(Connection connection) throws SQLException {
        var heads = new ArrayList<Head>();
        try (var statement =
                        connection.prepareStatement(
                                "select id, audit_seq, audit_hash from project where audit_seq > 0"
                                        + " order by id");
                var result = statement.executeQuery()) {
            while (result.next()) {
                heads.add(new Head(result.getString(1), result.getLong(2), result.getString(3)));
            }
        }
        return heads;
    }

    /// Entries as they are chained, the oldest first, at most a thousand.
    ///
    /// @param after the sequence number to begin behind
    public List<AuditLink> chain(String project, long after) {
        return database.inTransaction(
                "export the audit log",
                connection -> links(connection, FORWARD, project, after, null));
    }

    /// The newest entry about an action, if there is one among the newest thousand.
    public Optional<Entry> last(String project, String action) {
        return database
                .inTransaction(
                        "read the audit log",
                        connection -> links(connection, PAGE, project, Long.MAX_VALUE, 1_000))
                .stream()
                .filter(link -> link.action().equals(action))
                .findFirst()
                .map(this::entry);
    }

    /// Joins the caller's transaction; others who append wait until it ends.
    public void append(AuditEntry entry) {
        append(List.of(entry));
    }

    public void append(List<AuditEntry> entries) {
        database.inTransaction(
                "append to the audit log",
                connection -> {
                    chain.append(connection, entries);
                    return entries.size();
                });
    }

    /// The newest first.
    ///
    /// @throws IllegalArgumentException if the cursor is none of ours
    public Page<Entry> list(String project, Optional<String> cursor, int limit) {
        long before = cursor.map(Page::number).orElse(Long.MAX_VALUE);
        int bounded = Page.bounded(limit);
        var found =
                database.inTransaction(
                        "read the audit log",
                        connection -> links(connection, PAGE, project, before, bounded + 1));
        return Page.of(
                found.stream().map(this::entry).toList(),
                bounded,
                entry -> Long.toString(entry.seq()));
    }

    private Entry entry(AuditLink link) {
        return new Entry(
                link.seq(),
                Micros.instant(link.at()),
                new Actor(link.actorKind(), link.actorName()),
                link.action(),
                link.subject(),
                json.map(link.details()),
                link.hash());
    }

    /// Recomputes every hash of the chain, a thousand entries at a time.
    public Check verify(String project) {
        return verify(project, List.of());
    }

    /// Also compares with ends that were kept elsewhere: who cuts off the newest entries and makes
    /// the database agree does not change those.
    public Check verify(String project, List<Head> kept) {
        var known = new TreeMap<Long, String>();
        kept.stream()
                .filter(head -> head.project().equals(project))
                .forEach(head -> known.put(head.seq(), head.hash()));
        return database.inTransaction(
                "verify the audit log", connection -> verify(connection, project, known));
    }

    private static Check verify(
            Connection connection, String project, SortedMap<Long, String> known)
            throws SQLException {
        long seq = 0;
        var hash = "";
        while (true) {
            var links = links(connection, FORWARD, project, seq, null);
            if (links.isEmpty()) {
                return known.isEmpty() || known.lastKey() <= seq
                        ? atEnd(connection, project, seq, hash)
                        : new Check(seq, OptionalLong.of(seq + 1));
            }
            for (var link : links) {
                boolean whole =
                        link.seq() == seq + 1
                                && link.prevHash().equals(hash)
                                && link.genuine()
                                && known.getOrDefault(link.seq(), link.hash()).equals(link.hash());
                if (!whole) {
                    return new Check(seq, OptionalLong.of(seq + 1));
                }
                seq = link.seq();
                hash = link.hash();
            }
        }
    }

    /// Entries that were cut off the end show by the project's own record of the last.
    private static Check atEnd(Connection connection, String project, long seq, String hash)
            throws SQLException {
        try (var statement = connection.prepareStatement(HEAD)) {
            statement.setString(1, project);
            try (var result = statement.executeQuery()) {
                boolean same =
                        !result.next()
                                || (result.getLong(1) == seq && result.getString(2).equals(hash));
                return new Check(seq, same ? OptionalLong.empty() : OptionalLong.of(seq + 1));
            }
        }
    }

    private static List<AuditLink> links(
            Connection connection, String sql, String project, long seq, @Nullable Integer limit)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, project);
            statement.setLong(2, seq);
            if (limit != null) {
                statement.setInt(3, limit);
            }
            return links(statement.executeQuery());
        }
    }

    private static List<AuditLink> links(ResultSet result) throws SQLException {
        try (result) {
            var links = new ArrayList<AuditLink>();
            while (result.next()) {
                links.add(
                        new AuditLink(
                                result.getString(1),
                                result.getLong(2),
                                result.getLong(3),
                                result.getString(4),
                                result.getString(5),
                                result.getString(6),
                                result.getString(7),
                                result.getString(8),
                                result.getString(9),
                                result.getString(10)));
            }
            return links;
        }
    }
}
