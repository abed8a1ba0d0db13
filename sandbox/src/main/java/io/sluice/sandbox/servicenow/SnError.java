package io.sluice.sandbox.servicenow;

import io.sluice.sandbox.http.Answer;
import java.util.LinkedHashMap;
import java.util.Map;

/// A refusal in the Table API's envelope.
final class SnError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String detail;

    SnError(int status, String message, String detail) {
        super(message);
        this.status = status;
        this.detail = detail;
    }

    static SnError unauthenticated() {
        return new SnError(401, "User Not Authenticated", "Required to provide Auth information");
    }

    static SnError absent() {
        return new SnError(
                404,
                "No Record found",
                "Record doesn't exist or ACL restricts the record retrieval");
    }

    static SnError refused(String detail) {
        return new SnError(403, "Operation Failed", detail);
    }

    static SnError rateLimited() {
        return new SnError(
                429, "Rate limit exceeded", "The hourly limit of this user has been reached");
    }

    Answer answer() {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", getMessage());
        error.put("detail", detail);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", error);
        body.put("status", "failure");
        Answer answer = Answer.json(status, body);
        return status == 401
                ? answer.with("WWW-Authenticate", "Basic realm=\"Service-now\"")
                : answer;
    }
}
