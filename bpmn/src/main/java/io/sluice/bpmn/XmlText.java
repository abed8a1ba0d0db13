package io.sluice.bpmn;

/// What XML can and cannot say in a text.
final class XmlText {
    private XmlText() {}

    /// The part of a text that survives every XML tool: characters XML forbids are replaced, white
    /// space at the ends is gone. Where this differs from the text itself, the exact text travels
    /// in an extension.
    static String visible(String text) {
        var result = new StringBuilder(text.length());
        text.codePoints().map(c -> allowed(c) ? c : 0xFFFD).forEach(result::appendCodePoint);
        return result.toString().strip();
    }

    private static boolean allowed(int c) {
        return c == '\t'
                || c == '\n'
                || (c >= 0x20 && c < 0x7F)
                || (c >= 0xA0 && c < 0xD800)
                || (c >= 0xE000 && c <= 0xFFFD)
                || (c >= 0x10000 && c <= 0x10FFFF);
    }

    /// Appends text as XML.
    ///
    /// @param breaks whether line breaks and tabs become references, as attributes need
    static void escape(StringBuilder out, String text, boolean breaks) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#13;");
                case '\n', '\t' -> {
                    if (breaks) {
                        out.append("&#").append((int) c).append(';');
                    } else {
                        out.append(c);
                    }
                }
                default -> out.append(c);
            }
        }
    }
}
