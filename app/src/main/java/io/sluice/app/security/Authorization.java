package io.sluice.app.security;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// The one point at which is decided who may do what: every use case calls it first, with the
/// project of the thing it is about, and with the thing where a role may be granted on it alone.
/// What is denied here is written down.
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
            throw denied(caller, action, "", forbidden(action, caller.roles()));
        }
    }

    /// [#require(Caller, Action, String)] for the caller's own project.
    public void require(Caller caller, Action action) {
        require(caller, action, caller.project());
    }

    /// For what belongs to one thing: the role may be one for all of the project, or one that is
    /// granted on it alone. It need not exist: this is asked first.
    ///
    /// @throws ApiProblem FORBIDDEN if the caller's roles do not allow it; NOT_FOUND if the caller
    ///   has a part in other things alone, as if this one did not exist
    public void require(Caller caller, Action action, Thing thing) {
        if (allows(caller, action, thing)) {
            return;
        }
        boolean blind =
                caller.roles().isEmpty() && !caller.grants().none() && !caller.grants().sees(thing);
        throw denied(
                caller,
                action,
                thing.name(),
                blind ? thing.absent() : forbidden(action, caller.rolesOn(thing)));
    }

    public boolean allows(Caller caller, Action action, Thing thing) {
        return action.allowedTo(caller.rolesOn(thing));
    }

    /// For what belongs to no single thing and is needed to work at any: whoever has a part in the
    /// project may, be it in one thing of it.
    public void enter(Caller caller) {
        if (caller.grants().none()) {
            require(caller, Action.ENTER);
        }
    }

    /// What the caller sees in lists.
    ///
    /// @throws ApiProblem FORBIDDEN for who has no part in the project
    public Sight sight(Caller caller) {
        enter(caller);
        return Action.LOOK.allowedTo(caller.roles())
                ? Sight.ALL
                : new Sight(Optional.of(caller.grants().workflows().keySet()));
    }

    /// For what is done to several things at once, each of which is asked about by itself: the
    /// caller may do it to some thing.
    ///
    /// @throws ApiProblem FORBIDDEN
    public void requireSomewhere(Caller caller, Action action) {
        if (caller.grants().workflows().values().stream().noneMatch(action::allowedTo)) {
            require(caller, action);
        }
    }

    /// Whether the caller may have a connection used: who sees it by a role for all of the project
    /// may, unless it is restricted; a grant on it, or managing connections, does in any case.
    public boolean mayUse(Caller caller, String connection, boolean restricted) {
        return caller.grants().uses().contains(connection)
                || Action.USE_CONNECTION.allowedTo(caller.roles())
                || (!restricted && !caller.roles().isEmpty());
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

    private static ApiProblem forbidden(Action action, Set<Role> held) {
        return new ApiProblem(
                ErrorCode.FORBIDDEN,
                "Expected one of the roles "
                        + Role.keys(action.roles())
                        + ", found "
                        + Role.keys(held)
                        + "; ask an administrator.");
    }

    /// Writes down that a known caller is denied something for another reason than its roles.
    ///
    /// @return the problem, to be thrown
    public ApiProblem denied(Caller caller, Action action, String subject, ApiProblem problem) {
        denials.denied(caller, action, subject, problem.code().name());
        return problem;
    }
}
