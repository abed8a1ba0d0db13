package io.sluice.nodes.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that people are told, with the page where they go on. Following the link decides
/// nothing.
///
/// @param event what machines are told of it
/// @param heading what it is about, in a few words
/// @param lines what else is good to know, one under the other
/// @param link an address of this server
public record Notice(SiemEvent event, String heading, List<String> lines, String link) {
    private static final int LONGEST = 500;
    private static final int SLACK_HEADER = 150;
    private static final String FOLLOW = "Look at it and decide";

    public Notice {
        heading = Printable.of(heading, LONGEST);
        lines = lines.stream().map(line -> Printable.of(line, LONGEST)).toList();
    }

    /// As an incoming webhook of Slack takes it. In `plain_text` nothing formats and nobody is
    /// called by name; the one link is ours.
    Map<String, @Nullable Object> slack() {
        var blocks = new ArrayList<Map<String, @Nullable Object>>();
        blocks.add(slack("header", "plain_text", Printable.of(heading, SLACK_HEADER)));
        if (!lines.isEmpty()) {
            blocks.add(slack("section", "plain_text", String.join("\n", lines)));
        }
        blocks.add(slack("section", "mrkdwn", "<" + link + "|" + FOLLOW + ">"));
        return Map.of("text", escaped(heading), "blocks", blocks, "unfurl_links", false);
    }

    private static Map<String, @Nullable Object> slack(String block, String type, String text) {
        return Map.of("type", block, "text", Map.of("type", type, "text", text));
    }

    /// The fallback for notifications is always taken for Slack's own markup.
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /// As a mail, the same each time it is sent.
    Letter letter(SmtpServer server) {
        return new Letter(
                event.id().replace(':', '.') + "@" + MailAddresses.domain(server.from()),
                server.from(),
                server.told(),
                List.of(),
                List.of(),
                "",
                Printable.of(heading, Letter.LONGEST_SUBJECT),
                heading + "\n\n" + String.join("\n", lines) + "\n\n" + FOLLOW + ": " + link + "\n",
                LetterText.html(this, FOLLOW));
    }

    /// As a workflow of Microsoft Teams that waits for a webhook takes it: an Adaptive Card, whose
    /// text runs know no formatting.
    Map<String, @Nullable Object> teams() {
        var blocks = new ArrayList<Map<String, @Nullable Object>>();
        blocks.add(block(heading, "bolder"));
        lines.forEach(line -> blocks.add(block(line, "default")));
        Map<String, @Nullable Object> card =
                Map.of(
                        "type",
                        "AdaptiveCard",
                        "version",
                        "1.4",
                        "body",
                        blocks,
                        "actions",
                        List.of(Map.of("type", "Action.OpenUrl", "title", FOLLOW, "url", link)));
        return Map.of(
                "type",
                "message",
                "attachments",
                List.of(
                        Map.of(
                                "contentType",
                                "application/vnd.microsoft.card.adaptive",
                                "content",
                                card)));
    }

    private static Map<String, @Nullable Object> block(String text, String weight) {
        return Map.of(
                "type",
                "RichTextBlock",
                "inlines",
                List.of(Map.of("type", "TextRun", "text", text, "weight", weight)));
    }
}
