package io.sluice.db.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.db.TestDatabase;
import io.sluice.db.authored.FourEyes;
import io.sluice.db.consent.ApprovalPlans.Place;
import io.sluice.db.consent.ApprovalPlans.Question;
import io.sluice.db.consent.ApprovalPlans.Vote;
import io.sluice.db.consent.Deputies.Absence;
import io.sluice.db.consent.Deputies.Delegation;
import io.sluice.db.query.Approvals;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.StepId;
import io.sluice.engine.run.WorkflowRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What people were shown and agreed to, and who had a hand in what, on either database.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConsentContract {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final RunId RUN = new RunId("r1");
    private static final StepId STEP = new StepId(7);

    private TestDatabase database;
    private ApprovalPlans plans;
    private FourEyes fourEyes;

    abstract TestDatabase open();

    @BeforeAll
    void start() {
        database = open();
        plans = new ApprovalPlans(database.database());
        fourEyes = new FourEyes(database.database());
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @BeforeEach
    void clear() {
        database.clear();
    }

    private static Vote vote(String person, String hash) {
        return new Vote(person, hash, "fine", NOW, Optional.empty());
    }

    private boolean put(String hash) {
        return plans.put(RUN, STEP, hash, Map.of("foreseen", true), NOW);
    }

    private static final Question QUESTION =
            new Question(
                    RUN,
                    STEP,
                    "default",
                    "sweep",
                    "change",
                    "Change it?",
                    "It is another.",
                    List.of("approver"),
                    2);

    @Test
    void votesLapseWithTheirPlan() {
        put("one");
        plans.vote(RUN, STEP, vote("ada", "one"));
        plans.vote(RUN, STEP, vote("ada", "one"));
        plans.vote(RUN, STEP, vote("grace", "one"));
        assertThat(plans.votes(RUN, STEP)).hasSize(2);

        assertThat(put("one")).isFalse();
        assertThat(plans.votes(RUN, STEP)).hasSize(2);
        assertThat(put("two")).isTrue();
        assertThat(plans.votes(RUN, STEP)).isEmpty();
        assertThat(plans.find(RUN, STEP).orElseThrow().hash()).isEqualTo("two");
    }

    @Test
    void votesOfManyRunsAreReadAtOnce() {
        var other = new RunId("r2");
        plans.vote(RUN, STEP, vote("ada", "one"));
        plans.vote(RUN, STEP, vote("grace", "one"));
        plans.vote(RUN, new StepId(8), vote("ada", "two"));
        plans.vote(other, STEP, vote("grace", "three"));
        plans.vote(new RunId("r3"), STEP, vote("grace", "four"));

        var votes = plans.votes(List.of(RUN, other, RUN));

        assertThat(votes)
                .containsOnly(
                        Map.entry(new Place(RUN, STEP), plans.votes(RUN, STEP)),
                        Map.entry(new Place(RUN, new StepId(8)), List.of(vote("ada", "two"))),
                        Map.entry(new Place(other, STEP), List.of(vote("grace", "three"))));
        assertThat(plans.votes(List.of())).isEmpty();
    }

    @Test
    void aVoteSaysInWhosePlaceItWasGiven() {
        plans.vote(RUN, STEP, new Vote("bob", "one", "for her", NOW, Optional.of("grace")));

        assertThat(plans.votes(RUN, STEP))
                .singleElement()
                .satisfies(vote -> {
                    assertThat(vote.person()).isEqualTo("bob");
                    assertThat(vote.seat()).isEqualTo("grace");
                });
        plans.vote(RUN, STEP, vote("bob", "one"));
        assertThat(plans.votes(RUN, STEP).getFirst().seat()).isEqualTo("bob");
    }

    @Test
    void aDelegationIsForOneApprovalUntilItIsTakenBack() {
        var deputies = new Deputies(database.database());
        deputies.delegate(RUN, STEP, new Delegation("ada", "bob", NOW));
        deputies.delegate(RUN, STEP, new Delegation("ada", "grace", NOW));
        deputies.delegate(RUN, new StepId(8), new Delegation("ada", "bob", NOW));

        assertThat(deputies.of(RUN, STEP)).containsExactly(new Delegation("ada", "grace", NOW));
        assertThat(deputies.of(List.of(RUN, new RunId("r2")))).hasSize(2);
        assertThat(deputies.takeBack(RUN, STEP, "ada")).isTrue();
        assertThat(deputies.takeBack(RUN, STEP, "ada")).isFalse();
        assertThat(deputies.of(RUN, STEP)).isEmpty();
    }

    @Test
    void aDeputyAnswersWhileSomebodyIsAway() {
        var deputies = new Deputies(database.database());
        var until = NOW.plusSeconds(60);
        deputies.away(new Absence("ada", "bob", NOW, NOW.plusSeconds(30)));
        deputies.away(new Absence("ada", "grace", NOW, until));

        assertThat(deputies.absent("grace", NOW))
                .containsExactly(new Absence("ada", "grace", NOW, until));
        assertThat(deputies.absent("grace", NOW.minusSeconds(1))).isEmpty();
        assertThat(deputies.absent("grace", until)).isEmpty();
        assertThat(deputies.absent("bob", NOW)).isEmpty();
        assertThat(deputies.back("ada")).isTrue();
        assertThat(deputies.absence("ada")).isEmpty();
    }

    @Test
    void onlyThePlanThatIsKeptIsAgreedTo() {
        put("one");

        assertThat(plans.agree(RUN, STEP, "two")).isFalse();
        assertThat(plans.agree(RUN, STEP, "one")).isTrue();
        put("two");

        assertThat(plans.find(RUN, STEP).orElseThrow().agreedHash()).contains("one");
    }

    @Test
    void whatIsAskedAnewCountsOnceItIsApproved() {
        assertThat(plans.ask(QUESTION, NOW)).isTrue();
        assertThat(plans.ask(QUESTION, NOW)).isFalse();
        assertThat(plans.open(RUN, STEP)).isTrue();
        put("one");
        plans.agree(RUN, STEP, "one");
        assertThat(plans.agreed(RUN)).isEmpty();

        var ada = new Actor("user", "ada");
        assertThat(plans.answer(RUN, STEP, true, ada, "fine", NOW)).isTrue();
        assertThat(plans.answer(RUN, STEP, false, ada, "no", NOW)).isFalse();

        var agreed = plans.agreed(RUN).getFirst();
        assertThat(agreed.again()).isTrue();
        assertThat(agreed.hash()).isEqualTo("one");
        assertThat(plans.ask(QUESTION, NOW.plusSeconds(1))).isTrue();
        assertThat(plans.agreed(RUN)).isEmpty();
        var item = new Approvals(database.database()).find("default", RUN, STEP).orElseThrow();
        assertThat(item.again()).isTrue();
        assertThat(item.votes()).isEqualTo(2);
        assertThat(item.decidedBy()).isEmpty();
    }

    @Test
    void everyAuthorOfADraftIsOneOfItsVersion() {
        database.execute(
                """
                insert into workflow (id, project, name, description, document, revision,
                    row_version, enabled, created_at, created_by, updated_at, updated_by)
                values ('w', 'default', 'Sweep', '', '{}', 3, 1, false, 0, 'ada', 0, 'ada')
                """);
        fourEyes.saved("w", "ada");
        fourEyes.saved("w", "ada");
        fourEyes.saved("w", "bob");
        fourEyes.ask("default", new FourEyes.Request("w", "Sweep", 3, "ada", "please", NOW));
        fourEyes.ask("default", new FourEyes.Request("w", "Sweep", 3, "bob", "please", NOW));
        assertThat(fourEyes.requests("default"))
                .extracting(FourEyes.Request::by)
                .containsExactly("bob");
        assertThat(fourEyes.requests("other")).isEmpty();
        assertThat(fourEyes.authors(new WorkflowRef("w", -3))).containsOnly("ada", "bob");

        fourEyes.published("w", 1);

        assertThat(fourEyes.authors("w")).isEmpty();
        assertThat(fourEyes.authors(new WorkflowRef("w", 1))).containsOnly("ada", "bob");
        assertThat(fourEyes.request("default", "w")).isEqualTo(Optional.empty());
    }

    @Test
    void aRequestIsForOneRevision() {
        database.execute(
                """
                insert into workflow (id, project, name, description, document, revision,
                    row_version, enabled, created_at, created_by, updated_at, updated_by)
                values ('w', 'default', 'Sweep', '', '{}', 4, 1, false, 0, 'ada', 0, 'ada')
                """);

        fourEyes.ask("default", new FourEyes.Request("w", "Sweep", 3, "ada", "please", NOW));

        assertThat(fourEyes.requests("default")).isEmpty();
    }
}
