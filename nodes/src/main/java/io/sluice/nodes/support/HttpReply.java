package io.sluice.nodes.support;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okio.ByteString;

/// A whole answer, read within its bounds.
///
/// @param url what was asked, for messages and relative links
/// @param body the bytes as they came, at most the caller's limit
public record HttpReply(int status, Headers headers, ByteString body, HttpUrl url) {
    /// Answers after which a request was definitely not carried out, and never will be as it is.
    private static final Set<Integer> DEFINITIVE =
            Set.of(400, 401, 403, 404, 405, 406, 410, 411, 413, 414, 415, 417, 422, 428, 431, 451);

    public boolean successful() {
        return status >= 200 && status < 300;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /// The body in the charset it declares, else UTF-8.
    public String text() {
        var type = headers.get("Content-Type");
        var media = type == null ? null : MediaType.parse(type);
        var charset = media == null ? null : media.charset(StandardCharsets.UTF_8);
        return body.string(charset == null ? StandardCharsets.UTF_8 : charset);
    }

    /// What an unsuccessful status means, as most HTTP services use it. A status that leaves open
    /// whether a write was carried out (408, 409, 425, 5xx, the unknown ones) is *unanswered*.
    ///
    /// @param vendor first part of the code: `servicenow.forbidden`
    /// @param write whether the request would have changed something
    /// @param detail what the provider says, already free of secrets; may be empty
    public NodeFailure failure(String vendor, boolean write, Instant now, String detail) {
        var message = message(vendor, detail);
        if (status == 429) {
            return NodeFailure.limited(vendor + ".rate-limited", message, retryAfter(now));
        }
        if (status >= 300 && status < 400) {
            return NodeFailure.permanent(vendor + ".redirected", Fault.USER, message);
        }
        if (DEFINITIVE.contains(status)) {
            return NodeFailure.permanent(vendor + "." + word(), Fault.USER, message);
        }
        if (write) {
            var cause = new IOException("HTTP " + status);
            return NodeFailure.unanswered(vendor + "." + word(), message, cause);
        }
        if (status == 503 && retryAfter(now).isPresent()) {
            return NodeFailure.limited(vendor + ".unavailable", message, retryAfter(now));
        }
        return status >= 500 || status == 408 || status == 425
                ? NodeFailure.retryable(vendor + "." + word(), Fault.PROVIDER, message)
                : NodeFailure.permanent(vendor + "." + word(), Fault.USER, message);
    }

    public Optional<java.time.Duration> retryAfter(Instant now) {
        return RetryAfter.parse(headers.get("Retry-After"), now);
    }

    private String word() {
        return switch (status) {
            case 401 -> "unauthenticated";
            case 403 -> "forbidden";
            case 404 -> "not-found";
            case 409 -> "conflict";
            default -> status >= 500 ? "unavailable" : "refused";
        };
    }

    private String message(String vendor, String detail) {
        var hint =
                switch (status) {
                    case 401 -> "; check the credentials of the connection";
                    case 403 -> "; check the rights of the connection's account";
                    default -> "";
                };
        var said = detail.isBlank() ? "" : ": " + Texts.shorten(detail, 500);
        var where = url.newBuilder().username("").password("").query(null).fragment(null).build();
        return "Expected a successful answer of "
                + vendor
                + " from "
                + where
                + ", found HTTP "
                + status
                + said
                + hint
                + ".";
    }

    @Override
    public String toString() {
        return "HttpReply[" + status + ", " + body.size() + " bytes]";
    }
}
