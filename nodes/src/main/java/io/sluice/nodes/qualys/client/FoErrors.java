package io.sluice.nodes.qualys.client;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import java.time.Duration;
import java.util.Optional;

/// What the error codes of the FO API mean for a step. The codes come in the body, whatever the
/// HTTP status says.
final class FoErrors {
    private FoErrors() {}

    /// @param waitHeader the pause that the headers ask for, which comes before that of the body
    static NodeFailure of(
            long code, XmlElement response, Optional<Duration> waitHeader, Call call) {
        var text = "(%d) %s".formatted(code, response.textAt("TEXT").orElse("no text"));
        return switch ((int) code) {
            case 1960 ->
                    NodeFailure.limited(
                            "qualys.concurrency-limit",
                            ("Qualys allows no more calls at once and refused %s: %s It is "
                                            + "tried again.")
                                    .formatted(call.what(), text),
                            pause(response, waitHeader));
            case 1965 ->
                    NodeFailure.limited(
                            "qualys.rate-limit",
                            "Qualys' call budget is used up, it refused %s: %s It is tried again."
                                    .formatted(call.what(), text),
                            pause(response, waitHeader));
            case 1920 -> call.refused("qualys.blocked", text, "remove what blocks it");
            case 1999 ->
                    NodeFailure.retryable(
                            "qualys.unavailable",
                            Fault.PROVIDER,
                            "Qualys is not ready %s: %s It is tried again."
                                    .formatted(call.what(), text));
            case 999, 1981 -> call.failedInside(text);
            case 2000, 2001, 2002 ->
                    call.refused("qualys.login-refused", text, "check the connection's user");
            case 2003, 2011 ->
                    call.refused(
                            "qualys.account-not-ready",
                            text,
                            "log in once with a browser and finish the registration; an account"
                                    + " with SecurID cannot be used");
            case 2012 -> call.refused("qualys.not-licensed", text, "ask Qualys for this module");
            default -> call.refused("qualys.request-refused", text, "check the node's fields");
        };
    }

    private static Optional<Duration> pause(XmlElement response, Optional<Duration> waitHeader) {
        return waitHeader.or(() ->
                item(response, "SECONDS_TO_WAIT").flatMap(Numbers::whole).map(Duration::ofSeconds));
    }

    /// The value of a `KEY` in an answer's `ITEM_LIST`.
    static Optional<String> item(XmlElement response, String key) {
        return response.at("ITEM_LIST").stream()
                .flatMap(list -> list.children("ITEM").stream())
                .filter(item -> item.textAt("KEY").equals(Optional.of(key)))
                .flatMap(item -> item.textAt("VALUE").stream())
                .findFirst();
    }
}
