package io.sluice.sandbox.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One request as it came off the wire. `path` is raw (still percent-encoded), header names are
/// lower case, and the body is UTF-8 text: every imitated protocol speaks text.
public record Call(
        String method, String path, String query, Map<String, String> headers, String body) {
    public Call {
        headers = new TreeMap<>(headers);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /// The fields of the query string.
    public Fields queryFields() {
        return Fields.parse(query);
    }

    /// The fields of a form body.
    public Fields formFields() {
        return Fields.parse(body);
    }

    public boolean accepts(String mediaType) {
        return header("accept").orElse("").toLowerCase(Locale.ROOT).contains(mediaType);
    }

    public boolean carries(String mediaType) {
        return header("content-type").orElse("").toLowerCase(Locale.ROOT).contains(mediaType);
    }

    /// The same call below a prefix of its path, which must be there.
    public Call below(String prefix) {
        String rest = path.substring(prefix.length());
        return new Call(method, rest.isEmpty() ? "/" : rest, query, headers, body);
    }
}
