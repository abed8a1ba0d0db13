package io.sluice.nodes.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads `Link` headers (RFC 8288): `<https://…?page=2>; rel="next", <…>; rel="last"`. What is
/// malformed ends the reading of that header; what was read until then counts.
final class LinkHeader {
    private final String text;
    private int at;

    private LinkHeader(String text) {
        this.text = text;
    }

    /// The target of the first link whose relation types hold this one.
    static Optional<String> target(List<String> headers, String relation) {
        return headers.stream()
                .flatMap(header -> new LinkHeader(header).links().stream())
                .filter(link -> link.is(relation))
                .map(Link::target)
                .findFirst();
    }

    private record Link(String target, String relations) {
        boolean is(String relation) {
            return Arrays.stream(relations.strip().split("\\s+"))
                    .anyMatch(relation::equalsIgnoreCase);
        }
    }

    private List<Link> links() {
        var links = new ArrayList<Link>();
        skip(", \t");
        while (peek() == '<') {
            var end = text.indexOf('>', at);
            if (end < 0) {
                break;
            }
            var target = text.substring(at + 1, end).strip();
            at = end + 1;
            links.add(new Link(target, relations()));
            skip(", \t");
        }
        return links;
    }

    /// The `rel` among a link's parameters: of several the first counts.
    private String relations() {
        var found = Optional.<String>empty();
        skip(" \t");
        while (peek() == ';') {
            skip("; \t");
            var name = word("=;,").strip();
            var value = "";
            if (peek() == '=') {
                at++;
                skip(" \t");
                value = peek() == '"' ? quoted() : word(";,").strip();
            }
            if (name.equalsIgnoreCase("rel") && found.isEmpty()) {
                found = Optional.of(value);
            }
            skip(" \t");
        }
        return found.orElse("");
    }

    private String quoted() {
        var value = new StringBuilder();
        at++;
        while (at < text.length() && peek() != '"') {
            if (peek() == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at++));
        }
        at++;
        return value.toString();
    }

    private String word(String ends) {
        var begin = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(begin, at);
    }

    private void skip(String characters) {
        while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /// The character here; NUL behind the end.
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }
}
