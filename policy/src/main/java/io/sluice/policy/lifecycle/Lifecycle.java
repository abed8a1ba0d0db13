package io.sluice.policy.lifecycle;

import static io.sluice.policy.lifecycle.PolicyStatus.ACTIVE;
import static io.sluice.policy.lifecycle.PolicyStatus.AUDIT;
import static io.sluice.policy.lifecycle.PolicyStatus.DETECTED;
import static io.sluice.policy.lifecycle.PolicyStatus.ENFORCEMENT;
import static io.sluice.policy.lifecycle.PolicyStatus.EXPIRED;
import static io.sluice.policy.lifecycle.PolicyStatus.GENERATED;
import static io.sluice.policy.lifecycle.PolicyStatus.REVIEW;
import static io.sluice.policy.lifecycle.PolicyStatus.TUNED;
import static io.sluice.policy.lifecycle.PolicyStatus.WITHDRAWN;

import io.sluice.policy.lifecycle.Decision.Allowed;
import io.sluice.policy.lifecycle.Decision.RefusalCode;
import io.sluice.policy.lifecycle.Decision.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which step a policy may take. This is the one place that says no: nothing is enforced that was
/// not watched, explained and approved by somebody else, or broken open by name, with a reason and
/// an end.
public final class Lifecycle {
    /// Every legal way: from a state, by a kind of move, to a state.
    public static final Map<PolicyStatus, Map<Class<? extends Move>, PolicyStatus>> TABLE =
            Map.of(
                    DETECTED,
                    Map.of(Move.Generate.class, GENERATED, Move.Withdraw.class, WITHDRAWN),
                    GENERATED,
                    Map.of(
                            Move.Extend.class, GENERATED,
                            Move.StartAudit.class, AUDIT,
                            Move.BreakGlass.class, ENFORCEMENT,
                            Move.EndBreakGlass.class, GENERATED,
                            Move.Expire.class, EXPIRED,
                            Move.Withdraw.class, WITHDRAWN),
                    AUDIT,
                    Map.of(
                            Move.Extend.class, GENERATED,
                            Move.Review.class, REVIEW,
                            Move.BreakGlass.class, ENFORCEMENT,
                            Move.EndBreakGlass.class, AUDIT,
                            Move.Expire.class, EXPIRED,
                            Move.Withdraw.class, WITHDRAWN),
                    REVIEW,
                    Map.of(
                            Move.Extend.class, GENERATED,
                            Move.Promote.class, ENFORCEMENT,
                            Move.Tune.class, TUNED,
                            Move.BreakGlass.class, ENFORCEMENT,
                            Move.EndBreakGlass.class, REVIEW,
                            Move.Expire.class, EXPIRED,
                            Move.Withdraw.class, WITHDRAWN),
                    TUNED,
                    Map.of(
                            Move.Extend.class, GENERATED,
                            Move.StartAudit.class, AUDIT,
                            Move.BreakGlass.class, ENFORCEMENT,
                            Move.EndBreakGlass.class, TUNED,
                            Move.Expire.class, EXPIRED,
                            Move.Withdraw.class, WITHDRAWN),
                    ENFORCEMENT,
                    Map.of(
                            Move.Extend.class, GENERATED,
                            Move.Activate.class, ACTIVE,
                            Move.EndBreakGlass.class, REVIEW,
                            Move.Expire.class, EXPIRED,
                            Move.Withdraw.class, WITHDRAWN),
                    ACTIVE,
                    Map.of(
                            Move.Extend.class, GENERATED,
                            Move.EndBreakGlass.class, REVIEW,
                            Move.Expire.class, EXPIRED,
                            Move.Withdraw.class, WITHDRAWN),
                    EXPIRED,
                    Map.of(Move.Extend.class, GENERATED),
                    WITHDRAWN,
                    Map.of(Move.Extend.class, GENERATED));

    private Lifecycle() {}

    /// Decides about a move. Asking changes nothing.
    public static Decision decide(Standing standing, Move move, By by, Rules rules, Instant now) {
        var to = Optional.ofNullable(ways(standing).get(move.getClass()));
        if (to.isEmpty()) {
            return standing.status() == AUDIT && move instanceof Move.Promote promote
                    ? Promotion.inAudit(standing, promote, by, rules, now)
                    : illegal(standing, move);
        }
        return refusal(standing, move, by, rules, now)
                .<Decision>map(refused -> refused)
                .orElseGet(() ->
                        new Allowed(
                                new Transition(
                                        standing.status(),
                                        to.get(),
                                        move.code(),
                                        by,
                                        now,
                                        move.why().strip())));
    }

