package io.sluice.app.security;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import org.springframework.stereotype.Component;

/// The one point at which is decided who may do what: every use case calls it first, with the
/// project of the thing it is about.
@Component
public class Authorization {

    /// @throws ApiProblem FORBIDDEN if the caller's roles do not allow it; NOT_FOUND if the thing
    ///   belongs to a project that the caller has no part in, as if it did not exist
    public void require(Caller caller, Action action, String project) {
        if (!caller.project().equals(project)) {
            throw new ApiProblem(
                    ErrorCode.NOT_FOUND, "Expected something in your project, found none.");
        }
        if (!action.allowedTo(caller.roles())) {
            throw new ApiProblem(
                    ErrorCode.FORBIDDEN,
                    "Expected one of the roles "
                            + Role.keys(action.roles())
                            + ", found "
                            + Role.keys(caller.roles())
                            + "; ask an administrator.");
        }
    }

    /// [#require(Caller, Action, String)] for the caller's own project.
    public void require(Caller caller, Action action) {
        require(caller, action, caller.project());
    }
}
