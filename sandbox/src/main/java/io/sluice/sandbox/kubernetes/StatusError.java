package io.sluice.sandbox.kubernetes;

import io.sluice.sandbox.http.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A refusal, answered as an object of kind `Status`.
final class StatusError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;
    private final transient Map<String, Object> details;

    StatusError(int code, String reason, String message, Map<String, Object> details) {
        super(message);
        this.code = code;
        this.reason = reason;
        this.details = details;
    }

    StatusError(int code, String reason, String message) {
        this(code, reason, message, Map.of());
    }

    /// One reason among several, with its place.
    record Cause(String reason, String message, String field) {
        Map<String, Object> body() {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("reason", reason);
            body.put("message", message);
            body.put("field", field);
            return body;
        }
    }

    static StatusError bad(String message) {
        return new StatusError(400, "BadRequest", message);
    }

    static StatusError noSuchPath() {
        return new StatusError(404, "NotFound", "the server could not find the requested resource");
    }

    static StatusError missing(Kind kind, String name) {
        return new StatusError(
                404,
                "NotFound",
                "%s \"%s\" not found".formatted(kind.qualified(), name),
                kind.details(name));
    }

    static StatusError exists(Kind kind, String name) {
        return new StatusError(
                409,
                "AlreadyExists",
                "%s \"%s\" already exists".formatted(kind.qualified(), name),
                kind.details(name));
    }

    static StatusError stale(Kind kind, String name) {
        return new StatusError(
                409,
                "Conflict",
                "Operation cannot be fulfilled on %s \"%s\": the object has been modified; please apply your changes to the latest version and try again"
                        .formatted(kind.qualified(), name),
                kind.details(name));
    }

    static StatusError expired(long wanted, long oldest) {
        return new StatusError(
                410, "Expired", "too old resource version: %d (%d)".formatted(wanted, oldest));
    }

    static StatusError unauthorized() {
        return new StatusError(401, "Unauthorized", "Unauthorized");
    }

    /// The object is refused for these causes.
    static StatusError invalid(Kind kind, String name, List<Cause> causes) {
        List<String> said =
                causes.stream().map(each -> each.field() + ": " + each.message()).toList();
        String all = said.size() == 1 ? said.getFirst() : "[" + String.join(", ", said) + "]";
        Map<String, Object> details = new LinkedHashMap<>(kind.details(name));
        details.put("kind", kind.kind());
        details.put("causes", causes.stream().map(Cause::body).toList());
        return new StatusError(
                422,
                "Invalid",
                "%s \"%s\" is invalid: %s".formatted(kind.qualifiedKind(), name, all),
                details);
    }

    /// An apply that would take fields from others.
    static StatusError conflict(Kind kind, String name, List<Cause> causes) {
        Map<String, List<String>> byManager = new LinkedHashMap<>();
        causes.forEach(each ->
                byManager
                        .computeIfAbsent(each.message(), _ -> new ArrayList<>())
                        .add(each.field()));
        List<String> parts = new ArrayList<>();
        byManager.forEach((message, fields) ->
                parts.add(
                        fields.size() == 1
                                ? message + ": " + fields.getFirst()
                                : message.replaceFirst("conflict", "conflicts")
                                        + ":\n- "
                                        + String.join("\n- ", fields)));
        Map<String, Object> details = new LinkedHashMap<>(kind.details(name));
        details.put("causes", causes.stream().map(Cause::body).toList());
        return new StatusError(
                409,
                "Conflict",
                "Apply failed with %d conflict%s: %s"
                        .formatted(
                                causes.size(),
                                causes.size() == 1 ? "" : "s",
                                String.join("\n", parts)),
                details);
    }

    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", "Status");
        body.put("apiVersion", "v1");
        body.put("metadata", Map.of());
        body.put("status", "Failure");
        body.put("message", getMessage());
        if (!reason.isEmpty()) {
            body.put("reason", reason);
        }
        if (!details.isEmpty()) {
            body.put("details", details);
        }
        body.put("code", code);
        return body;
    }

    Answer answer() {
        Answer json = Answer.json(code, body());
        return new Answer(code, "application/json", Map.of(), json.body());
    }
}
