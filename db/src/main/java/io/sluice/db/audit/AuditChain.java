package io.sluice.db.audit;

import io.sluice.db.Bulk;
import io.sluice.db.Json;
import io.sluice.db.Micros;
import io.sluice.db.Texts;
import io.sluice.engine.port.AuditEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Appends to the audit log inside somebody's transaction. Each project has one chain; a lock on
/// the project's row puts those who append in line until they commit.
public final class AuditChain {
    private static final String LOCK =
            "select audit_seq, audit_hash from project where id = ? for update";
    private static final String ADVANCE =
            "update project set audit_seq = ?, audit_hash = ? where id = ?";
    private static final String APPEND =
            """
            insert into audit (
                project, seq, at, actor_kind, actor_name, action, subject, details, prev_hash, hash
            )
            select v.project, v.seq, v.at, v.actor_kind, v.actor_name, v.action, v.subject,
                v.details, v.prev_hash, v.hash
            from unnest(
                cast(? as varchar array),
                cast(? as bigint array),
                cast(? as bigint array),
                cast(? as varchar array),
                cast(? as varchar array),
                cast(? as varchar array),
                cast(? as varchar array),
                cast(? as varchar array),
                cast(? as varchar array),
                cast(? as varchar array)
            ) as v (project, seq, at, actor_kind, actor_name, action, subject, details, prev_hash,
                hash)
            """;

    private final Json json;

    public AuditChain(Json json) {
        this.json = json;
    }

    /// @throws SQLException also when a project does not exist
    public void append(Connection connection, List<AuditEntry> entries) throws SQLException {
        var byProject =
                entries.stream()
                        .collect(
                                Collectors.groupingBy(
                                        AuditEntry::project, TreeMap::new, Collectors.toList()));
        for (var group : byProject.entrySet()) {
            append(connection, group.getKey(), group.getValue());
        }
    }

    private void append(Connection connection, String project, List<AuditEntry> entries)
            throws SQLException {
        var head = lock(connection, project);
        var links = new ArrayList<AuditLink>(entries.size());
        for (var entry : entries) {
            var link = link(head, entry);
            links.add(link);
            head = new Head(link.seq(), link.hash());
        }
        insert(connection, links);
        advance(connection, project, head);
    }

    private record Head(long seq, String hash) {}

    private AuditLink link(Head head, AuditEntry entry) {
        return AuditLink.after(
                head.hash(),
                entry.project(),
                head.seq() + 1,
                Micros.of(entry.at()),
                Texts.shown(entry.actor().kind(), 20),
                Texts.shown(entry.actor().name(), 200),
                Texts.shown(entry.action(), 200),
                Texts.shown(entry.subject(), 400),
                json.text(entry.details()));
    }

    private static Head lock(Connection connection, String project) throws SQLException {
        try (var statement = connection.prepareStatement(LOCK)) {
            statement.setString(1, project);
            try (var result = statement.executeQuery()) {
                if (!result.next()) {
                    throw new SQLException(
                            "Expected the project '" + project + "' of an audit entry to exist.");
                }
                return new Head(result.getLong(1), result.getString(2));
            }
        }
    }

    private static void insert(Connection connection, List<AuditLink> links) throws SQLException {
        try (var bulk = new Bulk(connection, APPEND)) {
            bulk.texts(links, AuditLink::project)
                    .longs(links, AuditLink::seq)
                    .longs(links, AuditLink::at)
                    .texts(links, AuditLink::actorKind)
                    .texts(links, AuditLink::actorName)
                    .texts(links, AuditLink::action)
                    .texts(links, AuditLink::subject)
                    .texts(links, AuditLink::details)
                    .texts(links, AuditLink::prevHash)
                    .texts(links, AuditLink::hash)
                    .update();
        }
    }

    private static void advance(Connection connection, String project, Head head)
            throws SQLException {
        try (var statement = connection.prepareStatement(ADVANCE)) {
            statement.setLong(1, head.seq());
            statement.setString(2, head.hash());
            statement.setString(3, project);
            statement.executeUpdate();
        }
    }
}
