package io.sluice.sandbox.world;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A fault that some calls meet.
///
/// @param service a service's name or `*`
/// @param operation part of the operation's name, or `*`
/// @param times how often it strikes at most; absent = without limit
/// @param status the HTTP status of [Kind#STATUS]
/// @param seed makes the draws repeatable
/// @param draws how many calls it was drawn for
/// @param strikes how many calls it struck
public record Fault(
        String id,
        String service,
        String operation,
        Kind kind,
        double probability,
        @Nullable Integer times,
        boolean writesOnly,
        int status,
        Duration delay,
        long seed,
        int draws,
        int strikes) {
    /// What happens to the call.
    public enum Kind {
        APPLY_THEN_DROP,
        DROP_BEFORE,
        STATUS,
        THROTTLE,
        DELAY,
        RATE_LIMIT,
        CONCURRENCY_LIMIT,
        UNAUTHORIZED,
        HTML;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Kind> find(String wireName) {
            return Arrays.stream(values()).filter(k -> k.wireName().equals(wireName)).findFirst();
        }

        public static String allNames() {
            return Arrays.stream(values()).map(Kind::wireName).collect(Collectors.joining(", "));
        }
    }

    boolean concerns(String calledService, String calledOperation, String methodAndPath) {
        return (service.equals("*") || service.equals(calledService))
                && (operation.equals("*")
                        || calledOperation.contains(operation)
                        || methodAndPath.contains(operation));
    }

    boolean isSpent() {
        return times != null && strikes >= times;
    }

    boolean strikesNext() {
        return new SplittableRandom(seed + draws * 0x9E3779B97F4A7C15L).nextDouble() < probability;
    }

    Fault drawn(boolean struck) {
        return new Fault(
                id,
                service,
                operation,
                kind,
                probability,
                times,
                writesOnly,
                status,
                delay,
                seed,
                draws + 1,
                strikes + (struck ? 1 : 0));
    }
}
