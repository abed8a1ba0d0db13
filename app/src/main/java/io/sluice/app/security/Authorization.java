package io.sluice.app.security;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import org.springframework.stereotype.Component;

/// The one point at which is decided who may do what: every use case calls it first, with the
/// project of the thing it is about. What is denied here is written down.
@Component
public class Authorization {
    private final Denials denials;

    Authorization(Denials denials) {
        this.denials = denials;
    }

    /// @throws ApiProblem FORBIDDEN if the caller's roles do not allow it; NOT_FOUND if the thing
    ///   belongs to a project that the caller has no part in, as if it did not exist
    public void require(Caller caller, Action action, String project) {
        if (!caller.project().equals(project)) {
            throw denied(
                    caller,
                    action,
                    project,
                    new ApiProblem(
                            ErrorCode.NOT_FOUND,
                            "Expected something in your project, found none."));
        }
        if (!action.allowedTo(caller.roles())) {
            throw denied(
                    caller,
                    action,
                    "",
                    new ApiProblem(
                            ErrorCode.FORBIDDEN,
                            "Expected one of the roles "
                                    + Role.keys(action.roles())
                                    + ", found "
                                    + Role.keys(caller.roles())
                                    + "; ask an administrator."));
        }
    }

    /// [#require(Caller, Action, String)] for the caller's own project.
    public void require(Caller caller, Action action) {
        require(caller, action, caller.project());
    }

    /// For what concerns every project: it can be done from the default one alone.
    ///
    /// @throws ApiProblem FORBIDDEN
    public void requireEverywhere(Caller caller, Action action) {
        require(caller, action);
        if (!caller.project().equals(Projects.DEFAULT)) {
            throw denied(
                    caller,
                    action,
                    caller.project(),
                    new ApiProblem(
                            ErrorCode.FORBIDDEN,
                            "Expected this to be asked of the default project, for it concerns all"
                                    + " of them; choose that one, if you have a part in it."));
        }
    }

    /// Writes down that a known caller is denied something for another reason than its roles.
    ///
    /// @return the problem, to be thrown
    public ApiProblem denied(Caller caller, Action action, String subject, ApiProblem problem) {
        denials.denied(caller, action, subject, problem.code().name());
        return problem;
    }
}
