package io.sluice.sandbox.qualys.fo;

import java.util.Map;

/// A refusal with the code and the HTTP status that FO gives it.
final class FoError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;
    private final transient Map<String, String> items;

    FoError(int status, int code, String text, Map<String, String> items) {
        super(text);
        this.status = status;
        this.code = code;
        this.items = Map.copyOf(items);
    }

    private FoError(int status, int code, String text) {
        this(status, code, text, Map.of());
    }

    static FoError unknownParameter(String name) {
        return new FoError(400, 1901, "Unrecognized parameter(s): " + name);
    }

    static FoError missing(String name) {
        return new FoError(400, 1903, "Missing required parameter(s): " + name);
    }

    static FoError exclusive(String names) {
        return new FoError(400, 1904, "Please specify only one of these parameters: " + names);
    }

    static FoError badValue(String name, String value, String expected) {
        return new FoError(
                400,
                1905,
                "parameter %s has invalid value: %s (%s)".formatted(name, value, expected));
    }

    static FoError unsupported(String text) {
        return new FoError(400, 1907, text);
    }

    static FoError wrongMethod(String needed) {
        return new FoError(400, 1908, "This action requires a %s request".formatted(needed));
    }

    static FoError blocked(String text) {
        return new FoError(409, 1920, text);
    }

    static FoError badLogin() {
        return new FoError(401, 2000, "Bad Login/Password");
    }

    static FoError tooMany(long callsToFinish) {
        return new FoError(
                409,
                1960,
                "This API cannot be run again until %d currently running instance has finished."
                        .formatted(callsToFinish),
                Map.of("CALLS_TO_FINISH", Long.toString(callsToFinish)));
    }

    static FoError tooOften(long secondsToWait) {
        return new FoError(
                409,
                1965,
                "This API cannot be run again for another %d seconds.".formatted(secondsToWait),
                Map.of("SECONDS_TO_WAIT", Long.toString(secondsToWait)));
    }

    static FoError ofStatus(int status) {
        return switch (status) {
            case 503 -> new FoError(503, 1999, "We are performing scheduled maintenance");
            default -> new FoError(status, 999, "Internal error. Please contact customer support.");
        };
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }

    String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    Map<String, String> items() {
        return items;
    }
}
