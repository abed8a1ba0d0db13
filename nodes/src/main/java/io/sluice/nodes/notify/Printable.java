package io.sluice.nodes.notify;

/// Texts that can stand in a line of a log.
final class Printable {
    private Printable() {}

    /// In one line: whatever is no visible character becomes a space, and what is too long is cut.
    static String of(String text, int longest) {
        var line =
                text.codePoints()
                        .map(c -> isVisible(c) ? c : ' ')
                        .limit(longest)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        return line.strip();
    }

    /// Printable ASCII without spaces, as the header of a syslog message wants it; `-` for nothing.
    static String token(String text, int longest) {
        var token = text.replaceAll("[^!-~]", "");
        var cut = token.length() <= longest ? token : token.substring(0, longest);
        return cut.isEmpty() ? "-" : cut;
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }
}
