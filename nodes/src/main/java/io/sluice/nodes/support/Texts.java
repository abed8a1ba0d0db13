package io.sluice.nodes.support;

/// Texts from outside, made fit for messages.
public final class Texts {
    private Texts() {}

    /// At most `max` characters in one line; what is cut is marked by an ellipsis.
    public static String shorten(String text, int max) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= max ? line : line.substring(0, max - 1) + "…";
    }
}
