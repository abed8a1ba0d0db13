package io.sluice.app.security;

import io.sluice.db.authored.ObjectGrants;
import io.sluice.db.authored.ObjectGrants.Grant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What somebody may do with single things of a project, beside the roles for all of it.
///
/// @param workflows the roles by id of the workflow
/// @param uses the connections that may be used
/// @param manages those that may be changed as well
public record Grants(Map<String, Set<Role>> workflows, Set<String> uses, Set<String> manages) {
    public static final Grants NONE = new Grants(Map.of(), Set.of(), Set.of());

    /// What can be granted on one workflow.
    public static final Set<Role> ON_WORKFLOW =
            Set.of(Role.VIEWER, Role.OPERATOR, Role.EDITOR, Role.APPROVER);

    /// What can be granted on one connection.
    public static final String USE = "use";

    public static final String MANAGE = Role.CONNECTION_MANAGER.key();

    public Grants {
        workflows = Map.copyOf(workflows);
        uses = Set.copyOf(uses);
        manages = Set.copyOf(manages);
    }

    /// Grants as they are stored: what cannot be granted on such a thing grants nothing.
    static Grants stored(Collection<Grant> grants) {
        if (grants.isEmpty()) {
            return NONE;
        }
        var workflows = new HashMap<String, Set<Role>>();
        var uses = new HashSet<String>();
        var manages = new HashSet<String>();
        for (var grant : grants) {
            if (grant.kind() == ObjectGrants.Kind.WORKFLOW) {
                Role.find(grant.role())
                        .filter(ON_WORKFLOW::contains)
                        .ifPresent(role ->
                                workflows
                                        .computeIfAbsent(
                                                grant.object(), _ -> EnumSet.noneOf(Role.class))
                                        .add(role));
            } else if (grant.role().equals(USE)) {
                uses.add(grant.object());
            } else if (grant.role().equals(MANAGE)) {
                uses.add(grant.object());
                manages.add(grant.object());
            }
        }
        return new Grants(workflows, uses, manages);
    }

    public boolean none() {
        return workflows.isEmpty() && uses.isEmpty();
    }

    /// The roles on one thing.
    Set<Role> on(Thing thing) {
        return switch (thing.kind()) {
            case WORKFLOW -> workflows.getOrDefault(thing.id(), Set.of());
            case CONNECTION ->
                    manages.contains(thing.id()) ? Set.of(Role.CONNECTION_MANAGER) : Set.of();
        };
    }

    /// Whether the thing is seen by a grant on it.
    boolean sees(Thing thing) {
        return switch (thing.kind()) {
            case WORKFLOW -> workflows.containsKey(thing.id());
            case CONNECTION -> uses.contains(thing.id());
        };
    }
}
