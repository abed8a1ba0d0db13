package io.sluice.sandbox.aws;

/// A refusal with the code that AWS gives it.
final class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    AwsError(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static AwsError bad(String code, String message) {
        return new AwsError(400, code, message);
    }

    static AwsError missing(String parameter) {
        return bad("MissingParameter", "The request must contain the parameter " + parameter);
    }

    static AwsError badValue(String parameter, String value, String expected) {
        return bad(
                "InvalidParameterValue",
                "Value (%s) for parameter %s is invalid. %s".formatted(value, parameter, expected));
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
}
