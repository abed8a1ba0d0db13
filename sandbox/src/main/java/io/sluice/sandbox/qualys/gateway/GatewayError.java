package io.sluice.sandbox.qualys.gateway;

import io.sluice.sandbox.http.Answer;
import java.util.LinkedHashMap;
import java.util.Map;

/// A refusal of the gateway: in the inventory's envelope or in that of patch management.
final class GatewayError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    GatewayError(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static GatewayError unauthorized() {
        return new GatewayError(401, "401", "Invalid or expired token");
    }

    static GatewayError bad(String message) {
        return new GatewayError(400, "1004", message);
    }

    static GatewayError notFound(String what) {
        return new GatewayError(404, "1006", what + " not found");
    }

    Answer answer(boolean patchManagement) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (patchManagement) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("errorCode", code);
            error.put("message", getMessage());
            body.put("_error", error);
        } else {
            body.put("responseCode", "FAILED");
            body.put("responseMessage", getMessage());
        }
        return Answer.json(status, body);
    }
}
