package io.sluice.nodes.http;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import java.util.LinkedHashMap;
import java.util.Map;

/// The error codes of this domain, for descriptors, and the failures that several classes raise.
final class HttpErrors {
    private HttpErrors() {}

    static NodeFailure badConfig(String field, String expected, String found) {
        return NodeFailure.permanent(
                "http.bad-config",
                Fault.USER,
                "Expected '%s' to be %s, found %s; mend the node's fields."
                        .formatted(field, expected, found));
    }

    static Map<String, String> ofReads() {
        var codes = common();
        codes.put("http.redirect-refused", "A redirect led nowhere it may be followed to.");
        codes.put("http.too-many-redirects", "More than 5 redirects in a row.");
        codes.put("http.bad-page", "A page lacks its items, or the next page's URL is wrong.");
        codes.put("http.foreign-page", "The next page lies at another origin.");
        codes.put("http.too-many-pages", "There are more pages than allowed.");
        codes.put("http.answer-too-large", "The answer is longer than allowed.");
        codes.put("http.unexpected-answer", "The answer is no JSON, or does not fit the schema.");
        codes.put("http.no-answer", "The answer was lost; retried.");
        return codes;
    }

    static Map<String, String> ofWrites() {
        var codes = common();
        codes.put("http.body-too-large", "The body is longer than 8 MiB.");
        codes.put(
                "http.unexpected-answer",
                "The request succeeded, but its answer is no JSON or does not fit the schema; what became of it is doubted.");
        codes.put(
                "http.no-answer", "The answer was lost or too long: it may have happened or not.");
        return codes;
    }

    private static Map<String, String> common() {
        var codes = new LinkedHashMap<String, String>();
        codes.put("http.bad-config", "The fields of the node do not fit together.");
        codes.put("http.bad-url", "The URL is malformed, or relative without a base URL.");
        codes.put("http.bad-header", "A header may not be set, or has line ends in it.");
        codes.put("http.bad-schema", "The answer's schema is no JSON Schema 2020-12.");
        codes.put("http.foreign-origin", "The connection's credentials do not belong there.");
        codes.put("connection.bad-setting", "A setting of the connection is wrong.");
        codes.put("http.unauthenticated", "HTTP 401: the credentials are wrong.");
        codes.put("http.forbidden", "HTTP 403: the account lacks a right.");
        codes.put("http.not-found", "HTTP 404.");
        codes.put("http.conflict", "HTTP 409.");
        codes.put("http.rate-limited", "HTTP 429; retried when the service says.");
        codes.put("http.refused", "Another 4xx.");
        codes.put("http.redirected", "A redirect that is not followed.");
        codes.put("http.unavailable", "HTTP 5xx, 408 or 425.");
        codes.put("http.unexpected-status", "A status that is not among the expected ones.");
        codes.put("http.egress-refused", "A private, loopback or metadata address.");
        codes.put("http.unreachable", "No connection; nothing was sent; retried.");
        codes.put("http.untrusted-certificate", "The server's certificate is not trusted.");
        codes.put("http.no-time", "The step's time was over before the request; retried.");
        return codes;
    }
}
