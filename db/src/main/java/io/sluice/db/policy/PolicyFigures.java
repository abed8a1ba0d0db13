package io.sluice.db.policy;

import io.sluice.db.Database;
import io.sluice.db.Micros;
import io.sluice.policy.measure.Measures.Story;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What reports and measures are made of.
public final class PolicyFigures {
    private static final String STORIES =
            """
            select p.category, p.technique, p.detected_at,
                (select min(t.at) from crs_policy_transition t where t.policy_id = p.id),
                p.enforced_at,
                (select coalesce(sum(h.stopped), 0) from crs_policy_hit h where h.policy_id = p.id)
            from crs_policy p where p.project = :project order by p.id
            """;

    private static final String FINDINGS =
            """
            select category, count(*) from (
                select distinct category, same_key from cdr_finding where project = :project
            ) once group by category order by category
            """;

    private static final String STANDING =
            """
            select status, count(*) from crs_policy group by status
            """;

    private final JdbcClient jdbc;

    public PolicyFigures(Database database) {
        jdbc = JdbcClient.create(database.dataSource());
    }

    /// The times of every policy of a project.
    public List<Story> stories(String project) {
        return jdbc.sql(STORIES)
                .param("project", project)
                .query((row, _) ->
                        new Story(
                                row.getString(1),
                                row.getString(2),
                                Micros.instant(row.getLong(3)),
                                Micros.optional((Number) row.getObject(4)),
                                Micros.optional((Number) row.getObject(5)),
                                row.getLong(6)))
                .list();
    }

    /// How many findings there were of each category, as the vendor writes it; one that several
    /// workflows handled counts once.
    public Map<String, Long> findings(String project) {
        var counts = new LinkedHashMap<String, Long>();
        jdbc.sql(FINDINGS)
                .param("project", project)
                .query(row -> {
                    counts.put(row.getString(1), row.getLong(2));
                });
        return counts;
    }

    /// How many policies stand where, over all projects.
    public Map<String, Long> standing() {
        var counts = new LinkedHashMap<String, Long>();
        jdbc.sql(STANDING)
                .query(row -> {
                    counts.put(row.getString(1), row.getLong(2));
                });
        return counts;
    }
}
