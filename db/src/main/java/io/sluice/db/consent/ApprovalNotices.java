package io.sluice.db.consent;

import io.sluice.db.Database;
import io.sluice.db.Json;
import io.sluice.db.Micros;
import io.sluice.db.Texts;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.StepId;
import io.sluice.engine.run.WorkflowRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What people are to be told of approvals. Commits of runs write it; one process at a time sends
/// one notice, until its lease is over.
public final class ApprovalNotices {
    private static final String DUE =
            """
            select n.run_id, n.step, n.kind, n.number, n.project, n.connection, n.at, n.next_at,
                n.failures, a.title, a.description, a.approvers, a.escalated_to, a.deadline,
                a.status, w.name, a.node, a.workflow_id, r.workflow_version
            from approval_notice n
            join approval a on a.run_id = n.run_id and a.step = n.step
            join run r on r.run_id = n.run_id
            left join workflow w on w.id = a.workflow_id
            where n.status = 'due' and n.next_at <= :now
            order by n.next_at, n.run_id, n.step, n.kind, n.number limit :limit
            """;

    /// Of several processes that saw it due, one finds it as it saw it.
    private static final String CLAIM =
            """
            update approval_notice set next_at = :until
            where run_id = :run and step = :step and kind = :kind and number = :number
                and status = 'due' and next_at = :seen
            """;

    private static final String SETTLE =
            """
            update approval_notice set status = :status, failure = :why
            where run_id = :run and step = :step and kind = :kind and number = :number
                and status = 'due' and next_at = :until
            """;

    private static final String FAILED =
            """
            update approval_notice set next_at = :again, failures = failures + 1, failure = :why
            where run_id = :run and step = :step and kind = :kind and number = :number
                and status = 'due' and next_at = :until
            """;

    private final JdbcClient jdbc;
    private final Json json;

    public ApprovalNotices(Database database) {
        jdbc = JdbcClient.create(database.dataSource());
        json = Json.codec();
    }

    /// ASKED · REMINDER (the number says which) · ESCALATED.
    public enum Kind {
        ASKED,
        REMINDER,
        ESCALATED
    }

    /// Which notice.
    public record Key(RunId run, StepId step, Kind kind, int number) {
        /// The same in every attempt, and another for every other notice.
        public String text() {
            return "approval:%s:%s:%s:%d"
                    .formatted(
                            run.value(),
                            step.value(),
                            kind.name().toLowerCase(Locale.ROOT),
                            number);
        }
    }

    /// What it is about, as that is now.
    ///
    /// @param approvers who may decide; empty means every approver
    /// @param open whether anybody need still decide
    public record Subject(
            String workflow,
            String node,
            String title,
            String description,
            List<String> approvers,
            List<String> escalatedTo,
            Optional<Instant> deadline,
            boolean open) {}

    /// @param version what the run is of: what that may use is used
    /// @param at when the run said it
    /// @param due until when nobody is at it; also names the lease
    /// @param failures so far
    public record Notice(
            Key key,
            String project,
            WorkflowRef version,
            String connection,
            Instant at,
            Instant due,
            int failures,
            Subject subject) {
        Notice leased(Instant until) {
            return new Notice(key, project, version, connection, at, until, failures, subject);
        }
    }

    /// Those that may be sent now, the longest due first.
    public List<Notice> due(Instant now, int limit) {
        return jdbc.sql(DUE)
                .param("now", Micros.of(now))
                .param("limit", limit)
                .query((row, _) -> notice(row))
                .list();
    }

    private Notice notice(ResultSet row) throws SQLException {
        return new Notice(
                new Key(
                        new RunId(row.getString(1)),
                        new StepId(row.getInt(2)),
                        Kind.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                        row.getInt(4)),
                row.getString(5),
                new WorkflowRef(row.getString(18), row.getInt(19)),
                row.getString(6),
                Micros.instant(row.getLong(7)),
                Micros.instant(row.getLong(8)),
                row.getInt(9),
                new Subject(
                        Optional.ofNullable(row.getString(16)).orElse(""),
                        row.getString(17),
                        row.getString(10),
                        row.getString(11),
                        names(row.getString(12)),
                        names(row.getString(13)),
                        Micros.optional((Number) row.getObject(14)),
                        row.getString(15).equals("open")));
    }

    private List<String> names(String text) {
        return json.value(text) instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.of();
    }

    /// Takes a notice, until a moment.
    ///
    /// @return empty when another process has it
    public Optional<Notice> claim(Notice notice, Instant until) {
        boolean claimed =
                at(CLAIM, notice.key())
                                .param("until", Micros.of(until))
                                .param("seen", Micros.of(notice.due()))
                                .update()
                        == 1;
        return claimed ? Optional.of(notice.leased(until)) : Optional.empty();
    }

    public void sent(Notice claimed) {
        settle(claimed, "sent", "");
    }

    /// Nobody is told any more.
    public void left(Notice claimed, String why) {
        settle(claimed, "left", why);
    }

    private void settle(Notice claimed, String status, String why) {
        at(SETTLE, claimed.key())
                .param("status", status)
                .param("why", Texts.shown(why, 2_000))
                .param("until", Micros.of(claimed.due()))
                .update();
    }

    /// @param again not before this is it tried again
    public void failed(Notice claimed, Instant again, String why) {
        at(FAILED, claimed.key())
                .param("again", Micros.of(again))
                .param("why", Texts.shown(why, 2_000))
                .param("until", Micros.of(claimed.due()))
                .update();
    }

    private JdbcClient.StatementSpec at(String sql, Key key) {
        return jdbc.sql(sql)
                .param("run", key.run().value())
                .param("step", key.step().value())
                .param("kind", key.kind().name().toLowerCase(Locale.ROOT))
                .param("number", key.number());
    }
}
