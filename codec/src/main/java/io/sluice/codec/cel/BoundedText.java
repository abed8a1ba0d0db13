package io.sluice.codec.cel;

import java.util.List;

/// Texts made of texts, up to a length.
final class BoundedText {
    /// The longest text an expression may make, in characters.
    static final int MAX = 2 * 1024 * 1024;

    private BoundedText() {}

    static String join(List<?> texts, String separator) {
        var joined = new StringBuilder();
        var between = "";
        for (var text : texts) {
            if (!(text instanceof String string)) {
                throw new IllegalArgumentException(
                        "Expected texts to join, found " + CelData.named(text) + ".");
            }
            check(joined.length() + (long) between.length() + string.length());
            joined.append(between).append(string);
            between = separator;
        }
        return joined.toString();
    }

    static String replace(String text, String from, String to) {
        long count = 0;
        int step = Math.max(from.length(), 1);
        for (int at = text.indexOf(from);
                at >= 0 && at < text.length();
                at = text.indexOf(from, at + step)) {
            count++;
        }
        check(text.length() + (count + 1) * to.length());
        return text.replace(from, to);
    }

    static void check(long length) {
        if (length > MAX) {
            throw new IllegalArgumentException(
                    "Expected a text of at most " + MAX + " characters, made a longer one.");
        }
    }
}
