package io.sluice.db.authored;

import io.sluice.db.Database;
import io.sluice.db.Micros;
import io.sluice.engine.run.WorkflowRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who had a hand in which draft and version, and who has asked somebody else to publish. Every
/// change joins the caller's transaction.
public final class FourEyes {
    private static final String SAVED =
            """
            insert into draft_author (workflow_id, person)
            select :workflow, :person
            where not exists (
                select 1 from draft_author where workflow_id = :workflow and person = :person
            )
            """;

    private static final String OF_DRAFT =
            "select person from draft_author where workflow_id = :workflow";

    private static final String OF_VERSION =
            "select person from version_author where workflow_id = :workflow and version = :version";

    private static final String TO_VERSION =
            """
            insert into version_author (workflow_id, version, person)
            select workflow_id, cast(:version as integer), person from draft_author
            where workflow_id = :workflow
            """;

    private static final String CLEAR_DRAFT =
            "delete from draft_author where workflow_id = :workflow";

    private static final String CLEAR_REQUEST =
            "delete from publish_request where workflow_id = :workflow";

    private static final String ASK =
            """
            insert into publish_request (
                workflow_id, project, revision, requested_by, comment_text, requested_at
            ) values (:workflow, :project, :revision, :by, :comment, :at)
            """;

    private static final String COLUMNS =
            """
            select q.workflow_id, w.name, q.revision, q.requested_by, q.comment_text, q.requested_at
            from publish_request q join workflow w on w.id = q.workflow_id
                and w.revision = q.revision and w.deleted_at is null
            where q.project = :project
            """;

    private static final String ALL =
            COLUMNS.concat("order by q.requested_at, q.workflow_id limit 500");

    private static final String ONE = COLUMNS.concat("and q.workflow_id = :workflow");

    private final JdbcClient jdbc;

    public FourEyes(Database database) {
        jdbc = JdbcClient.create(database.dataSource());
    }

    /// That a draft should be published by somebody else.
    ///
    /// @param revision of the draft that is meant
    public record Request(
            String workflow, String name, long revision, String by, String comment, Instant at) {}

    public void saved(String workflow, String person) {
        jdbc.sql(SAVED).param("workflow", workflow).param("person", person).update();
    }

    /// Who has changed the draft since it was last published.
    public Set<String> authors(String workflow) {
        return Set.copyOf(
                jdbc.sql(OF_DRAFT).param("workflow", workflow).query(String.class).list());
    }

    /// Who had a hand in a version; for a draft that was kept, in the draft as it stands.
    public Set<String> authors(WorkflowRef ref) {
        return ref.version() < 0
                ? authors(ref.id())
                : Set.copyOf(
                        jdbc.sql(OF_VERSION)
                                .param("workflow", ref.id())
                                .param("version", ref.version())
                                .query(String.class)
                                .list());
    }

    /// The draft has become a version: its authors are that version's, and nobody is asked any
    /// more.
    public void published(String workflow, int version) {
        jdbc.sql(TO_VERSION).param("workflow", workflow).param("version", version).update();
        jdbc.sql(CLEAR_DRAFT).param("workflow", workflow).update();
        withdraw(workflow);
    }

    /// In the place of an earlier request.
    public void ask(String project, Request request) {
        withdraw(request.workflow());
        jdbc.sql(ASK)
                .param("workflow", request.workflow())
                .param("project", project)
                .param("revision", request.revision())
                .param("by", request.by())
                .param("comment", request.comment())
                .param("at", Micros.of(request.at()))
                .update();
    }

    /// @return whether there was one
    public boolean withdraw(String workflow) {
        return jdbc.sql(CLEAR_REQUEST).param("workflow", workflow).update() > 0;
    }

    /// For drafts that are still as they were, the oldest first.
    public List<Request> requests(String project) {
        return jdbc.sql(ALL).param("project", project).query(FourEyes::request).list();
    }

    public Optional<Request> request(String project, String workflow) {
        return jdbc.sql(ONE)
                .param("project", project)
                .param("workflow", workflow)
                .query(FourEyes::request)
                .optional();
    }

    private static Request request(ResultSet row, int index) throws SQLException {
        return new Request(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                Micros.instant(row.getLong(6)));
    }
}
