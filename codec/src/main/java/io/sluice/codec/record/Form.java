package io.sluice.codec.record;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How values of one Java type look as JSON-like data: how to read them, write them, and describe
/// them by a JSON Schema.
interface Form {
    /// @param path where the value stands, as a JSON pointer, for messages
    /// @throws IllegalArgumentException if it does not fit
    Object read(Object value, String path);

    Object write(Object value);

    /// The keywords that say what fits.
    Map<String, @Nullable Object> schema(Purpose purpose);

    /// What a schema is for.
    enum Purpose {
        /// What a person fills in: a field with a default may be left out.
        CONFIGURATION,
        /// What the engine wrote: every field is there.
        OUTPUT
    }

    static IllegalArgumentException unfit(String path, String expected, @Nullable Object found) {
        return new IllegalArgumentException(
                "Expected "
                        + expected
                        + (path.isEmpty() ? "" : " at " + path)
                        + ", found "
                        + described(found)
                        + ".");
    }

    private static String described(@Nullable Object value) {
        return switch (value) {
            case null -> "none";
            case String text ->
                    "the text '" + (text.length() > 80 ? text.substring(0, 80) + "…" : text) + "'";
            case Map<?, ?> _ -> "an object";
            case List<?> _ -> "a list";
            default -> value.toString();
        };
    }
}
