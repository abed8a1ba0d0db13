package io.sluice.db.authored;

import io.sluice.db.Database;
import io.sluice.db.Micros;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Everything that one person has been given, in every project, and where each comes from.
public final class PersonRights {
    private static final String ALL =
            """
            select r.project as project, 'project' as what, '' as object, '' as title,
                r.role as role, '' as via, cast(null as bigint) as at, '' as giver
            from user_role r
            where r.user_name = :user
            union all
            select r.project, 'project', '', '', r.role, r.group_name, cast(null as bigint), ''
            from group_role r
            where r.group_name in (select group_name from group_member where user_name = :user)
            union all
            select g.project, g.kind, g.object_id, coalesce(w.name, g.object_id), g.role,
                case when g.holder_kind = 'group' then g.holder else '' end, g.granted_at,
                g.granted_by
            from object_grant g
            left join workflow w on g.kind = 'workflow' and w.id = g.object_id
            where (g.holder_kind = 'user' and g.holder = :user)
                or (g.holder_kind = 'group' and g.holder in (
                    select group_name from group_member where user_name = :user
                ))
            order by project, what desc, title, role, via
            """;

    private static final String GROUPS =
            """
            select group_name, source from group_member where user_name = :user
            order by group_name, source
            """;

    private final JdbcClient jdbc;

    PersonRights(Database database) {
        jdbc = JdbcClient.create(database.dataSource());
    }

    /// @param what `project`, `workflow` or `connection`
    /// @param object id of the workflow, name of the connection; empty for a project
    /// @param title for people
    /// @param group which group has it; empty for the person
    /// @param at when it was granted, where that is known
    /// @param by who granted it; empty where that is not known
    public record Right(
            String project,
            String what,
            String object,
            String title,
            String role,
            String group,
            Optional<Instant> at,
            String by) {}

    /// @param source [Groups#BY_HAND], or the identity provider that says so
    public record Membership(String group, String source) {}

    /// Those for a whole project first.
    public List<Right> of(String user) {
        return jdbc.sql(ALL)
                .param("user", user)
                .query((row, _) ->
                        new Right(
                                row.getString("project"),
                                row.getString("what"),
                                row.getString("object"),
                                row.getString("title"),
                                row.getString("role"),
                                row.getString("via"),
                                Micros.optional((Number) row.getObject("at")),
                                row.getString("giver")))
                .list();
    }

    public List<Membership> groups(String user) {
        return jdbc.sql(GROUPS)
                .param("user", user)
                .query((row, _) -> new Membership(row.getString(1), row.getString(2)))
                .list();
    }
}
