package io.sluice.db.intake;

import io.sluice.db.Database;
import io.sluice.db.Micros;
import java.time.Instant;

/// Ticks of schedules, each for one process of the cluster only.
///
/// Whoever claims a tick and dies before the run has begun leaves it without a run: begin the run
/// with an intake whose key is the tick, and claim after that.
public final class ScheduleTicks {
    private static final String CLAIM =
            """
            insert into schedule_tick (workflow_id, node, tick)
            select cast(? as varchar), cast(? as varchar), cast(? as bigint)
            where not exists (
                select 1 from schedule_tick where workflow_id = ? and node = ? and tick = ?
            )
            """;

    private static final String FORGET = "delete from schedule_tick where tick < ?";

    private final Database database;

    public ScheduleTicks(Database database) {
        this.database = database;
    }

    /// Whether nobody has claimed this tick before.
    public boolean claim(String workflow, String node, Instant tick) {
        return database.inTransaction(
                "claim a tick",
                connection -> {
                    try (var statement = connection.prepareStatement(CLAIM)) {
                        for (int i = 0; i < 2; i++) {
                            statement.setString(3 * i + 1, workflow);
                            statement.setString(3 * i + 2, node);
                            statement.setLong(3 * i + 3, Micros.of(tick));
                        }
                        return statement.executeUpdate() == 1;
                    }
                });
    }

    /// Drops ticks that lie so far back that nobody will claim them again.
    public int forgetBefore(Instant moment) {
        return database.inTransaction(
                "forget old ticks",
                connection -> {
                    try (var statement = connection.prepareStatement(FORGET)) {
                        statement.setLong(1, Micros.of(moment));
                        return statement.executeUpdate();
                    }
                });
    }
}
