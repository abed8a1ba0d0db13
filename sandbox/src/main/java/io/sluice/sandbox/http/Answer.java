package io.sluice.sandbox.http;

import java.util.LinkedHashMap;
import java.util.Map;

/// What goes back on the wire.
public record Answer(int status, String contentType, Map<String, String> headers, String body) {
    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer xml(int status, String body) {
        return new Answer(status, "text/xml;charset=UTF-8", Map.of(), body);
    }

    public static Answer json(int status, Object value) {
        return new Answer(status, "application/json;charset=UTF-8", Map.of(), Json.write(value));
    }

    public static Answer text(int status, String body) {
        return new Answer(status, "text/plain;charset=UTF-8", Map.of(), body);
    }

    public static Answer html(int status, String body) {
        return new Answer(status, "text/html;charset=UTF-8", Map.of(), body);
    }

    public static Answer empty(int status) {
        return new Answer(status, "", Map.of(), "");
    }

    public Answer with(String header, String value) {
        return with(Map.of(header, value));
    }

    public Answer with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Answer(status, contentType, all, body);
    }
}
