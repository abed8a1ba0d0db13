package io.sluice.db.consent;

import io.sluice.db.Database;
import io.sluice.db.Json;
import io.sluice.db.Micros;
import io.sluice.engine.run.Actor;
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
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What approvals would release, who has agreed so far, and to what. Every change joins the
/// caller's transaction.
public final class ApprovalPlans {
    private static final String LOCK =
            "select status from approval where run_id = :run and step = :step for update";

    private static final String FIND =
            """
            select hash, content, drawn_at, agreed_hash from approval_plan
            where run_id = :run and step = :step
            """;

    private static final String CHANGE =
            """
            update approval_plan set hash = :hash, content = :content, drawn_at = :at
            where run_id = :run and step = :step
            """;

    private static final String ADD =
            """
            insert into approval_plan (run_id, step, hash, content, drawn_at)
            select :run, :step, :hash, :content, :at
            where not exists (select 1 from approval_plan where run_id = :run and step = :step)
            """;

    private static final String AGREE =
            """
            update approval_plan set agreed_hash = hash, agreed = content
            where run_id = :run and step = :step and hash = :hash
            """;

    private static final String FORGET_VOTES =
            "delete from approval_vote where run_id = :run and step = :step";

    private static final String CHANGE_VOTE =
            """
            update approval_vote set hash = :hash, comment_text = :comment, at = :at,
                in_place_of = :place
            where run_id = :run and step = :step and person = :person
            """;

    private static final String ADD_VOTE =
            """
            insert into approval_vote (run_id, step, person, hash, comment_text, at, in_place_of)
            select :run, :step, :person, :hash, :comment, :at, :place
            where not exists (
                select 1 from approval_vote
                where run_id = :run and step = :step and person = :person
            )
            """;

    private static final String VOTES =
            """
            select person, hash, comment_text, at, in_place_of from approval_vote
            where run_id = :run and step = :step order by at, person
            """;

    private static final String VOTES_OF_RUNS =
            """
            select person, hash, comment_text, at, in_place_of, run_id, step from approval_vote
            where run_id in (:runs) order by at, person
            """;

    /// Of several times that one approval was asked, the last answer counts.
    private static final String AGREED =
            """
            select a.step, a.node, a.again, p.agreed_hash, p.agreed
            from approval a
            join approval_plan p on p.run_id = a.run_id and p.step = a.step
            where a.run_id = :run and a.status = 'approved' and p.agreed is not null
                and not exists (
                    select 1 from approval b
                    where b.run_id = a.run_id and b.node = a.node and b.again = a.again
                        and b.step > a.step and b.status <> 'open'
                )
            order by a.decided_at desc, a.step desc
            """;

    private static final String CHILDREN =
            "select run_id from child_run where parent_id = :run order by group_key, idx limit 500";

    private static final String ASK_AGAIN =
            """
            insert into approval (
                run_id, step, project, workflow_id, node, title, description, approvers,
                requested_at, deadline, status, again, votes
            )
            select :run, :step, :project, :workflow, :node, :title, :description, :approvers,
                :at, null, 'open', true, :votes
            where not exists (select 1 from approval where run_id = :run and step = :step)
            """;

    private static final String REOPEN =
            """
            update approval set status = 'open', requested_at = :at, decided_at = null,
                decided_by = null, decided_by_kind = null, comment_text = null,
                description = :description
            where run_id = :run and step = :step and again = true and status <> 'open'
            """;

    private static final String ANSWER =
            """
            update approval set status = :status, decided_by_kind = :kind, decided_by = :by,
                decided_at = :at, comment_text = :comment
            where run_id = :run and step = :step and again = true and status = 'open'
            """;

    private final JdbcClient jdbc;
    private final Json json;

    public ApprovalPlans(Database database) {
        jdbc = JdbcClient.create(database.dataSource());
        json = Json.codec();
    }

    /// @param agreedHash of what was agreed to; empty until then
    public record Drawn(
            String hash,
            Map<String, @Nullable Object> content,
            Instant at,
            Optional<String> agreedHash) {}

    /// @param hash of the plan that was agreed to
    /// @param inPlaceOf who was asked; empty when that was the person themselves
    public record Vote(
            String person, String hash, String comment, Instant at, Optional<String> inPlaceOf) {
        /// Whose vote it is.
        public String seat() {
            return inPlaceOf.orElse(person);
        }
    }

    /// The step of a run that asks.
    public record Place(RunId run, StepId step) {}

    /// @param again whether it is for the one change of this very step
    public record Agreed(
            StepId step,
            String node,
            boolean again,
            String hash,
            Map<String, @Nullable Object> content) {}

    /// What is asked anew, and of whom.
    public record Question(
            RunId run,
            StepId step,
            String project,
            String workflow,
            String node,
            String title,
            String description,
            List<String> approvers,
            int votes) {}

    /// Puts those in line who decide on the same approval, until the transaction ends.
    ///
    /// @return whether it is still open
    public boolean open(RunId run, StepId step) {
        return at(jdbc.sql(LOCK), run, step)
                .query(String.class)
                .optional()
                .filter("open"::equals)
                .isPresent();
    }

