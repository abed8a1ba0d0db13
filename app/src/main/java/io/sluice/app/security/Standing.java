package io.sluice.app.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Whether whoever asked for an answer that takes long may still have the rest of it: the session
/// or token is alive, and its rights are those with which the answer began. Looked up in the shared
/// store at most every two seconds.
///
/// For one request, on one thread.
public final class Standing {
    static final Duration FRESH = Duration.ofSeconds(2);

    private final Supplier<Optional<Caller>> again;
    private final Optional<Caller> before;
    private final InstantSource clock;
    private Instant lookAgain;
    private boolean holds;

    /// @param before as the caller was recognised when the answer began
    /// @param again recognises the caller anew
    Standing(Caller before, Supplier<Optional<Caller>> again, InstantSource clock) {
        this.before = Optional.of(before);
        this.again = again;
        this.clock = clock;
        lookAgain = clock.instant().plus(FRESH);
        holds = true;
    }

    /// The same for a caller who has chosen another project.
    ///
    /// @param choice finds the caller's part in it
    Standing in(Caller chosen, UnaryOperator<Optional<Caller>> choice) {
        return new Standing(chosen, () -> choice.apply(again.get()), clock);
    }

    /// Once false it stays so.
    public boolean holds() {
        var now = clock.instant();
        if (holds && !lookAgain.isAfter(now)) {
            holds = again.get().equals(before);
            lookAgain = now.plus(FRESH);
        }
        return holds;
    }
}
