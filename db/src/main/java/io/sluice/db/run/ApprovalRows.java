package io.sluice.db.run;

import io.sluice.db.Batch;
import io.sluice.db.Json;
import io.sluice.db.Micros;
import io.sluice.db.Texts;
import io.sluice.engine.port.RunCommit;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.StepId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the events of one commit say of approvals: who is asked, told, reminded, asked too, and how
/// it was answered.
final class ApprovalRows {
    private static final String ASK =
            """
            insert into approval (
                run_id, step, project, workflow_id, node, title, description, approvers,
                requested_at, deadline, connection, status
            ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')
            """;

    private static final String REMIND =
            "update approval set reminders = ?, reminded_at = ? where run_id = ? and step = ?";

    private static final String ESCALATE =
            "update approval set escalated_to = ?, escalated_at = ? where run_id = ? and step = ?";

    private static final String TELL =
            """
            insert into approval_notice (
                run_id, step, kind, number, project, connection, at, status, next_at, failures,
                failure
            )
            select a.run_id, a.step, cast(? as varchar), cast(? as integer), a.project,
                a.connection, cast(? as bigint), 'due', cast(? as bigint), 0, ''
            from approval a where a.run_id = ? and a.step = ? and a.connection is not null
            """;

    private static final String ANSWER =
            """
            update approval set status = ?, decided_by_kind = ?, decided_by = ?, decided_at = ?,
                comment_text = ?
            where run_id = ? and step = ? and status = 'open'
            """;

    private final RunCommit commit;
    private final Json json;
    private final String run;
    private final long at;
    private final List<Asked> asked = new ArrayList<>();
    private final List<Reminded> reminded = new ArrayList<>();
    private final List<Escalated> escalated = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final List<Answered> answered = new ArrayList<>();

    ApprovalRows(RunCommit commit, Json json) {
        this.commit = commit;
        this.json = json;
        run = commit.state().id().value();
        at = Micros.of(commit.at());
    }

    private record Asked(
            String run,
            int step,
            String project,
            String workflow,
            String node,
            String title,
            String description,
            String approvers,
            long requestedAt,
            @Nullable Long deadline,
            @Nullable String connection) {}

    private record Reminded(String run, int step, int number, long at) {}

    /// @param to JSON
    private record Escalated(String run, int step, String to, long at) {}

    /// What people are told, if a connection says how.
    ///
    /// @param number of its kind, from 1
    private record Notice(String run, int step, String kind, int number, long at) {}

    /// How an approval was closed: by a decision, or because its step ended without one.
    private record Answered(
            String run,
            int step,
            String status,
            @Nullable String byKind,
            @Nullable String by,
            long at,
            @Nullable String comment) {}

    void asked(Event.ApprovalRequested e) {
        asked.add(
                new Asked(
                        run,
                        e.step().value(),
                        commit.state().project(),
                        commit.state().workflow().id(),
                        e.node().value(),
                        Texts.shown(e.title(), 2_000),
                        Texts.shown(e.description(), 20_000),
                        json.text(e.approvers()),
                        at,
                        Micros.orNull(e.deadline()),
                        e.connection()
                                .map(name -> Texts.shown(name, EventRows.MAX_NAME))
                                .orElse(null)));
        e.connection().ifPresent(_ -> tell(e.step(), "asked", 1));
    }

    void reminded(Event.ApprovalReminded e) {
        reminded.add(new Reminded(run, e.step().value(), e.number(), at));
        tell(e.step(), "reminder", e.number());
    }

    void escalated(Event.ApprovalEscalated e) {
        escalated.add(new Escalated(run, e.step().value(), json.text(e.to()), at));
        tell(e.step(), "escalated", 1);
    }

    private void tell(StepId step, String kind, int number) {
        notices.add(new Notice(run, step.value(), kind, number, at));
    }

    void answered(Event.ApprovalDecided e) {
        answered.add(
                new Answered(
                        run,
                        e.step().value(),
                        e.decision(),
                        e.by().kind(),
                        Texts.shown(e.by().name(), EventRows.MAX_NAME),
                        at,
                        Texts.shown(e.comment(), 20_000)));
    }

    void withoutDecision(StepId step) {
        answered.add(new Answered(run, step.value(), "ended", null, null, at, null));
    }

    static void write(Connection connection, List<ApprovalRows> commits) throws SQLException {
        Batch.run(connection, ASK, all(commits, rows -> rows.asked), ApprovalRows::ask);
        Batch.run(
                connection,
                REMIND,
                all(commits, rows -> rows.reminded),
                (reminded, parameters) ->
                        parameters
                                .number(reminded.number())
                                .number(reminded.at())
                                .text(reminded.run())
                                .number(reminded.step()));
        Batch.run(
                connection,
                ESCALATE,
                all(commits, rows -> rows.escalated),
                (escalated, parameters) ->
                        parameters
                                .text(escalated.to())
                                .number(escalated.at())
                                .text(escalated.run())
                                .number(escalated.step()));
        Batch.run(connection, TELL, all(commits, rows -> rows.notices), ApprovalRows::tell);
        Batch.run(connection, ANSWER, all(commits, rows -> rows.answered), ApprovalRows::answer);
    }

    private static void ask(Asked approval, Batch parameters) throws SQLException {
        parameters
                .text(approval.run())
                .number(approval.step())
                .text(approval.project())
                .text(approval.workflow())
                .text(approval.node())
                .text(approval.title())
                .text(approval.description())
                .text(approval.approvers())
                .number(approval.requestedAt())
                .nullableNumber(approval.deadline())
                .text(approval.connection());
    }

    private static void tell(Notice notice, Batch parameters) throws SQLException {
        parameters
                .text(notice.kind())
                .number(notice.number())
                .number(notice.at())
                .number(notice.at())
                .text(notice.run())
                .number(notice.step());
    }

    private static void answer(Answered answer, Batch parameters) throws SQLException {
        parameters
                .text(answer.status())
                .text(answer.byKind())
                .text(answer.by())
                .number(answer.at())
                .text(answer.comment())
                .text(answer.run())
                .number(answer.step());
    }

    private static <T> List<T> all(
            List<ApprovalRows> commits, Function<ApprovalRows, List<T>> part) {
        return commits.stream()
                .map(part)
                .filter(list -> !list.isEmpty())
                .flatMap(List::stream)
                .toList();
    }
}
