package io.sluice.app.policy;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.Input;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Spans of time as people write them: `24h`, `90m`, `7d`, `PT4H`.
final class Spans {
    private static final Pattern SHORT = Pattern.compile("([1-9]\\d{0,5})([smhd])");
    private static final Duration LONGEST = Duration.ofDays(366);

    private Spans() {}

    /// @throws ApiProblem that names the bad value
    static Duration read(@Nullable String given, String path) {
        var text = Input.required(given, path).strip();
        var span = span(text);
        if (span.isPositive() && span.compareTo(LONGEST) <= 0) {
            return span;
        }
        throw Input.refuse(
                path,
                "Expected a span of time such as 24h, 90m or 7d, at most 366 days, found '"
                        + Input.clip(text)
                        + "'.");
    }

    private static Duration span(String text) {
        var matcher = SHORT.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            try {
                return Duration.parse(text);
            } catch (DateTimeException e) {
                return Duration.ZERO;
            }
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
