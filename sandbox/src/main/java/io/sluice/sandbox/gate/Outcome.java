package io.sluice.sandbox.gate;

import io.sluice.sandbox.http.Answer;

/// What an operation came to.
///
/// @param applied whether it changed the world
/// @param subject the id of what it was about, or empty
/// @param key the idempotency aid that the caller sent, or empty
public record Outcome(Answer answer, boolean applied, String subject, String key) {
    /// Nothing changed: a read, or a refusal.
    public static Outcome of(Answer answer) {
        return new Outcome(answer, false, "", "");
    }

    public static Outcome about(Answer answer, String subject) {
        return new Outcome(answer, false, subject, "");
    }

    public static Outcome applied(Answer answer, String subject, String key) {
        return new Outcome(answer, true, subject, key);
    }

    /// A write that was accepted; `changed` tells whether anything is different now.
    public static Outcome write(Answer answer, boolean changed, String subject, String key) {
        return new Outcome(answer, changed, subject, key);
    }

    public Outcome answering(Answer other) {
        return new Outcome(other, applied, subject, key);
    }
}
