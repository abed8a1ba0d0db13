package io.sluice.nodes.qualys.client;

import io.sluice.engine.node.NodeFailure;
import java.time.Duration;
import java.util.Optional;

/// What came back over HTTP, before its body is understood.
///
/// @param pause how long the headers ask to wait, if they do
record QualysReply(int status, String body, Optional<Duration> pause) {
    /// Judges by the status alone, for answers whose body said nothing.
    void requireSuccess(Call call) throws NodeFailure {
        if (status >= 200 && status < 300) {
            return;
        }
        throw switch (status) {
            case 401 ->
                    call.refused(
                            "qualys.login-refused",
                            "401 Unauthorized",
                            "check the connection's user and password, and that the account "
                                    + "accepted the licence agreement");
            case 403 ->
                    call.refused(
                            "qualys.forbidden",
                            "403 Forbidden",
                            "check the account's role and scope");
            case 404 ->
                    call.refused(
                            "qualys.not-found",
                            "404 Not Found",
                            "check the connection's addresses");
            case 409, 429 ->
                    NodeFailure.limited(
                            "qualys.rate-limit",
                            "Qualys' call budget is used up, it refused %s (%d). It is tried again."
                                    .formatted(call.what(), status),
                            pause);
            default ->
                    status >= 500 || status == 408 || status == 425
                            ? call.failedInside("HTTP status " + status)
                            : call.refused(
                                    "qualys.request-refused",
                                    "HTTP status " + status,
                                    "check the node's fields and the connection's addresses");
        };
    }
}
