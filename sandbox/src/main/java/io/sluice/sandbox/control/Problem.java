package io.sluice.sandbox.control;

import io.sluice.sandbox.http.Answer;
import java.util.LinkedHashMap;
import java.util.Map;

/// A refusal of the control API, answered as `application/problem+json`.
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;

    Problem(int status, String title, String detail) {
        super(detail);
        this.status = status;
        this.title = title;
    }

    static Problem bad(String detail) {
        return new Problem(400, "Bad request", detail);
    }

    static Problem missing(String what, String id) {
        return new Problem(
                404, "Not found", "Expected a %s, found none called '%s'".formatted(what, id));
    }

    Answer answer() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("title", title);
        body.put("detail", getMessage());
        body.put("status", status);
        Answer json = Answer.json(status, body);
        return new Answer(status, "application/problem+json", Map.of(), json.body());
    }
}
