package io.sluice.codec.schema;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.format.Format;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The formats `duration` and `date-time` as records read them: the standard's own duration has no
/// fractions of a second but has months.
record Times(String getName, String getMessageKey, Function<String, ?> parse) implements Format {
    static Dialect understoodBy(Dialect dialect) {
        return Dialect.builder(dialect)
                .formats(
                        List.of(
                                new Times("duration", "format.duration", Duration::parse),
                                new Times("date-time", "format.date-time", Instant::parse)))
                .build();
    }

    /// What a value of a format looks like, in words.
    static String example(@Nullable JsonNode format) {
        return switch (format == null ? "" : format.asString("")) {
            case "duration" -> "a duration such as PT10M";
            case "date-time" -> "a moment such as 2026-01-05T10:00:00Z";
            default -> "a text of the format " + format;
        };
    }

    @Override
    public boolean matches(ExecutionContext context, String value) {
        try {
            return parse.apply(value) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
