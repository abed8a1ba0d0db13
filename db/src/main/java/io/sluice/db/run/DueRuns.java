package io.sluice.db.run;

import io.sluice.db.Dialect;
import io.sluice.db.Json;
import io.sluice.db.Micros;
import io.sluice.engine.port.Claim;
import io.sluice.engine.port.StoredRun;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The runs that a claim locks: of every workflow that has some, in turn, so that a single run is
/// not behind ten thousand of another workflow; within a workflow those that are due longest.
final class DueRuns {
    private static final String ANY = "select 1 from run where due_at <= ? limit 1";

    private final Connection connection;
    private final Dialect dialect;
    private final Json json;
    private final Claim asked;
    private final Map<String, StoredRun> locked = new LinkedHashMap<>();

    DueRuns(Connection connection, Dialect dialect, Json json, Claim asked) {
        this.connection = connection;
        this.dialect = dialect;
        this.json = json;
        this.asked = asked;
    }

    /// @param turn which workflow comes first, counted around, when there is not enough for all
    List<StoredRun> lock(int turn) throws SQLException {
        if (asked.max() <= 0 || !any()) {
            return List.of();
        }
        var workflows = dialect.statements().dueWorkflows(connection, Micros.of(asked.now()));
        if (!workflows.isEmpty()) {
            var inTurn = new ArrayList<>(workflows);
            Collections.rotate(inTurn, -Math.floorMod(turn, workflows.size()));
            lockFairly(inTurn);
        }
        return List.copyOf(locked.values());
    }

    private Map<String, StoredRun> fit(List<RunRecord> rows) throws SQLException {
        return RunRecord.fit(connection, rows, json, asked.knows());
    }

    private boolean any() throws SQLException {
        try (var statement = connection.prepareStatement(ANY)) {
            statement.setLong(1, Micros.of(asked.now()));
            try (var result = statement.executeQuery()) {
                return result.next();
            }
        }
    }

    /// First an equal share for each; then what is left for those that have more.
    private void lockFairly(List<String> workflows) throws SQLException {
        int share = Math.ceilDiv(asked.max(), workflows.size());
        var more = new ArrayList<String>();
        for (var workflow : workflows) {
            int most = Math.min(share, left());
            if (most > 0 && lock(workflow, most) == most) {
                more.add(workflow);
            }
        }
        for (var workflow : more) {
            if (left() > 0) {
                lock(workflow, share + left());
            }
        }
    }

    private int left() {
        return asked.max() - locked.size();
    }

    /// What this claim has locked before is found again, and counts.
    private int lock(String workflow, int most) throws SQLException {
        int room = Math.min(most, asked.room().applyAsInt(workflow));
        if (room <= 0) {
            return 0;
        }
        try (var statement = connection.prepareStatement(dialect.statements().lockDueRuns())) {
            statement.setString(1, workflow);
            statement.setLong(2, Micros.of(asked.now()));
            statement.setInt(3, room);
            var found = RunRecord.read(statement.executeQuery());
            locked.putAll(fit(found));
            int rest = room - found.size();
            if (rest <= 0) {
                return found.size();
            }
            var admitted = new Admission(connection, workflow, this::fit).admit(asked.now(), rest);
            locked.putAll(admitted);
            return found.size() + admitted.size();
        }
    }
}
