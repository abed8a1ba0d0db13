package io.sluice.app.security;

import io.sluice.app.problem.Input;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a person or program is there for. Roles add up; none contains another, but everybody who
/// has one may look.
public enum Role {
    VIEWER,
    /// Starts, cancels and mends runs.
    OPERATOR,
    /// Draws and publishes workflows.
    EDITOR,
    /// Decides approvals.
    APPROVER,
    /// Breaks the glass: has a policy enforced at once, with a reason and an end.
    RESPONDER,
    /// Makes and changes connections.
    CONNECTION_MANAGER,
    /// Reads the audit log.
    AUDITOR,
    /// People, projects, tokens, connections, settings, the audit log: of the whole installation.
    ADMIN;

    /// The name in the API: `viewer`, `connection-manager`.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Role> find(String key) {
        return Arrays.stream(values()).filter(role -> role.key().equals(key)).findFirst();
    }

    /// Roles of a request.
    public static Set<Role> parse(Collection<String> keys, String path) {
        var roles = EnumSet.noneOf(Role.class);
        for (var key : keys) {
            roles.add(
                    find(key)
                            .orElseThrow(() ->
                                    Input.refuse(
                                            path,
                                            "Expected roles out of "
                                                    + keys(EnumSet.allOf(Role.class))
                                                    + ", found '"
                                                    + key
                                                    + "'.")));
        }
        return roles;
    }

    /// Roles as they are stored: unknown ones are ignored, so that they grant nothing.
    public static Set<Role> stored(Collection<String> keys) {
        var roles = EnumSet.noneOf(Role.class);
        keys.forEach(key -> find(key).ifPresent(roles::add));
        return roles;
    }

    public static List<String> keys(Set<Role> roles) {
        return roles.stream().sorted().map(Role::key).toList();
    }
}
