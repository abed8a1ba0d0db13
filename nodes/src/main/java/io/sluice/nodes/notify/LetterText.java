package io.sluice.nodes.notify;

import io.sluice.nodes.support.Json;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The text of a mail, plain and as HTML. Nobody writes HTML: what runs know of the outside would
/// not be told apart from it. Whatever is put in is escaped.
final class LetterText {
    /// Nothing is cut: what is too long as a whole is refused.
    private static final int LONGEST_LINE = Integer.MAX_VALUE;

    private LetterText() {}

    /// @param details shown under the text, a line for each
    static String plain(String text, Map<String, @Nullable Object> details) {
        var body = new StringBuilder(lines(text));
        if (!details.isEmpty()) {
            body.append('\n');
            details.forEach((name, value) ->
                    body.append('\n')
                            .append(Printable.of(name, LONGEST_LINE))
                            .append(": ")
                            .append(shown(value)));
        }
        return body.append('\n').toString();
    }

    static String html(String text, Map<String, @Nullable Object> details) {
        var rows =
                details.entrySet().stream()
                        .map(one ->
                                "<tr><th align=\"left\">%s</th><td>%s</td></tr>"
                                        .formatted(
                                                escaped(Printable.of(one.getKey(), LONGEST_LINE)),
                                                escaped(shown(one.getValue()))))
                        .collect(Collectors.joining("\n"));
        return page(paragraphs(text) + (rows.isEmpty() ? "" : "<table>\n" + rows + "\n</table>\n"));
    }

    static String html(Notice notice, String follow) {
        var lines =
                notice.lines().stream()
                        .map(LetterText::escaped)
                        .collect(Collectors.joining("<br>\n"));
        return page(
                "<p><b>%s</b></p>\n<p>%s</p>\n<p><a href=\"%s\">%s</a></p>\n"
                        .formatted(
                                escaped(notice.heading()),
                                lines,
                                escaped(notice.link()),
                                escaped(follow)));
    }

    private static String page(String body) {
        return "<!doctype html>\n<html><head><meta charset=\"utf-8\"></head>\n<body>\n"
                + body
                + "</body></html>\n";
    }

    private static String paragraphs(String text) {
        return Arrays.stream(lines(text).split("\n{2,}"))
                .filter(paragraph -> !paragraph.isBlank())
                .map(paragraph -> "<p>" + escaped(paragraph).replace("\n", "<br>\n") + "</p>\n")
                .collect(Collectors.joining());
    }

    /// Whatever ends a line ends it alike, and nothing steers what shows it.
    private static String lines(String text) {
        return text.lines()
                .map(line -> Printable.of(line, LONGEST_LINE))
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private static String shown(@Nullable Object value) {
        return value instanceof String text
                ? Printable.of(text, LONGEST_LINE)
                : Printable.of(Json.write(value), LONGEST_LINE);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
