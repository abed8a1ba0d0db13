package io.sluice.db.authored;

import io.sluice.engine.run.WorkflowRef;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// Which connections are restricted, and which of them a version of a workflow may use. Every
/// change joins the caller's transaction.
public final class ConnectionRights {
    /// Stands for every connection that is not restricted.
    public static final String UNRESTRICTED = "*";

    /// Stands for beginning whatever begins by what the version's runs tell.
    public static final String BEGINS = "!";

    /// Tells that something is recorded, be it that nothing may be used.
    private static final String RECORDED = "-";

    private static final String ALL =
            "select name from restricted_connection where project = :project";

    private static final String RESTRICT =
            """
            insert into restricted_connection (project, name)
            select :project, :name
            where not exists (
                select 1 from restricted_connection where project = :project and name = :name
            )
            """;

    private static final String RELEASE =
            "delete from restricted_connection where project = :project and name = :name";

    private static final String FORGET =
            "delete from version_connection where project = :project and name = :name";

    private static final String WITHDRAW =
            """
            delete from version_connection
            where project = :project and workflow_id = :workflow and name = :name
            """;

    private static final String OF_VERSION =
            """
            select name from version_connection
            where workflow_id = :workflow and version = :version
            """;

    private static final String STANDING =
            """
            select count(*) as recorded,
                count(case when name = :name then 1 end) as named,
                count(case when name = '*' then 1 end) as unrestricted,
                (select count(*) from restricted_connection r
                    where r.project = :project and r.name = :name) as restricted
            from version_connection
            where workflow_id = :workflow and version = :version
            """;

    private static final String RECORD =
            """
            insert into version_connection (project, workflow_id, version, name)
            values (:project, :workflow, :version, :name)
            """;

    private static final String NARROW =
            """
            delete from version_connection
            where workflow_id = :workflow and version = :version and name = :name
            """;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    ConnectionRights(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    public Set<String> restricted(String project) {
        return Set.copyOf(jdbc.sql(ALL).param("project", project).query(String.class).list());
    }

    public boolean isRestricted(String project, String name) {
        return restricted(project).contains(name);
    }

    private record Standing(long recorded, long named, long unrestricted, long restricted) {}

    /// @return whether it was otherwise before
    public boolean restrict(String project, String name, boolean restricted) {
        return named(restricted ? RESTRICT : RELEASE, project, name) > 0;
    }

    /// It is gone: whatever gets its name next has to be granted and published anew.
    public void forget(String project, String name) {
        named(RELEASE, project, name);
        named(FORGET, project, name);
    }

    /// Takes from all versions of a workflow what their publishers could give. It counts while the
    /// connection is restricted.
    ///
    /// @return whether one of them had it
    public boolean withdraw(String project, String workflow, String name) {
        return jdbc.sql(WITHDRAW)
                        .param("project", project)
                        .param("workflow", workflow)
                        .param("name", name)
                        .update()
                > 0;
    }

    private int named(String statement, String project, String name) {
        return jdbc.sql(statement).param("project", project).param("name", name).update();
    }

    /// What the publisher of a version may use. For a draft that is run by several people one after
    /// the other it is what all of them may.
    public void record(String project, WorkflowRef ref, Collection<String> names) {
        transactions.executeWithoutResult(_ -> {
            var before = of(ref);
            var after = new TreeSet<>(names);
            after.add(RECORDED);
            if (before.isEmpty()) {
                for (var name : after) {
                    about(RECORD, ref).param("project", project).param("name", name).update();
                }
                return;
            }
            for (var name : before) {
                if (!after.contains(name)) {
                    about(NARROW, ref).param("name", name).update();
                }
            }
        });
    }

    private Set<String> of(WorkflowRef ref) {
        return Set.copyOf(about(OF_VERSION, ref).query(String.class).list());
    }

    private JdbcClient.StatementSpec about(String statement, WorkflowRef ref) {
        return jdbc.sql(statement).param("workflow", ref.id()).param("version", ref.version());
    }

    /// Whether what the runs of a version tell begins others.
    public boolean begins(WorkflowRef ref) {
        return of(ref).contains(BEGINS);
    }

    /// What a version may do with a connection.
    public enum Use {
        ALLOWED,
        DENIED,
        /// Its publisher does not see the connection: it is as if there were none.
        UNSEEN
    }

    /// Whether a run of a version may use a connection. A version of which nothing is recorded was
    /// published before there were restrictions: it may use what is not restricted.
    public Use use(String project, WorkflowRef ref, String name) {
        var standing =
                about(STANDING, ref)
                        .param("project", project)
                        .param("name", name)
                        .query(Standing.class)
                        .single();
        if (standing.named() > 0) {
            return Use.ALLOWED;
        }
        if (standing.recorded() > 0 && standing.unrestricted() == 0) {
            return Use.UNSEEN;
        }
        return standing.restricted() == 0 ? Use.ALLOWED : Use.DENIED;
    }
}
