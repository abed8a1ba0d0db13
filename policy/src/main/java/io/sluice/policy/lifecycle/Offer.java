package io.sluice.policy.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A move that a person could make, for the page that shows a policy.
///
/// @param move its code
/// @param refused why it would be refused now; empty when it would not
public record Offer(String move, Optional<Decision.Refused> refused) {

    /// The moves of people that the state knows, and to promote what is still watched; each decided
    /// as if it were made with a reason.
    public static List<Offer> of(Standing standing, By by, Rules rules, Instant now) {
        var reason = "…";
        return Stream.<Move>of(
                        new Move.Review(reason),
                        new Move.Promote(reason, Optional.empty()),
                        new Move.Tune(reason),
                        new Move.BreakGlass(reason, now.plus(rules.longestBreakGlass())),
                        new Move.Withdraw(reason))
                .map(move -> offer(move, Lifecycle.decide(standing, move, by, rules, now)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Offer> offer(Move move, Decision decision) {
        return switch (decision) {
            case Decision.Allowed _ -> Optional.of(new Offer(move.code(), Optional.empty()));
            case Decision.Refused refused ->
                    refused.code() == Decision.RefusalCode.ILLEGAL
                            ? Optional.empty()
                            : Optional.of(new Offer(move.code(), Optional.of(refused)));
        };
    }
}
