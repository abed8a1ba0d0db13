package io.sluice.app.cli;

/// Ends a command with a message and an exit code.
public final class CliFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// The server said no, or something is not as it should be.
    public static final int PROBLEM = 1;

    /// The command is wrong, or the server cannot be reached.
    public static final int USAGE_OR_UNREACHABLE = 2;

    private final int exitCode;
    private final transient Tree answer;

    private CliFailure(int exitCode, String message, Tree answer) {
        super(message, null, false, false);
        this.exitCode = exitCode;
        this.answer = answer;
    }

    public static CliFailure problem(String message) {
        return new CliFailure(PROBLEM, message, Tree.EMPTY);
    }

    static CliFailure problem(String message, Tree answer) {
        return new CliFailure(PROBLEM, message, answer);
    }

    public static CliFailure usage(String message) {
        return new CliFailure(USAGE_OR_UNREACHABLE, message, Tree.EMPTY);
    }

    int exitCode() {
        return exitCode;
    }

    /// The server's problem, if it was the server that said no.
    Tree answer() {
        return answer;
    }

    String message() {
        var message = getMessage();
        return message == null ? "" : message;
    }
}
