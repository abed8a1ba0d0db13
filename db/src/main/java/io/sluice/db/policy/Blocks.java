package io.sluice.db.policy;

import io.sluice.db.Database;
import io.sluice.db.Micros;
import io.sluice.db.Texts;
import io.sluice.engine.run.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What people block by hand, value by value, with who asked, why and until when. Joins the
/// caller's transaction.
public final class Blocks {
    private static final String COLUMNS =
            """
            select id, request_id, value_type, block_value, action, policy_id, reason, by_kind, by_name,
                created_at, expires_at
            from crs_block
            """;

    private static final String ACTIVE =
            COLUMNS.concat(
                    """
                    where project = :project and removed_at is null
                        and policy_id not in (
                            select id from crs_policy where status in ('EXPIRED', 'WITHDRAWN')
                        )
                    order by id
                    """);

    private static final String OF_VALUES =
            COLUMNS.concat(
                    """
                    where project = :project and removed_at is null and value_type = :type
                        and block_value in (:values)
                        and policy_id not in (
                            select id from crs_policy where status in ('EXPIRED', 'WITHDRAWN')
                        )
                    order by id
                    """);

    private static final String OF_REQUEST =
            COLUMNS.concat("where project = :project and request_id = :request order by id");

    private static final String OF_POLICY =
            COLUMNS.concat("where policy_id = :policy and removed_at is null order by id");

    private final JdbcClient jdbc;

    public Blocks(Database database) {
        jdbc = JdbcClient.create(database.dataSource());
    }

    /// A value that is blocked.
    ///
    /// @param request the request that asked for it; its values share a policy
    /// @param type `ip`, `cidr`, `port` or `domain`
    /// @param action `Post` or `Sigkill`, as asked for
    public record Item(
            long id,
            String request,
            String type,
            String value,
            String action,
            String policy,
            String reason,
            Actor by,
            Instant createdAt,
            Optional<Instant> expiresAt) {}

    /// The id is given by the store.
    public void add(String project, Item item) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("project", project);
        values.put("request", item.request());
        values.put("type", item.type());
        values.put("value", item.value());
        values.put("action", item.action());
        values.put("policy", item.policy());
        values.put("reason", Texts.shown(item.reason(), 2_000));
        values.put("kind", item.by().kind());
        values.put("name", item.by().name());
        values.put("at", Micros.of(item.createdAt()));
        values.put("expires", Micros.orNull(item.expiresAt()));
        jdbc.sql(
                        """
                        insert into crs_block (
                            project, request_id, value_type, block_value, action, policy_id, reason,
                            by_kind, by_name, created_at, expires_at
                        ) values (
                            :project, :request, :type, :value, :action, :policy, :reason, :kind, :name,
                            :at, :expires
                        )
                        """)
                .params(values)
                .update();
    }

    public List<Item> active(String project) {
        return jdbc.sql(ACTIVE).param("project", project).query(Blocks::item).list();
    }

    /// The active blocks of exactly these values, whoever asked for them.
    public List<Item> ofValues(String project, String type, Collection<String> values) {
        return values.isEmpty()
                ? List.of()
                : jdbc.sql(OF_VALUES)
                        .param("project", project)
                        .param("type", type)
                        .param("values", values)
                        .query(Blocks::item)
                        .list();
    }

    /// All that a request asked for, also what is over.
    public List<Item> ofRequest(String project, String request) {
        return jdbc.sql(OF_REQUEST)
                .param("project", project)
                .param("request", request)
                .query(Blocks::item)
                .list();
    }

    public List<Item> ofPolicy(String policy) {
        return jdbc.sql(OF_POLICY).param("policy", policy).query(Blocks::item).list();
    }

    /// Ends blocks.
    ///
    /// @return how many of them were not over yet
    public int remove(Collection<Long> ids, String by, Instant now) {
        return ids.isEmpty()
                ? 0
                : jdbc.sql(
                                """
                                update crs_block set removed_at = :at, removed_by = :by
                                where id in (:ids) and removed_at is null
                                """)
                        .params(Map.of("at", Micros.of(now), "by", by, "ids", ids))
                        .update();
    }

    private static Item item(ResultSet row, int index) throws SQLException {
        return new Item(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                new Actor(row.getString(8), row.getString(9)),
                Micros.instant(row.getLong(10)),
                Micros.optional((Number) row.getObject(11)));
    }
}
