package io.sluice.nodes.http;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.nodes.support.HttpReply;
import io.sluice.nodes.support.Texts;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;

/// What a status nobody expected means.
///
/// A read may be tried again after 408, 425, 429 and 5xx. After a write, 429, the statuses the
/// author lists, 307, 308 and every 4xx but 408, 409 and 425 say that it was not carried out; all
/// others leave it open.
record Refusals(AnswerRules rules, Cleaned cleaned, Instant now) {
    /// Statuses after which a request may well succeed later.
    private static final Set<Integer> PASSING = Set.of(408, 425);

    private static final Set<Integer> OPEN = Set.of(408, 409, 425);
    private static final Set<Integer> SENT_ELSEWHERE = Set.of(307, 308);

    NodeFailure read(HttpReply reply) {
        return notApplied(reply);
    }

    NodeFailure write(HttpReply reply) {
        var status = reply.status();
        return status == 429 || rules.denies(status) || definitive(status)
                ? notApplied(reply)
                : NodeFailure.unanswered(
                        code(status),
                        message(reply) + " It may have been carried out all the same.",
                        new IOException("HTTP " + status));
    }

    private static boolean definitive(int status) {
        return (status >= 400 && status < 500)
                ? !OPEN.contains(status)
                : SENT_ELSEWHERE.contains(status);
    }

    private NodeFailure notApplied(HttpReply reply) {
        var status = reply.status();
        var pause = reply.retryAfter(now);
        if (status == 429 || (status == 503 && pause.isPresent())) {
            return NodeFailure.limited(code(status), message(reply), pause);
        }
        return status >= 500 || PASSING.contains(status)
                ? NodeFailure.retryable(code(status), Fault.PROVIDER, message(reply))
                : NodeFailure.permanent(code(status), Fault.USER, message(reply));
    }

    private static String code(int status) {
        return "http."
                + switch (status) {
                    case 401 -> "unauthenticated";
                    case 403 -> "forbidden";
                    case 404 -> "not-found";
                    case 408, 425 -> "unavailable";
                    case 409 -> "conflict";
                    case 429 -> "rate-limited";
                    default ->
                            switch (status / 100) {
                                case 3 -> "redirected";
                                case 4 -> "refused";
                                case 5 -> "unavailable";
                                default -> "unexpected-status";
                            };
                };
    }

    private String message(HttpReply reply) {
        var said = Texts.shorten(cleaned.said(reply.text()), 300);
        return "Expected status %s from %s, found %d%s%s."
                .formatted(
                        new Statuses(rules.expected()),
                        cleaned.text(Urls.shown(reply.url().toString())),
                        reply.status(),
                        said.isBlank() ? "" : ": " + said,
                        advice(reply.status()));
    }

    private static String advice(int status) {
        return switch (status) {
            case 401 -> "; check the credentials of the connection";
            case 403 -> "; check the rights of the connection's account";
            case 301, 302, 303, 307, 308 ->
                    "; give the URL it leads to, for requests that change something are not redirected";
            default -> "";
        };
    }
}
