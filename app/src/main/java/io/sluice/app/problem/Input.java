package io.sluice.app.problem;

import io.sluice.engine.value.Values;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Checks of what a request brings: what is missing or ill-formed ends it with a located problem.
public final class Input {
    private Input() {}

    /// The value, which must be there.
    ///
    /// @param path JSON pointer in the body, or the name of a parameter
    public static <T> T required(@Nullable T value, String path) {
        if (value == null) {
            throw refuse(path, "Expected a value for " + path + ", found none; add it.");
        }
        return value;
    }

    /// A text that must be there, not blank, and not too long.
    public static String text(@Nullable String value, String path, int max) {
        var text = required(value, path).strip();
        if (text.isEmpty() || text.length() > max) {
            throw refuse(
                    path,
                    "Expected 1 to "
                            + max
                            + " characters for "
                            + path
                            + ", found "
                            + text.length()
                            + ".");
        }
        return text;
    }

    /// A text of a form.
    ///
    /// @param form in words: "letters, digits, '-' and '_'"
    public static String matching(
            @Nullable String value, String path, Pattern pattern, String form) {
        var text = required(value, path);
        if (!pattern.matcher(text).matches()) {
            throw refuse(
                    path, "Expected " + path + " to be " + form + ", found '" + clip(text) + "'.");
        }
        return text;
    }

    /// Data in the one form in which it travels through runs; nothing becomes the empty map.
    public static Map<String, @Nullable Object> values(
            @Nullable Map<String, @Nullable Object> data, String path) {
        try {
            return Values.normaliseMap(data);
        } catch (IllegalArgumentException e) {
            throw refuse(path, String.valueOf(e.getMessage()));
        }
    }

    /// A page size: 50 when not given.
    public static int limit(@Nullable Integer value) {
        if (value == null) {
            return 50;
        }
        if (value < 1 || value > 500) {
            throw refuse("limit", "Expected limit between 1 and 500, found " + value + ".");
        }
        return value;
    }

    /// A refusal at a place in the body.
    public static ApiProblem refuse(String path, String message) {
        return new ApiProblem(ErrorCode.BAD_INPUT, message, List.of(ProblemView.at(path, message)));
    }

    /// A text short enough for a message.
    public static String clip(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
