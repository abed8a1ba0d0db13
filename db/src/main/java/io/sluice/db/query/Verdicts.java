package io.sluice.db.query;

import io.sluice.db.Database;
import io.sluice.db.Micros;
import io.sluice.db.Page;
import io.sluice.engine.run.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the runs of a workflow have said of resources: of each, the last they said. Commits write
/// it.
public final class Verdicts {
    private static final String LAST =
            """
            from verdict v
            where v.project = :project and v.workflow_id = :workflow
                and not exists (
                    select 1 from verdict n
                    where n.project = v.project and n.workflow_id = v.workflow_id
                        and n.resource = v.resource
                        and (n.at > v.at or (n.at = v.at and n.id > v.id)))
            """;

    private static final String PAGE =
            "select v.resource, v.pass, v.reason, v.run_id, v.node, v.at "
                    + LAST
                    + """
                        and (cast(:pass as boolean) is null or v.pass = :pass)
                        and v.resource > :after
                    order by v.resource limit :limit
                    """;

    private static final String COUNT =
            "select sum(case when v.pass then 1 else 0 end), count(*) " + LAST;

    private final JdbcClient jdbc;

    public Verdicts(Database database) {
        jdbc = JdbcClient.create(database.dataSource());
    }

    /// The last that was said of a resource.
    ///
    /// @param run that said it, at its end node
    public record Item(
            String resource, boolean pass, String reason, RunId run, String node, Instant at) {}

    /// How many resources pass, and how many do not.
    public record Count(long passed, long failed) {}

    /// By name of the resource.
    ///
    /// @param pass only those that pass, or only those that do not
    /// @param after the cursor: the last resource of the page before
    public Page<Item> page(
            String project,
            String workflow,
            Optional<Boolean> pass,
            Optional<String> after,
            int limit) {
        int bounded = Page.bounded(limit);
        var items =
                jdbc.sql(PAGE)
                        .param("project", project)
                        .param("workflow", workflow)
                        .param("pass", pass.orElse(null), Types.BOOLEAN)
                        .param("after", after.orElse(""))
                        .param("limit", bounded + 1)
                        .query(Verdicts::item)
                        .list();
        return Page.of(items, bounded, Item::resource);
    }

    public Count count(String project, String workflow) {
        return jdbc.sql(COUNT)
                .param("project", project)
                .param("workflow", workflow)
                .query((row, _) -> new Count(row.getLong(1), row.getLong(2) - row.getLong(1)))
                .single();
    }

    private static Item item(ResultSet row, int index) throws SQLException {
        return new Item(
                row.getString(1),
                row.getBoolean(2),
                row.getString(3),
                new RunId(row.getString(4)),
                row.getString(5),
                Micros.instant(row.getLong(6)));
    }
}
