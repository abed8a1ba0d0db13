package io.sluice.policy.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.policy.lifecycle.Decision.Allowed;
import io.sluice.policy.lifecycle.Decision.RefusalCode;
import io.sluice.policy.lifecycle.Decision.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LifecycleTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final Rules RULES = Rules.STANDARD;
    private static final By ANN =
            new By("user", "ann", Set.of(Right.OPERATE, Right.APPROVE, Right.BREAK_GLASS));
    private static final Hits NONE = new Hits.Known(0, 0);
    private static final Instant OVER = NOW.minusSeconds(1);

    /// One of each kind, such that nothing but the state can stand in its way.
    private static final List<Move> MOVES =
            List.of(
                    new Move.Generate(),
                    new Move.Extend(),
                    new Move.StartAudit(),
                    new Move.Review("look at it"),
                    new Move.Promote("it is the attack", Optional.empty()),
                    new Move.BreakGlass("they are in", NOW.plus(Duration.ofHours(1))),
                    new Move.Activate(),
                    new Move.Tune("curl is ours"),
                    new Move.EndBreakGlass(),
                    new Move.Expire(),
                    new Move.Withdraw("no longer needed"));

    /// What must come of every state and every move; `-` is a refusal. Written out here once more,
    /// so that a change of the table is a change of this text.
    private static final String EXPECTED =
            """
                        generate  extend    start-audit review promote     break-glass activate tune  end-break-glass expire  withdraw
            DETECTED    GENERATED -         -           -      -           -           -        -     -               -       WITHDRAWN
            GENERATED   -         GENERATED AUDIT       -      -           ENFORCEMENT -        -     GENERATED       EXPIRED WITHDRAWN
            AUDIT       -         GENERATED -           REVIEW -           ENFORCEMENT -        -     AUDIT           EXPIRED WITHDRAWN
            REVIEW      -         GENERATED -           -      ENFORCEMENT ENFORCEMENT -        TUNED REVIEW          EXPIRED WITHDRAWN
            TUNED       -         GENERATED AUDIT       -      -           ENFORCEMENT -        -     TUNED           EXPIRED WITHDRAWN
            ENFORCEMENT -         GENERATED -           -      -           -           ACTIVE   -     REVIEW          EXPIRED WITHDRAWN
            ACTIVE      -         GENERATED -           -      -           -           -        -     REVIEW          EXPIRED WITHDRAWN
            EXPIRED     -         GENERATED -           -      -           -           -        -     -               -       -
            WITHDRAWN   -         GENERATED -           -      -           -           -        -     -               -       -
            """;

    private static Standing standing(PolicyStatus status) {
        return standing(status, Optional.of(NOW.minus(Duration.ofHours(25))), NONE, true);
    }

    private static Standing standing(
            PolicyStatus status, Optional<Instant> auditSince, Hits hits, boolean enforceable) {
        return new Standing(
                status,
                enforceable,
                enforceable ? "" : "The findings name no namespace.",
                Set.of("bob"),
                auditSince,
                Optional.of(OVER),
                Optional.of(OVER),
                hits);
    }

    private static Decision decide(Standing standing, Move move, By by) {
        return Lifecycle.decide(standing, move, by, RULES, NOW);
    }

    static Stream<Arguments> everyStateAndMove() {
        var lines = EXPECTED.lines().toList();
        var moves = lines.getFirst().strip().split(" +");
        return lines.stream()
                .skip(1)
                .map(line -> line.split(" +"))
                .flatMap(cells ->
                        Stream.iterate(1, i -> i < cells.length, i -> i + 1)
                                .map(i -> Arguments.of(cells[0], moves[i - 1], cells[i])));
    }

    @ParameterizedTest(name = "F036: {0} by {1} → {2}")
    @MethodSource("everyStateAndMove")
    void everyMoveFromEveryStateIsDecided(String from, String code, String to) {
        var move = MOVES.stream().filter(one -> one.code().equals(code)).findFirst().orElseThrow();

        var decision = decide(standing(PolicyStatus.valueOf(from)), move, ANN);

        if (to.equals("-")) {
            assertThat(decision)
                    .isInstanceOfSatisfying(
                            Refused.class,
                            no -> assertThat(no.code()).isEqualTo(refusalOf(from, move)));
        } else {
            assertThat(decision)
                    .isEqualTo(
                            new Allowed(
                                    new Transition(
                                            PolicyStatus.valueOf(from),
                                            PolicyStatus.valueOf(to),
                                            code,
                                            ANN,
                                            NOW,
                                            move.why())));
        }
    }

    /// A policy that is watched only lacks time.
    private static RefusalCode refusalOf(String from, Move move) {
        return from.equals("AUDIT") && move instanceof Move.Promote
                ? RefusalCode.TOO_EARLY
                : RefusalCode.ILLEGAL;
    }

    @Test
    void theTableOfTheTestIsWhole() {
        assertThat(everyStateAndMove().count())
                .isEqualTo((long) PolicyStatus.values().length * MOVES.size());
        assertThat(Arrays.stream(Move.class.getPermittedSubclasses()).toList())
                .containsExactlyInAnyOrderElementsOf(
                        MOVES.stream().map(Object::getClass).<Class<?>>map(one -> one).toList());
        assertThat(Lifecycle.TABLE.keySet()).containsExactlyInAnyOrder(PolicyStatus.values());
    }

    private static RefusalCode refusal(Standing standing, Move move, By by) {
        return switch (decide(standing, move, by)) {
            case Refused(var code, var message) -> {
                assertThat(message).startsWith("Expected").doesNotContain("null");
                yield code;
            }
            case Allowed allowed -> throw new AssertionError("Allowed: " + allowed);
        };
    }

    private static final Move.Promote PROMOTE =
            new Move.Promote("it is the attack", Optional.empty());
    private static final Move.Promote OVERRIDE =
            new Move.Promote("it is the attack", Optional.of("known job of ops"));

    @Test
    @DisplayName(
            "F035: what was never in audit is not enforced, whoever asks and with any override")
    void nothingIsEnforcedWithoutAudit() {
        for (var status : PolicyStatus.values()) {
            if (status != PolicyStatus.REVIEW) {
                assertThat(refusal(standing(status), OVERRIDE, ANN))
                        .isEqualTo(refusalOf(status.name(), OVERRIDE));
            }
        }
        var fresh = Optional.of(NOW.minus(Duration.ofHours(1)));
        assertThat(decide(standing(PolicyStatus.AUDIT, fresh, NONE, true), PROMOTE, ANN))
                .isInstanceOfSatisfying(
                        Refused.class,
                        no -> {
                            assertThat(no.code()).isEqualTo(RefusalCode.TOO_EARLY);
                            assertThat(no.message()).contains("come back after 2026-01-06T09:00");
                        });
        var hit = standing(PolicyStatus.AUDIT, fresh, new Hits.Known(7, 2), true);
        var old = Optional.of(NOW.minus(Duration.ofHours(25)));
        var oldHit = standing(PolicyStatus.AUDIT, old, new Hits.Known(7, 2), true);
        assertThat(refusal(hit, PROMOTE, ANN)).isEqualTo(RefusalCode.TOO_EARLY);
        assertThat(refusal(oldHit, PROMOTE, ANN)).isEqualTo(RefusalCode.TOO_EARLY);
        assertThat(
                        refusal(
                                standing(PolicyStatus.REVIEW, Optional.empty(), NONE, true),
                                OVERRIDE,
                                ANN))
                .isEqualTo(RefusalCode.TOO_EARLY);
        var young = Optional.of(NOW.minus(Duration.ofHours(23)));
        assertThat(refusal(standing(PolicyStatus.REVIEW, young, NONE, true), OVERRIDE, ANN))
                .isEqualTo(RefusalCode.TOO_EARLY);
    }

    @Test
    @DisplayName("F037: unexplained hits, and hits nobody knows of, need an override with a reason")
    void hitsMustBeExplainedOrOverridden() {
        var long1 = Optional.of(NOW.minus(Duration.ofHours(24)));
        var hit = standing(PolicyStatus.REVIEW, long1, new Hits.Known(7, 2), true);
        var unknown = standing(PolicyStatus.REVIEW, long1, new Hits.Unknown("No feed."), true);

        assertThat(refusal(hit, PROMOTE, ANN)).isEqualTo(RefusalCode.UNEXPLAINED_HITS);
        assertThat(refusal(unknown, PROMOTE, ANN)).isEqualTo(RefusalCode.HITS_UNKNOWN);
        assertThat(refusal(unknown, new Move.Promote("go", Optional.of(" ")), ANN))
                .isEqualTo(RefusalCode.HITS_UNKNOWN);
        assertThat(decide(hit, OVERRIDE, ANN))
                .isInstanceOfSatisfying(
                        Allowed.class,
                        yes ->
                                assertThat(yes.transition().reason())
                                        .isEqualTo(
                                                "it is the attack (override: known job of ops)"));
        assertThat(decide(unknown, OVERRIDE, ANN)).isInstanceOf(Allowed.class);
        assertThat(
                        decide(
                                standing(PolicyStatus.REVIEW, long1, new Hits.Known(7, 0), true),
                                PROMOTE,
                                ANN))
                .isInstanceOf(Allowed.class);
    }

    @Test
    @DisplayName("F035: an approver promotes, and not what is his own")
    void anotherApproverPromotes() {
        var review = standing(PolicyStatus.REVIEW);
        var operator = new By("user", "eve", Set.of(Right.OPERATE));
        var bob = new By("user", "bob", Set.of(Right.APPROVE));
        var soloBob = new By("user", "bob", Set.of(Right.APPROVE, Right.APPROVE_OWN));
        var engine = new By("engine", "engine", Set.of(Right.APPROVE));

        assertThat(refusal(review, PROMOTE, operator)).isEqualTo(RefusalCode.NO_RIGHT);
        assertThat(refusal(review, PROMOTE, bob)).isEqualTo(RefusalCode.OWN_POLICY);
        assertThat(refusal(review, PROMOTE, engine)).isEqualTo(RefusalCode.NO_RIGHT);
        assertThat(refusal(review, new Move.Promote(" ", Optional.empty()), ANN))
                .isEqualTo(RefusalCode.NO_REASON);
        assertThat(decide(review, PROMOTE, soloBob)).isInstanceOf(Allowed.class);
        assertThat(
                        refusal(
                                standing(
                                        PolicyStatus.REVIEW,
                                        Optional.of(NOW.minus(Duration.ofDays(2))),
                                        NONE,
                                        false),
                                OVERRIDE,
                                ANN))
                .isEqualTo(RefusalCode.AUDIT_ONLY);
    }

    @Test
    @DisplayName("F035: breaking the glass needs its own right, a reason and an end that is near")
    void breakGlassIsNarrow() {
        var fresh = standing(PolicyStatus.GENERATED, Optional.empty(), new Hits.Unknown(""), true);
        var approver =
                new By("user", "cy", Set.of(Right.OPERATE, Right.APPROVE, Right.APPROVE_OWN));
        var soon = NOW.plus(Duration.ofHours(4));

        assertThat(decide(fresh, new Move.BreakGlass("they are in", soon), ANN))
                .isInstanceOfSatisfying(
                        Allowed.class,
                        yes -> assertThat(yes.transition().reason()).contains(soon.toString()));
        assertThat(refusal(fresh, new Move.BreakGlass("they are in", soon), approver))
                .isEqualTo(RefusalCode.NO_RIGHT);
        assertThat(refusal(fresh, new Move.BreakGlass("", soon), ANN))
                .isEqualTo(RefusalCode.NO_REASON);
        assertThat(refusal(fresh, new Move.BreakGlass("x", NOW), ANN))
                .isEqualTo(RefusalCode.BAD_TIME);
        assertThat(refusal(fresh, new Move.BreakGlass("x", NOW.plus(Duration.ofDays(2))), ANN))
                .isEqualTo(RefusalCode.BAD_TIME);
    }

    @Test
    void nothingEndsBeforeItsTime() {
        var later = Optional.of(NOW.plusSeconds(1));
        var open = new Standing(PolicyStatus.ACTIVE, true, "", Set.of(), later, later, later, NONE);
        var endless =
                new Standing(
                        PolicyStatus.ACTIVE,
                        true,
                        "",
                        Set.of(),
                        later,
                        Optional.empty(),
                        Optional.empty(),
                        NONE);

        for (var standing : List.of(open, endless)) {
            assertThat(refusal(standing, new Move.Expire(), By.ENGINE))
                    .isEqualTo(RefusalCode.BAD_TIME);
            assertThat(refusal(standing, new Move.EndBreakGlass(), By.ENGINE))
                    .isEqualTo(RefusalCode.BAD_TIME);
        }
    }

    @Test
    void theProductAsksForReviewWhenTheAuditHasLasted() {
        var old = standing(PolicyStatus.AUDIT);
        var young = standing(PolicyStatus.AUDIT, Optional.of(NOW.minusSeconds(60)), NONE, true);

        assertThat(decide(old, new Move.Review(""), By.ENGINE)).isInstanceOf(Allowed.class);
        assertThat(refusal(young, new Move.Review(""), By.ENGINE)).isEqualTo(RefusalCode.TOO_EARLY);
        assertThat(decide(young, new Move.Review("it hits already"), ANN))
                .isInstanceOf(Allowed.class);
    }

    @Test
    void offersSayWhyNot() {
        var viewer = new By("user", "vi", Set.of());

        var offers = Offer.of(standing(PolicyStatus.REVIEW), viewer, RULES, NOW);

        assertThat(offers)
                .extracting(Offer::move)
                .containsExactly("promote", "tune", "break-glass", "withdraw");
        assertThat(offers)
                .allSatisfy(offer ->
                        assertThat(offer.refused().orElseThrow().code())
                                .isEqualTo(RefusalCode.NO_RIGHT));
        assertThat(Offer.of(standing(PolicyStatus.REVIEW), ANN, RULES, NOW))
                .allSatisfy(offer -> assertThat(offer.refused()).isEmpty());
    }
}
