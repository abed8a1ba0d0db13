package io.sluice.nodes.http;

import io.sluice.nodes.support.HttpReply;
import io.sluice.nodes.support.Json;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An expected answer, read and free of the connection's secrets.
///
/// @param headers by lower-case name; several of one name are joined by `, `
/// @param body the JSON; null if there is none
/// @param text the text of what is no JSON; null if it is JSON, binary or empty
record Answer(
        int status, Map<String, String> headers, @Nullable Object body, @Nullable String text) {

    /// Cookies open sessions: they are not kept.
    private static final String SET_COOKIE = "set-cookie";

    private static final ByteString NUL = ByteString.of((byte) 0);

    /// An answer that is not what the author wants; says in what way.
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        Unfit(String message) {
            super(message);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    /// @throws Unfit if it is no JSON though it should be
    static Answer of(HttpReply reply, String readAs, Cleaned cleaned) throws Unfit {
        var headers = headers(reply, cleaned);
        if (reply.body().size() == 0) {
            return new Answer(reply.status(), headers, null, null);
        }
        var json = readAs.equals("json") || (readAs.equals("auto") && saysJson(reply));
        if (json) {
            return new Answer(reply.status(), headers, cleaned.value(json(reply)), null);
        }
        var binary = reply.body().indexOf(NUL) >= 0;
        var text = binary ? null : cleaned.text(reply.text());
        return new Answer(reply.status(), headers, null, text);
    }

    private static boolean saysJson(HttpReply reply) {
        return reply.header("Content-Type")
                .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .filter(type -> type.endsWith("/json") || type.endsWith("+json"))
                .isPresent();
    }

    private static @Nullable Object json(HttpReply reply) throws Unfit {
        try {
            var tree = Json.parse(reply.text());
            return Json.value(tree.orElseThrow(() -> new Unfit("text that is no JSON")));
        } catch (IllegalArgumentException e) {
            throw new Unfit("JSON that cannot be kept (" + e.getMessage() + ")");
        }
    }

    private static Map<String, String> headers(HttpReply reply, Cleaned cleaned) {
        var kept = new TreeMap<String, String>();
        for (var entry : reply.headers().toMultimap().entrySet()) {
            var name = entry.getKey().toLowerCase(Locale.ROOT);
            if (!name.equals(SET_COOKIE)) {
                kept.put(
                        name,
                        entry.getValue().stream()
                                .map(cleaned::text)
                                .collect(Collectors.joining(", ")));
            }
        }
        return Collections.unmodifiableMap(kept);
    }

    /// The part of the body that a JSON Pointer (RFC 6901) names.
    Optional<JsonNode> at(String pointer) {
        var node = Json.tree(body).at(pointer);
        return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
    }
}
