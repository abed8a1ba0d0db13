package io.sluice.db.consent;

import io.sluice.db.Database;
import io.sluice.db.Micros;
import io.sluice.db.consent.ApprovalPlans.Place;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.StepId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who answers in whose place: for one approval, or while somebody is away. Every change joins the
/// caller's transaction.
public final class Deputies {
    private static final String OF_RUNS =
            """
            select person, deputy, at, run_id, step from approval_delegation
            where run_id in (:runs) order by at, person
            """;

    private static final String CHANGE =
            """
            update approval_delegation set deputy = :deputy, at = :at
            where run_id = :run and step = :step and person = :person
            """;

    private static final String ADD =
            """
            insert into approval_delegation (run_id, step, person, deputy, at)
            values (:run, :step, :person, :deputy, :at)
            """;

    private static final String REMOVE =
            """
            delete from approval_delegation
            where run_id = :run and step = :step and person = :person
            """;

    private static final String ABSENCE =
            "select person, deputy, begins_at, ends_at from absence where person = :person";

    private static final String ABSENT =
            """
            select person, deputy, begins_at, ends_at from absence
            where deputy = :deputy and begins_at <= :now and ends_at > :now order by person
            """;

    private static final String BACK = "delete from absence where person = :person";

    private static final String AWAY =
            """
            insert into absence (person, deputy, begins_at, ends_at)
            values (:person, :deputy, :from, :until)
            """;

    private final JdbcClient jdbc;

    public Deputies(Database database) {
        jdbc = JdbcClient.create(database.dataSource());
    }

    /// @param person who was asked
    public record Delegation(String person, String deputy, Instant at) {}

    public record Absence(String person, String deputy, Instant from, Instant until) {}

    public List<Delegation> of(RunId run, StepId step) {
        return of(List.of(run)).getOrDefault(new Place(run, step), List.of());
    }

    /// Those of many runs in one look, the earliest first.
    public Map<Place, List<Delegation>> of(Collection<RunId> runs) {
        var found = new HashMap<Place, List<Delegation>>();
        if (!runs.isEmpty()) {
            jdbc.sql(OF_RUNS)
                    .param("runs", runs.stream().map(RunId::value).distinct().toList())
                    .query(row -> {
                        var place =
                                new Place(new RunId(row.getString(4)), new StepId(row.getInt(5)));
                        found.computeIfAbsent(place, _ -> new ArrayList<>())
                                .add(
                                        new Delegation(
                                                row.getString(1),
                                                row.getString(2),
                                                Micros.instant(row.getLong(3))));
                    });
        }
        return found;
    }

    /// Takes the place of an earlier one of the same person.
    public void delegate(RunId run, StepId step, Delegation delegation) {
        if (write(CHANGE, run, step, delegation) == 0) {
            write(ADD, run, step, delegation);
        }
    }

    private int write(String sql, RunId run, StepId step, Delegation delegation) {
        return jdbc.sql(sql)
                .param("run", run.value())
                .param("step", step.value())
                .param("person", delegation.person())
                .param("deputy", delegation.deputy())
                .param("at", Micros.of(delegation.at()))
                .update();
    }

    /// @return whether there was one
    public boolean takeBack(RunId run, StepId step, String person) {
        return jdbc.sql(REMOVE)
                        .param("run", run.value())
                        .param("step", step.value())
                        .param("person", person)
                        .update()
                > 0;
    }

    /// When somebody is or will be away, or was last.
    public Optional<Absence> absence(String person) {
        return jdbc.sql(ABSENCE).param("person", person).query((row, _) -> absence(row)).optional();
    }

    /// Those who are away now and have this deputy, by name.
    public List<Absence> absent(String deputy, Instant now) {
        return jdbc.sql(ABSENT)
                .param("deputy", deputy)
                .param("now", Micros.of(now))
                .query((row, _) -> absence(row))
                .list();
    }

    private static Absence absence(ResultSet row) throws SQLException {
        return new Absence(
                row.getString(1),
                row.getString(2),
                Micros.instant(row.getLong(3)),
                Micros.instant(row.getLong(4)));
    }

    /// Takes the place of what was said before.
    public void away(Absence absence) {
        back(absence.person());
        jdbc.sql(AWAY)
                .param("person", absence.person())
                .param("deputy", absence.deputy())
                .param("from", Micros.of(absence.from()))
                .param("until", Micros.of(absence.until()))
                .update();
    }

    /// @return whether anything was said before
    public boolean back(String person) {
        return jdbc.sql(BACK).param("person", person).update() > 0;
    }
}
