package io.sluice.policy.lifecycle;

import io.sluice.policy.lifecycle.Decision.RefusalCode;
import io.sluice.policy.lifecycle.Decision.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// Audit first: what must hold before a policy may stop anything.
final class Promotion {
    private Promotion() {}

    static Optional<Refused> refusal(
            Standing standing, Move.Promote promote, By by, Rules rules, Instant now) {
        return withoutHits(standing, promote, by, rules, now).or(() -> hits(standing, promote));
    }

    /// Of a policy that is still watched: what stands against it whatever it hits, or else that it
    /// is about to come before people.
    static Refused inAudit(
            Standing standing, Move.Promote promote, By by, Rules rules, Instant now) {
        return withoutHits(standing, promote, by, rules, now)
                .orElseGet(() ->
                        new Refused(
                                RefusalCode.TOO_EARLY,
                                "Expected a policy in review, found one whose audit has only just"
                                        + " lasted long enough; it comes into review by itself"
                                        + " within moments, try again then."));
    }

    private static Optional<Refused> withoutHits(
            Standing standing, Move.Promote promote, By by, Rules rules, Instant now) {
        return Stream.of(
                        Lifecycle.asked(by, Right.APPROVE, promote.reason()),
                        own(standing, by),
                        auditOnly(standing),
                        tooEarly(standing, rules, now))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Refused> own(Standing standing, By by) {
        return standing.authors().contains(by.person()) && !by.rights().contains(Right.APPROVE_OWN)
                ? Optional.of(
                        new Refused(
                                RefusalCode.OWN_POLICY,
                                "Expected somebody else to promote what "
                                        + by.person()
                                        + " generated or tuned; ask another approver."))
                : Optional.empty();
    }

    static Optional<Refused> auditOnly(Standing standing) {
        return standing.enforceable()
                ? Optional.empty()
                : Optional.of(
                        new Refused(
                                RefusalCode.AUDIT_ONLY,
                                "Expected a policy that may stop things, found one that may not: "
                                        + standing.whyNot()));
    }

    static Optional<Refused> tooEarly(Standing standing, Rules rules, Instant now) {
        var ready = standing.auditSince().map(at -> at.plus(rules.minimumAudit()));
        if (ready.filter(at -> !at.isAfter(now)).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                new Refused(
                        RefusalCode.TOO_EARLY,
                        "Expected an audit of at least "
                                + Lifecycle.words(rules.minimumAudit())
                                + ", found "
                                + standing.auditSince()
                                        .map(at ->
                                                Lifecycle.words(Duration.between(at, now))
                                                        + "; come back after "
                                                        + at.plus(rules.minimumAudit())
                                                        + ".")
                                        .orElse("none; apply it in audit first.")));
    }

    private static Optional<Refused> hits(Standing standing, Move.Promote promote) {
        if (promote.override().filter(text -> !text.isBlank()).isPresent()) {
            return Optional.empty();
        }
        return switch (standing.hits()) {
            case Hits.Unknown(var why) ->
                    Optional.of(
                            new Refused(
                                    RefusalCode.HITS_UNKNOWN,
                                    "Expected to know what it would have hit, found that nobody does: "
                                            + why
                                            + " Feed the agents' events in, or override it with a reason."));
            case Hits.Known(_, var unexplained) ->
                    unexplained == 0
                            ? Optional.empty()
                            : Optional.of(
                                    new Refused(
                                            RefusalCode.UNEXPLAINED_HITS,
                                            "Expected every hit to be explained, found "
                                                    + unexplained
                                                    + " that are not; tune the selectors, explain the hits,"
                                                    + " or override them with a reason."));
        };
    }
}
