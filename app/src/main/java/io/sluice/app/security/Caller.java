package io.sluice.app.security;

import io.sluice.engine.run.Actor;
import java.util.EnumSet;
import java.util.Set;

/// Who is calling, for one request.
///
/// @param actor as it stands in journals and the audit log: a user or a token
/// @param person the user behind it; a token acts for whoever made it
/// @param project the project it belongs to
/// @param roles for all of the project
/// @param remote address of the client
/// @param grants on single things of the project
public record Caller(
        Actor actor, String person, String project, Set<Role> roles, String remote, Grants grants) {
    private static final String OF = " of ";

    public Caller {
        roles = Set.copyOf(roles);
    }

    /// With roles for all of the project alone.
    public Caller(Actor actor, String person, String project, Set<Role> roles, String remote) {
        this(actor, person, project, roles, remote, Grants.NONE);
    }

    public static Caller user(String name, String project, Set<Role> roles, String remote) {
        return new Caller(new Actor("user", name), name, project, roles, remote);
    }

    /// The actor names the owner too, so that what a token did is known to be its maker's when the
    /// token is gone.
    ///
    /// @param owner who made the token
    public static Caller token(
            String name, String owner, String project, Set<Role> roles, String remote) {
        var actor = new Actor("token", name + OF + owner);
        return new Caller(actor, owner, project, roles, remote);
    }

    /// The command line of this machine, whose user could read the database as well.
    static Caller thisMachine(String project, Set<Role> roles, String remote) {
        return new Caller(
                new Actor("token", LocalToken.NAME), LocalToken.NAME, project, roles, remote);
    }

    Caller with(Grants given) {
        return new Caller(actor, person, project, roles, remote, given);
    }

    /// The roles on one thing: those for all of the project, and those for it alone.
    public Set<Role> rolesOn(Thing thing) {
        var held = EnumSet.noneOf(Role.class);
        held.addAll(roles);
        held.addAll(grants.on(thing));
        return held;
    }

    public boolean ofThisMachine() {
        return actor.equals(new Actor("token", LocalToken.NAME));
    }

    /// Whether what an actor did is this person's doing, by hand or by a token.
    public boolean answersFor(Actor other) {
        return other.equals(actor)
                || other.name().equals(person)
                || (other.kind().equals("token") && other.name().endsWith(OF + person));
    }
}
