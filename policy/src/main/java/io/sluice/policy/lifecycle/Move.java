package io.sluice.policy.lifecycle;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// A step in the life of a policy. Those of people carry a reason; the others report what has
/// happened.
public sealed interface Move {
    /// A policy was made from what was detected.
    record Generate() implements Move {}

    /// New findings, or the same read anew, have made another policy of it: its next generation
    /// begins. What was approved before stays enforced meanwhile.
    record Extend() implements Move {}

    /// The clusters have the form that only reports.
    record StartAudit() implements Move {}

    /// Somebody is to look at what it would have hit; asked for early by a person, else when the
    /// audit has lasted long enough.
    record Review(String reason) implements Move {}

    /// It is to stop things.
    ///
    /// @param override why this is right although the hits are not explained or not known
    record Promote(String reason, Optional<String> override) implements Move {}

    /// It is to stop things at once, without audit, until a moment.
    record BreakGlass(String reason, Instant until) implements Move {}

    /// The clusters have the form that stops.
    record Activate() implements Move {}

    /// A person has made it narrower.
    record Tune(String reason) implements Move {}

    /// The time that breaking the glass has given is over.
    record EndBreakGlass() implements Move {}

    /// Its time is over.
    record Expire() implements Move {}

    /// A person takes it back.
    record Withdraw(String reason) implements Move {}

    /// How it is called: `break-glass`.
    default String code() {
        return code(getClass());
    }

    /// How moves of a kind are called.
    static String code(Class<? extends Move> kind) {
        return kind.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /// Why, as the person who makes it says; empty for what the product reports.
    default String why() {
        return switch (this) {
            case Review(var reason) -> reason;
            case Promote(var reason, var override) ->
                    override.map(text -> reason + " (override: " + text + ")").orElse(reason);
            case BreakGlass(var reason, var until) -> reason + " (until " + until + ")";
            case Tune(var reason) -> reason;
            case Withdraw(var reason) -> reason;
            case Generate _, Extend _, StartAudit _, Activate _, EndBreakGlass _, Expire _ -> "";
        };
    }
}
