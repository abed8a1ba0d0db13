package io.sluice.sandbox.qualys.qps;

/// A refusal with its `responseCode`; it travels with HTTP 200, but for a failed login.
final class QpsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String resolution;

    QpsError(int status, String code, String message, String resolution) {
        super(message);
        this.status = status;
        this.code = code;
        this.resolution = resolution;
    }

    static QpsError invalid(String message, String resolution) {
        return new QpsError(200, "INVALID_REQUEST", message, resolution);
    }

    static QpsError notFound(String object, String id) {
        return new QpsError(
                200,
                "OBJECT_NOT_FOUND",
                "%s with id %s not found".formatted(object, id),
                "Specify the id of an object in your scope.");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String text() {
        String message = getMessage();
        return message == null ? code : message;
    }

    String resolution() {
        return resolution;
    }
}
