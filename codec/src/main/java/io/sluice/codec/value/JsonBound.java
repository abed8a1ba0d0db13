package io.sluice.codec.value;

import java.util.regex.Pattern;

/// Tells people which bound of the JSON reader a text has broken, and what the bound is.
public final class JsonBound {
    private static final Pattern BROKEN =
            Pattern.compile(
                    "(.*?)(?: value)?(?: length)? \\(\\d+\\) exceeds the maximum allowed \\((\\d+).*");

    private JsonBound() {}

    /// @param message the reader's, such as "Document nesting depth (73) exceeds the maximum
    ///   allowed (72, from ...)"
    public static String told(String message) {
        var found = BROKEN.matcher(message);
        if (!found.matches()) {
            return "Expected JSON within the bounds of what is read, found more; send less.";
        }
        var most = found.group(2);
        return switch (found.group(1)) {
            case "Document nesting depth" ->
                    told(most, "levels of objects and lists in one another");
            case "Document" -> told(most, "bytes of JSON");
            case "Token count" -> told(most, "names, values and brackets of JSON");
            case "Number" -> told(most, "digits in a number");
            case "String" -> told(most, "characters in a text");
            case "Name" -> told(most, "characters in a name");
            default -> "Expected JSON within the bounds of what is read, found more; send less.";
        };
    }

    private static String told(String most, String what) {
        return "Expected at most " + most + " " + what + ", found more.";
    }
}
