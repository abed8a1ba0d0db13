package io.sluice.app.security;

import io.sluice.engine.run.Actor;
import java.util.Set;

/// Who is calling, for one request.
///
/// @param actor as it stands in journals and the audit log: a user or a token
/// @param person the user behind it; a token acts for whoever made it
/// @param project the project it belongs to
/// @param remote address of the client
public record Caller(Actor actor, String person, String project, Set<Role> roles, String remote) {
    public Caller {
        roles = Set.copyOf(roles);
    }

    public static Caller user(String name, String project, Set<Role> roles, String remote) {
        return new Caller(new Actor("user", name), name, project, roles, remote);
    }

    /// @param owner who made the token
    public static Caller token(
            String name, String owner, String project, Set<Role> roles, String remote) {
        return new Caller(new Actor("token", name), owner, project, roles, remote);
    }
}