    public Optional<Drawn> find(RunId run, StepId step) {
        return at(jdbc.sql(FIND), run, step)
                .query((row, _) ->
                        new Drawn(
                                row.getString(1),
                                json.map(row.getString(2)),
                                Micros.instant(row.getLong(3)),
                                Optional.ofNullable(row.getString(4))))
                .optional();
    }

    /// Keeps what was drawn. When it is another than before, what people have said to the old one
    /// lapses.
    ///
    /// @return whether votes have lapsed
    public boolean put(
            RunId run, StepId step, String hash, Map<String, ?> content, Instant drawnAt) {
        boolean same = find(run, step).filter(before -> before.hash().equals(hash)).isPresent();
        var text = json.text(content);
        int changed = put(CHANGE, run, step, hash, text, drawnAt);
        if (changed == 0) {
            put(ADD, run, step, hash, text, drawnAt);
        }
        return !same && at(jdbc.sql(FORGET_VOTES), run, step).update() > 0;
    }

    private int put(
            String sql, RunId run, StepId step, String hash, String content, Instant drawnAt) {
        return at(jdbc.sql(sql), run, step)
                .param("hash", hash)
                .param("content", content)
                .param("at", Micros.of(drawnAt))
                .update();
    }

    /// @return false when the plan that is kept is another
    public boolean agree(RunId run, StepId step, String hash) {
        return at(jdbc.sql(AGREE), run, step).param("hash", hash).update() == 1;
    }

    /// A person's vote, which takes the place of an earlier one.
    public void vote(RunId run, StepId step, Vote vote) {
        if (vote(CHANGE_VOTE, run, step, vote) == 0) {
            vote(ADD_VOTE, run, step, vote);
        }
    }

    private int vote(String sql, RunId run, StepId step, Vote vote) {
        return at(jdbc.sql(sql), run, step)
                .param("person", vote.person())
                .param("hash", vote.hash())
                .param("comment", vote.comment())
                .param("at", Micros.of(vote.at()))
                .param("place", vote.inPlaceOf().orElse(null), java.sql.Types.VARCHAR)
                .update();
    }

    public List<Vote> votes(RunId run, StepId step) {
        return at(jdbc.sql(VOTES), run, step).query((row, _) -> vote(row)).list();
    }

    /// Who has agreed to anything in these runs, each list the earliest first, in one look.
    public Map<Place, List<Vote>> votes(Collection<RunId> runs) {
        var votes = new HashMap<Place, List<Vote>>();
        if (!runs.isEmpty()) {
            jdbc.sql(VOTES_OF_RUNS)
                    .param("runs", runs.stream().map(RunId::value).distinct().toList())
                    .query(row -> {
                        var place =
                                new Place(new RunId(row.getString(6)), new StepId(row.getInt(7)));
                        votes.computeIfAbsent(place, _ -> new ArrayList<>()).add(vote(row));
                    });
        }
        return votes;
    }

    private static Vote vote(ResultSet row) throws SQLException {
        return new Vote(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Micros.instant(row.getLong(4)),
                Optional.ofNullable(row.getString(5)));
    }

    /// What was agreed to in a run and still counts, the latest first.
    public List<Agreed> agreed(RunId run) {
        return jdbc.sql(AGREED).param("run", run.value()).query((row, _) -> agreed(row)).list();
    }

    private Agreed agreed(ResultSet row) throws SQLException {
        return new Agreed(
                new StepId(row.getInt(1)),
                row.getString(2),
                row.getBoolean(3),
                row.getString(4),
                json.map(row.getString(5)));
    }

    /// Runs that a run has begun, at most 500.
    public List<RunId> children(RunId run) {
        return jdbc.sql(CHILDREN)
                .param("run", run.value())
                .query((row, _) -> new RunId(row.getString(1)))
                .list();
    }

    /// Asks for a change that is not the one that was agreed to; asks once more if that was
    /// answered.
    ///
    /// @return whether it was not asked already
    public boolean ask(Question question, Instant at) {
        int asked =
                at(jdbc.sql(ASK_AGAIN), question.run(), question.step())
                        .param("project", question.project())
                        .param("workflow", question.workflow())
                        .param("node", question.node())
                        .param("title", question.title())
                        .param("description", question.description())
                        .param("approvers", json.text(question.approvers()))
                        .param("votes", question.votes())
                        .param("at", Micros.of(at))
                        .update();
        int reopened =
                at(jdbc.sql(REOPEN), question.run(), question.step())
                        .param("description", question.description())
                        .param("at", Micros.of(at))
                        .update();
        return asked + reopened > 0;
    }

    /// @return false when it is open no more
    public boolean answer(
            RunId run, StepId step, boolean approved, Actor by, String comment, Instant at) {
        return at(jdbc.sql(ANSWER), run, step)
                        .param("status", approved ? "approved" : "rejected")
                        .param("kind", by.kind())
                        .param("by", by.name())
                        .param("comment", comment)
                        .param("at", Micros.of(at))
                        .update()
                == 1;
    }

    private static JdbcClient.StatementSpec at(
            JdbcClient.StatementSpec statement, RunId run, StepId step) {
        return statement.param("run", run.value()).param("step", step.value());
    }
}
