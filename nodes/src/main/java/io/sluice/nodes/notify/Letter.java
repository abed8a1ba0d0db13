package io.sluice.nodes.notify;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import java.util.ArrayList;
import java.util.List;

/// A mail as it is sent: the same text plain and as HTML.
///
/// @param id its Message-ID without brackets, the same each time it is sent
record Letter(
        String id,
        String from,
        List<String> to,
        List<String> cc,
        List<String> bcc,
        String replyTo,
        String subject,
        String text,
        String html) {
    static final int MOST_RECIPIENTS = 50;
    static final int LONGEST_SUBJECT = 255;
    static final int LONGEST_BODY = 100_000;

    Letter {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
    }

    List<String> recipients() {
        var all = new ArrayList<>(to);
        all.addAll(cc);
        all.addAll(bcc);
        return all;
    }

    /// @throws NodeFailure that names the field if one of them is none, or would be a header of its
    ///   own
    void check() throws NodeFailure {
        addresses("to", to);
        addresses("cc", cc);
        addresses("bcc", bcc);
        if (!replyTo.isEmpty()) {
            address("replyTo", replyTo);
        }
        int count = recipients().size();
        if (count == 0 || count > MOST_RECIPIENTS) {
            throw bad("to", "1 to " + MOST_RECIPIENTS + " recipients", Integer.toString(count));
        }
        if (MailAddresses.breaksLines(subject)) {
            throw bad("subject", "one line", "line ends or control characters");
        }
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            throw bad(
                    "subject",
                    "1 to " + LONGEST_SUBJECT + " characters",
                    subject.length() + " characters");
        }
        if (text.length() > LONGEST_BODY) {
            throw bad(
                    "text",
                    "at most " + LONGEST_BODY + " characters with its details",
                    text.length() + " characters");
        }
    }

    private static void addresses(String field, List<String> addresses) throws NodeFailure {
        for (int at = 0; at < addresses.size(); at++) {
            address(field + "/" + at, addresses.get(at));
        }
    }

    private static void address(String field, String text) throws NodeFailure {
        if (!MailAddresses.isOne(text)) {
            throw bad(field, "an address such as soc@example.com", "'" + text + "'");
        }
    }

    private static NodeFailure bad(String field, String expected, String found) {
        return NodeFailure.permanent(
                "mail.bad-config",
                Fault.USER,
                "Expected /%s to be %s, found %s; mend the node's fields."
                        .formatted(field, expected, Printable.of(found, 120)));
    }
}
