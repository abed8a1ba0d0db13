package io.sluice.engine.run;

import java.time.Duration;
import java.util.Optional;

/// Why a step failed.
///
/// @param code stable, lower case with dots: `qualys.scan.error`
/// @param fault `USER`, `PROVIDER`, `CAPACITY` or `INTERNAL`
/// @param unanswered the answer to a change was lost, or part of it was made: it may have happened
/// @param retryAfter how long the provider asked to be left alone
public record Failure(
        String code,
        String message,
        String fault,
        boolean retryable,
        boolean unanswered,
        Optional<Duration> retryAfter) {

    public static Failure permanent(String code, String fault, String message) {
        return new Failure(code, message, fault, false, false, Optional.empty());
    }
}
