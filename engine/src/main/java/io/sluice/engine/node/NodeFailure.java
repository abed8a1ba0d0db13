package io.sluice.engine.node;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why a node could not do its work. Its message reaches people: expected what, found what, do
/// what; never a secret.
public final class NodeFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final Fault fault;
    private final boolean retryable;
    private final Outcome outcome;
    private final transient Optional<Duration> retryAfter;

    /// Who must act.
    public enum Fault {
        /// The author or the caller gave something that cannot work.
        USER,
        /// The outside system answered with an error or not at all.
        PROVIDER,
        /// A limit was reached, ours or the provider's.
        CAPACITY,
        /// A defect of ours.
        INTERNAL
    }

    /// What is known about the change that was asked for.
    public enum Outcome {
        /// The request was definitely not carried out.
        NOT_APPLIED,
        /// It may have been: the answer was lost.
        UNKNOWN,
        /// Part of it was, the rest was not.
        PARTLY
    }

    private NodeFailure(
            String code,
            String message,
            Fault fault,
            boolean retryable,
            Outcome outcome,
            Optional<Duration> retryAfter,
            @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.fault = fault;
        this.retryable = retryable;
        this.outcome = outcome;
        this.retryAfter = retryAfter;
    }

    /// A failure that trying again will not mend.
    ///
    /// @param code stable, lower case with dots: `aws.invalid-instance-id.not-found`
    public static NodeFailure permanent(String code, Fault fault, String message) {
        return new NodeFailure(
                code, message, fault, false, Outcome.NOT_APPLIED, Optional.empty(), null);
    }

    /// A failure that may pass; the request was not carried out.
    public static NodeFailure retryable(String code, Fault fault, String message) {
        return new NodeFailure(
                code, message, fault, true, Outcome.NOT_APPLIED, Optional.empty(), null);
    }

    /// The answer to a request was lost: it may have been carried out. A read is simply tried
    /// again; an effect is reconciled first.
    public static NodeFailure unanswered(String code, String message, Throwable cause) {
        return new NodeFailure(
                code, message, Fault.PROVIDER, true, Outcome.UNKNOWN, Optional.empty(), cause);
    }

    /// A limit; not carried out. The connection as a whole is given the pause.
    public static NodeFailure limited(String code, String message, Optional<Duration> retryAfter) {
        return new NodeFailure(
                code, message, Fault.CAPACITY, true, Outcome.NOT_APPLIED, retryAfter, null);
    }

    /// This failure, of a change of which part has been made already. The engine finds out what is
    /// there before it goes on when trying again may mend it, and asks a person when not: what has
    /// been made is not forgotten.
    public NodeFailure partly() {
        return outcome == Outcome.UNKNOWN
                ? this
                : new NodeFailure(
                        code, getMessage(), fault, retryable, Outcome.PARTLY, retryAfter, this);
    }

    public String code() {
        return code;
    }

    public Fault fault() {
        return fault;
    }

    public boolean retryable() {
        return retryable;
    }

    public Outcome outcome() {
        return outcome;
    }

    /// How long the provider asked to be left alone.
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    @Override
    public String getMessage() {
        var message = super.getMessage();
        return message == null ? code : message;
    }
}
