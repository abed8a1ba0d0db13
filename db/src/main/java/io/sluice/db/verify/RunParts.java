package io.sluice.db.verify;

import io.sluice.db.Bulk;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All rows of one run, read by one statement so that they are of one moment.
final class RunParts {
    /// What a line is, in the order in which they come.
    private static final int ROW = 0;

    private static final int JOURNAL = 1;
    private static final int EFFECT = 2;
    private static final int WAIT = 3;
    private static final int PARTS = 5;

    private static final String READ =
            """
            select r.run_id, 0 as part, r.version, r.claims as number, r.status as name,
                r.state as body, r.epoch as epoch, r.due_at as at, r.owner as owner
            from run r where r.run_id = any(cast(? as varchar array))
            union all
            select j.run_id, 1, j.version, 0, '', j.events, 0, j.at, null
            from journal j where j.run_id = any(cast(? as varchar array))
            union all
            select e.run_id, 2, 0, e.settlements, e.status, e.effect_key, e.epoch, 0, null
            from effect e where e.run_id = any(cast(? as varchar array))
            union all
            select w.run_id, 3, w.step, 0, w.message, w.correlation, 0, 0, null
            from wait w where w.run_id = any(cast(? as varchar array))
            union all
            select a.run_id, 4, a.step, 0, '', '', 0, 0, null
            from approval a where a.status = 'open' and not a.again and a.run_id = any(cast(? as varchar array))
            order by 1, 2, 3
            """;

    final String id;

    /// Empty if the run went meanwhile.
    @Nullable Row row;

    final List<Entry> journal = new ArrayList<>();

    /// By key.
    final Map<String, Effect> effects = new LinkedHashMap<>();

    final List<Wait> waits = new ArrayList<>();

    /// Steps with an open approval.
    final Set<Integer> asked = new HashSet<>();

    private RunParts(String id) {
        this.id = id;
    }

    /// @param due when it is next looked at, or its lease ends; empty when never
    record Row(
            long version,
            long claims,
            String status,
            String state,
            long epoch,
            Optional<Long> due,
            boolean held) {}

    record Entry(long version, long at, String events) {}

    record Effect(String status, long settlements, long epoch) {}

    record Wait(int step, String message, String correlation) {}

    static List<RunParts> read(Connection connection, List<String> ids) throws SQLException {
        var runs = new LinkedHashMap<String, RunParts>();
        try (var bulk = new Bulk(connection, READ)) {
            for (int i = 0; i < PARTS; i++) {
                bulk.texts(ids, id -> id);
            }
            try (var result = bulk.query()) {
                while (result.next()) {
                    runs.computeIfAbsent(result.getString(1), RunParts::new).add(result);
                }
            }
        }
        return List.copyOf(runs.values());
    }

    private void add(ResultSet line) throws SQLException {
        long version = line.getLong(3);
        long number = line.getLong(4);
        var name = line.getString(5);
        var body = line.getString(6);
        long epoch = line.getLong(7);
        long at = line.getLong(8);
        var due = line.wasNull() ? Optional.<Long>empty() : Optional.of(at);
        boolean held = line.getString(9) != null;
        switch (line.getInt(2)) {
            case ROW -> row = new Row(version, number, name, body, epoch, due, held);
            case JOURNAL -> journal.add(new Entry(version, at, body));
            case EFFECT -> effects.put(body, new Effect(name, number, epoch));
            case WAIT -> waits.add(new Wait(Math.toIntExact(version), name, body));
            default -> asked.add(Math.toIntExact(version));
        }
    }
}
