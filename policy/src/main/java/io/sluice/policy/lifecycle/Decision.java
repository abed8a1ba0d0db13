package io.sluice.policy.lifecycle;

/// The answer to a move.
public sealed interface Decision {
    record Allowed(Transition transition) implements Decision {}

    /// @param message expected what, found what, do what
    record Refused(RefusalCode code, String message) implements Decision {}

    /// Why a move is refused; the name never changes its meaning.
    enum RefusalCode {
        /// There is no such way from this state.
        ILLEGAL,
        /// Whoever asks has not the right.
        NO_RIGHT,
        /// Whoever made it may not approve it.
        OWN_POLICY,
        /// No reason was given.
        NO_REASON,
        /// It has no form that stops.
        AUDIT_ONLY,
        /// It was not watched for long enough.
        TOO_EARLY,
        /// It would have hit what nobody has explained.
        UNEXPLAINED_HITS,
        /// Nobody knows what it would have hit.
        HITS_UNKNOWN,
        /// The change takes nothing away, everything, or is malformed.
        BAD_TUNING,
        /// The moment that was given is no good, or has not come.
        BAD_TIME
    }
}