    private static Map<Class<? extends Move>, PolicyStatus> ways(Standing standing) {
        return TABLE.getOrDefault(standing.status(), Map.of());
    }

    private static Refused illegal(Standing standing, Move move) {
        var possible = ways(standing).keySet().stream().map(Move::code).sorted().toList();
        var hint =
                move instanceof Move.Promote
                        ? " A policy is promoted from review, after it was in audit."
                        : "";
        return new Refused(
                RefusalCode.ILLEGAL,
                "Expected a move that a policy in state "
                        + standing.status()
                        + " knows, found '"
                        + move.code()
                        + "'; it knows "
                        + possible
                        + "."
                        + hint);
    }

    private static Optional<Refused> refusal(
            Standing standing, Move move, By by, Rules rules, Instant now) {
        return switch (move) {
            case Move.Generate _, Move.Extend _, Move.StartAudit _, Move.Activate _ ->
                    Optional.empty();
            case Move.Review(var reason) -> review(standing, reason, by, rules, now);
            case Move.Tune(var reason) -> asked(by, Right.OPERATE, reason);
            case Move.Withdraw(var reason) -> asked(by, Right.OPERATE, reason);
            case Move.Promote promote -> Promotion.refusal(standing, promote, by, rules, now);
            case Move.BreakGlass glass -> breakGlass(standing, glass, by, rules, now);
            case Move.EndBreakGlass _ -> come("the break-glass", standing.breakGlassUntil(), now);
            case Move.Expire _ -> come("the policy", standing.expiresAt(), now);
        };
    }

    /// A person may ask for it at any time, the product when the audit has lasted long enough.
    private static Optional<Refused> review(
            Standing standing, String reason, By by, Rules rules, Instant now) {
        return by.isPerson()
                ? asked(by, Right.OPERATE, reason)
                : Promotion.tooEarly(standing, rules, now);
    }

    private static Optional<Refused> breakGlass(
            Standing standing, Move.BreakGlass glass, By by, Rules rules, Instant now) {
        var refused = asked(by, Right.BREAK_GLASS, glass.reason());
        if (refused.isPresent()) {
            return refused;
        }
        var auditOnly = Promotion.auditOnly(standing);
        if (auditOnly.isPresent()) {
            return auditOnly;
        }
        return glass.until().isAfter(now)
                        && !glass.until().isAfter(now.plus(rules.longestBreakGlass()))
                ? Optional.empty()
                : Optional.of(
                        new Refused(
                                RefusalCode.BAD_TIME,
                                "Expected an end of the break-glass within "
                                        + words(rules.longestBreakGlass())
                                        + " from now, found "
                                        + glass.until()
                                        + "."));
    }

    private static Optional<Refused> come(String what, Optional<Instant> when, Instant now) {
        return when.filter(at -> !at.isAfter(now)).isPresent()
                ? Optional.empty()
                : Optional.of(
                        new Refused(
                                RefusalCode.BAD_TIME,
                                "Expected that the time of "
                                        + what
                                        + " is over, found "
                                        + when.map(at -> "that it ends at " + at + ".")
                                                .orElse("that it has no end.")));
    }

    static Optional<Refused> asked(By by, Right right, String reason) {
        if (!by.isPerson() || !by.rights().contains(right)) {
            return Optional.of(
                    new Refused(
                            RefusalCode.NO_RIGHT,
                            "Expected a person with the right "
                                    + right
                                    + ", found "
                                    + by.kind()
                                    + " '"
                                    + by.person()
                                    + "' with "
                                    + by.rights().stream().sorted().toList()
                                    + "; ask somebody who has it."));
        }
        return reason.isBlank()
                ? Optional.of(
                        new Refused(
                                RefusalCode.NO_REASON, "Expected a reason, found none; say why."))
                : Optional.empty();
    }

    static String words(Duration duration) {
        return List.of(duration.toHours() + " h", duration.toMinutes() + " min")
                .get(duration.toHours() > 0 ? 0 : 1);
    }
}
