package io.sluice.nodes.http;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The headers an author gives: checked, so that none splits the request, speaks for the transport
/// or replaces the connection's credentials.
final class RequestHeaders {
    private static final int MOST = 100;
    private static final int LONGEST = 8 * 1024;

    /// A token of RFC 9110, 5.6.2.
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}");

    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");

    /// Set by the client itself from the URL, the body and the connection to the server.
    private static final Set<String> TRANSPORT =
            Set.of(
                    "host",
                    "connection",
                    "content-length",
                    "transfer-encoding",
                    "accept-encoding",
                    "expect",
                    "keep-alive",
                    "proxy-authorization",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "upgrade",
                    "http2-settings");

    private RequestHeaders() {}

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static boolean isValue(String text) {
        return text.length() <= LONGEST && VALUE.matcher(text).matches();
    }

    static boolean isTransport(String name) {
        return TRANSPORT.contains(name.toLowerCase(Locale.ROOT));
    }

    /// The same headers in an order of their own, names compared without regard to case.
    ///
    /// @throws NodeFailure `http.bad-header`
    static Map<String, String> checked(Map<String, String> given, HttpConnection connection)
            throws NodeFailure {
        if (given.size() > MOST) {
            throw bad("at most " + MOST + " headers", String.valueOf(given.size()));
        }
        var checked = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var header : given.entrySet()) {
            check(header.getKey(), header.getValue(), connection);
            if (checked.put(header.getKey(), header.getValue().strip()) != null) {
                throw bad("each header once", "'" + header.getKey() + "' twice");
            }
        }
        return Collections.unmodifiableMap(checked);
    }

    private static void check(String name, String value, HttpConnection connection)
            throws NodeFailure {
        if (!isName(name)) {
            throw bad("a header's name of letters, digits and hyphens", "'" + visible(name) + "'");
        }
        if (isTransport(name)) {
            throw bad("no header that is set by the product", "'" + name + "'");
        }
        if ((connection.authenticates() && name.equalsIgnoreCase("Authorization"))
                || connection.ownHeader().filter(name::equalsIgnoreCase).isPresent()) {
            throw bad("no header that the connection sets", "'" + name + "'");
        }
        if (!isValue(value)) {
            throw bad(
                    "the value of header '%s' to be at most %d characters of printable ASCII in one line"
                            .formatted(name, LONGEST),
                    "line ends or other characters");
        }
    }

    private static String visible(String name) {
        return io.sluice.nodes.support.Texts.shorten(name.replaceAll("\\p{Cntrl}", "�"), 80);
    }

    private static NodeFailure bad(String expected, String found) {
        return NodeFailure.permanent(
                "http.bad-header",
                Fault.USER,
                "Expected %s, found %s; mend the node's headers.".formatted(expected, found));
    }
}
