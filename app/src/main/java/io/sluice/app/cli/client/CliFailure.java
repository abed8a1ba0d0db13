package io.sluice.app.cli.client;

/// Ends a command with a message for people and an exit code.
public final class CliFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// What was asked for has a problem: the server said no, or something is not as it should be.
    public static final int PROBLEM = 1;

    /// The command is wrong, or the server cannot be reached.
    public static final int USAGE_OR_UNREACHABLE = 2;

    private final Kind kind;
    private final transient Tree answer;

    private enum Kind {
        PROBLEM,
        USAGE,
        UNREACHABLE
    }

    private CliFailure(Kind kind, String message, Tree answer) {
        super(message, null, false, false);
        this.kind = kind;
        this.answer = answer;
    }

    public static CliFailure problem(String message) {
        return new CliFailure(Kind.PROBLEM, message, Tree.EMPTY);
    }

    static CliFailure refused(String message, Tree problem) {
        return new CliFailure(Kind.PROBLEM, message, problem);
    }

    public static CliFailure usage(String message) {
        return new CliFailure(Kind.USAGE, message, Tree.EMPTY);
    }

    static CliFailure usage(String message, Tree problem) {
        return new CliFailure(Kind.USAGE, message, problem);
    }

    static CliFailure unreachable(String message) {
        return new CliFailure(Kind.UNREACHABLE, message, Tree.EMPTY);
    }

    /// Whether nobody answered; trying again may help.
    public boolean isUnreachable() {
        return kind == Kind.UNREACHABLE;
    }

    public int exitCode() {
        return kind == Kind.PROBLEM ? PROBLEM : USAGE_OR_UNREACHABLE;
    }

    /// The server's problem, if it was the server that said no; else empty.
    public Tree answer() {
        return answer;
    }

    /// The stable code of the server's problem; empty if it was not the server.
    public String code() {
        return answer.text("code");
    }

    public String message() {
        var message = getMessage();
        return message == null ? "" : message;
    }
}
