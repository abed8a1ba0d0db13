package io.sluice.nodes.http;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.nodes.support.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import okhttp3.RequestBody;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/// What a request carries, rendered once so that every attempt sends the same bytes.
///
/// @param contentType the media type it is sent as
/// @param text the body; sent as UTF-8
public record Payload(String contentType, String text) {
    /// The longest body sent: 8 MiB.
    private static final int LONGEST = 8 * 1024 * 1024;

    /// @param body null for none
    /// @param type `json`, `text` or `form`
    /// @throws NodeFailure if the body does not fit its type, or is too long
    static @Nullable Payload of(@Nullable Object body, String type) throws NodeFailure {
        if (body == null) {
            return null;
        }
        var payload =
                switch (type) {
                    case "json" -> new Payload("application/json", Json.write(body));
                    case "text" -> new Payload("text/plain; charset=utf-8", plain(body));
                    case "form" -> new Payload("application/x-www-form-urlencoded", form(body));
                    default ->
                            throw HttpErrors.badConfig(
                                    "bodyType", "json, text or form", "'" + type + "'");
                };
        if (payload.bytes().size() > LONGEST) {
            throw NodeFailure.permanent(
                    "http.body-too-large",
                    Fault.CAPACITY,
                    "Expected a body of at most %d bytes, found %d; send less."
                            .formatted(LONGEST, payload.bytes().size()));
        }
        return payload;
    }

    private static String plain(Object body) throws NodeFailure {
        if (body instanceof String text) {
            return text;
        }
        throw HttpErrors.badConfig("body", "a text, as 'bodyType' is text", "other data");
    }

    private static String form(Object body) throws NodeFailure {
        if (!(body instanceof Map<?, ?> map)) {
            throw HttpErrors.badConfig(
                    "body", "an object of names and values, as 'bodyType' is form", "other data");
        }
        var values = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((name, value) -> values.put(String.valueOf(name), value));
        return Pairs.of("body", values).stream()
                .map(pair -> encoded(pair.name()) + "=" + encoded(pair.value()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    ByteString bytes() {
        return ByteString.encodeUtf8(text);
    }

    /// Its media type goes out as a header, where an author's own one may replace it.
    RequestBody toBody() {
        return RequestBody.create(bytes(), null);
    }
}
