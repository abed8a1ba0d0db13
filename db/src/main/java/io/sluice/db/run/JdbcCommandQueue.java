package io.sluice.db.run;

import io.sluice.db.Database;
import io.sluice.db.Json;
import io.sluice.db.Micros;
import io.sluice.db.Signals;
import io.sluice.engine.port.AuditEntry;
import io.sluice.engine.port.CommandQueue;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Commands for runs that another process holds. The commit that answers one deletes it.
public final class JdbcCommandQueue implements CommandQueue {
    private static final String PUT =
            "insert into run_command (run_id, command, audit) values (?, ?, ?)";
    private static final String PENDING =
            "select id, run_id, command, audit from run_command order by id limit ?";
    private static final String DROP = "delete from run_command where id = ?";

    private final Database database;
    private final Json json;

    public JdbcCommandQueue(Database database) {
        this(database, Json.codec());
    }

    JdbcCommandQueue(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public void put(RunId run, Command command, List<AuditEntry> audit) {
        database.inTransaction(
                "queue a command",
                connection -> {
                    try (var statement = connection.prepareStatement(PUT)) {
                        statement.setString(1, run.value());
                        statement.setString(2, json.write(command));
                        statement.setString(
                                3, json.text(audit.stream().map(JdbcCommandQueue::map).toList()));
                        statement.executeUpdate();
                    }
                    Signals.send(connection, database.dialect());
                    return true;
                });
    }

    @Override
    public List<Queued> pending(int max) {
        return database.inTransaction(
                "read queued commands",
                connection -> {
                    try (var statement = connection.prepareStatement(PENDING)) {
                        statement.setInt(1, max);
                        return queued(statement.executeQuery());
                    }
                });
    }

    private List<Queued> queued(ResultSet result) throws SQLException {
        try (result) {
            var queued = new ArrayList<Queued>();
            while (result.next()) {
                queued.add(
                        new Queued(
                                result.getLong(1),
                                new RunId(result.getString(2)),
                                json.command(result.getString(3)),
                                audit(result.getString(4))));
            }
            return queued;
        }
    }

    @Override
    public void drop(long id) {
        database.inTransaction(
                "drop a queued command",
                connection -> {
                    try (var statement = connection.prepareStatement(DROP)) {
                        statement.setLong(1, id);
                        return statement.executeUpdate();
                    }
                });
    }

    private static Map<String, @Nullable Object> map(AuditEntry entry) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("project", entry.project());
        map.put("at", Micros.of(entry.at()));
        map.put("kind", entry.actor().kind());
        map.put("name", entry.actor().name());
        map.put("action", entry.action());
        map.put("subject", entry.subject());
        map.put("details", entry.details());
        return map;
    }

    private List<AuditEntry> audit(String text) {
        var entries = new ArrayList<AuditEntry>();
        if (json.value(text) instanceof List<?> items) {
            for (var item : items) {
                if (item instanceof Map<?, ?> map) {
                    entries.add(entry(map));
                }
            }
        }
        return entries;
    }

    private static AuditEntry entry(Map<?, ?> map) {
        return new AuditEntry(
                text(map, "project"),
                Micros.instant(map.get("at") instanceof Long at ? at : 0),
                new Actor(text(map, "kind"), text(map, "name")),
                text(map, "action"),
                text(map, "subject"),
                details(map.get("details")));
    }

    private static Map<String, @Nullable Object> details(@Nullable Object value) {
        var details = new LinkedHashMap<String, @Nullable Object>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> details.put(String.valueOf(key), item));
        }
        return details;
    }

    private static String text(Map<?, ?> map, String key) {
        return String.valueOf(map.get(key));
    }
}
