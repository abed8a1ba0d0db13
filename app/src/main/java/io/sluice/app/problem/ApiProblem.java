package io.sluice.app.problem;

import java.util.List;

/// Ends a use case with an error for the caller: expected what, found what, do what.
public final class ApiProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient List<ProblemView> problems;

    public ApiProblem(ErrorCode code, String detail) {
        this(code, detail, List.of());
    }

    public ApiProblem(ErrorCode code, String detail, List<ProblemView> problems) {
        super(detail, null, false, code.fault() == ErrorCode.Fault.US);
        this.code = code;
        this.problems = List.copyOf(problems);
    }

    /// There is no `what` with this id.
    public static ApiProblem notFound(String what, String id) {
        return new ApiProblem(
                ErrorCode.NOT_FOUND, "Expected a " + what + " '" + id + "', found none.");
    }

    public static ApiProblem badInput(String detail) {
        return new ApiProblem(ErrorCode.BAD_INPUT, detail);
    }

    public ErrorCode code() {
        return code;
    }

    public List<ProblemView> problems() {
        return problems;
    }

    public String detail() {
        var detail = getMessage();
        return detail == null ? code.title() : detail;
    }
}
