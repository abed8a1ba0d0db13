package io.sluice.app.cli.command;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A span of time as people write it: `90s`, `15m`, `1h`, `7d`, `PT1H`.
final class Span implements ITypeConverter<Duration> {
    private static final Pattern SHORT = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

    @Override
    public Duration convert(String text) {
        var span = read(text);
        if (!span.isPositive()) {
            throw new TypeConversionException(
                    "expected a span of time such as 90s, 15m, 1h or 7d, found '" + text + "'");
        }
        return span;
    }

    private static Duration read(String text) {
        var matcher = SHORT.matcher(text);
        try {
            return matcher.matches()
                    ? Duration.parse(
                            (matcher.group(2).equals("d") ? "P" : "PT")
                                    + matcher.group(1)
                                    + matcher.group(2))
                    : Duration.parse(text);
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
