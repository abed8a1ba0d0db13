package io.sluice.db.authored;

import io.sluice.db.Micros;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// What people and groups may do with one workflow or one connection. Every change joins the
/// caller's transaction.
public final class ObjectGrants {
    private static final String OF_PERSON =
            """
            select distinct g.kind, g.object_id, g.role from object_grant g
            where g.project = :project and (
                (g.holder_kind = 'user' and g.holder = :user)
                or (g.holder_kind = 'group' and g.holder in (
                    select m.group_name from group_member m where m.user_name = :user
                ))
            )
            """;

    private static final String ON_OBJECT =
            """
            select holder_kind, holder, role from object_grant
            where project = :project and kind = :kind and object_id = :object
            order by holder_kind desc, holder, role
            """;

    private static final String CLEAR =
            """
            delete from object_grant
            where project = :project and kind = :kind and object_id = :object
                and holder_kind = :holderKind and holder = :holder
            """;

    private static final String GRANT =
            """
            insert into object_grant (
                project, kind, object_id, holder_kind, holder, role, granted_at, granted_by
            ) values (:project, :kind, :object, :holderKind, :holder, :role, :at, :by)
            """;

    private static final String FORGET =
            """
            delete from object_grant
            where project = :project and kind = :kind and object_id = :object
            """;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    ObjectGrants(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /// What is granted on.
    public enum Kind {
        WORKFLOW("workflow"),
        CONNECTION("connection");

        private final String key;

        Kind(String key) {
            this.key = key;
        }
    }

    /// A workflow, or a connection.
    public record Subject(String project, Kind kind, String id) {}

    /// @param group whether it is a group, and no person
    public record Holder(boolean group, String name) {
        String kind() {
            return group ? "group" : "user";
        }
    }

    public record Grant(Kind kind, String object, String role) {}

    public record Held(Holder holder, Set<String> roles) {}

    private record Row(String holderKind, String holder, String role) {}

    /// What somebody has by name or by a group.
    public List<Grant> of(String project, String user) {
        return jdbc.sql(OF_PERSON)
                .param("project", project)
                .param("user", user)
                .query((row, _) ->
                        new Grant(
                                row.getString(1).equals(Kind.WORKFLOW.key)
                                        ? Kind.WORKFLOW
                                        : Kind.CONNECTION,
                                row.getString(2),
                                row.getString(3)))
                .list();
    }

    /// Who has what on it; people first.
    public List<Held> on(Subject subject) {
        Map<Holder, Set<String>> held = new LinkedHashMap<>();
        for (var row : about(ON_OBJECT, subject).query(Row.class).list()) {
            held.computeIfAbsent(
                            new Holder(row.holderKind().equals("group"), row.holder()),
                            _ -> new TreeSet<>())
                    .add(row.role());
        }
        return held.entrySet().stream().map(one -> new Held(one.getKey(), one.getValue())).toList();
    }

    /// Gives exactly these roles; none takes them all.
    public void set(Subject subject, Holder holder, Set<String> roles, String by, Instant at) {
        transactions.executeWithoutResult(_ -> {
            about(CLEAR, subject)
                    .param("holderKind", holder.kind())
                    .param("holder", holder.name())
                    .update();
            for (var role : roles) {
                about(GRANT, subject)
                        .param("holderKind", holder.kind())
                        .param("holder", holder.name())
                        .param("role", role)
                        .param("at", Micros.of(at))
                        .param("by", by)
                        .update();
            }
        });
    }

    /// It is gone: whatever gets its name next begins without grants.
    public void forget(Subject subject) {
        about(FORGET, subject).update();
    }

    private JdbcClient.StatementSpec about(String statement, Subject subject) {
        return jdbc.sql(statement)
                .param("project", subject.project())
                .param("kind", subject.kind().key)
                .param("object", subject.id());
    }
}
