package io.sluice.codec.schema;

import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.keyword.NonValidationKeyword;
import io.sluice.codec.value.BoundedPattern;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What schemas say to editors and not to a check: how a field is shown, in which order, and what
/// it can be chosen from.
final class OurWords {
    private static final List<String> WORDS = List.of("x-order", "x-widget", "x-options");

    /// Where data stands in a schema, which may look like one.
    private static final Set<String> DATA =
            Set.of("default", "examples", "enum", "const", "x-options");

    private OurWords() {}

    static Dialect understoodBy(Dialect dialect) {
        return Dialect.builder(dialect)
                .keywords(WORDS.stream().map(NonValidationKeyword::new).toList())
                .build();
    }

    /// Compiles all patterns before the library sees them: it would also log those of people's
    /// schemas as errors of its own.
    ///
    /// @throws IllegalArgumentException if one is no regular expression
    static void checkPatterns(Map<String, @Nullable Object> schema) {
        schema.forEach((word, value) -> {
            if (word.equals("pattern") && value instanceof String pattern) {
                BoundedPattern.of(pattern);
            } else if (word.equals("patternProperties") && value instanceof Map<?, ?> patterns) {
                patterns.keySet().forEach(pattern -> BoundedPattern.of(String.valueOf(pattern)));
            }
            if (!DATA.contains(word)) {
                inside(value);
            }
        });
    }

    @SuppressWarnings("unchecked") // a JSON Schema is made of maps with text keys
    private static void inside(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            checkPatterns((Map<String, @Nullable Object>) map);
        } else if (value instanceof List<?> list) {
            list.forEach(OurWords::inside);
        }
    }
}
