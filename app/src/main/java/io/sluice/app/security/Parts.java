package io.sluice.app.security;

import io.sluice.db.authored.Account;
import io.sluice.db.authored.Accounts;
import io.sluice.db.authored.Groups;
import io.sluice.db.authored.ObjectGrants;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// The part somebody has in a project: the roles for all of it, and what is granted on single
/// things, each the own ones and those of groups. Read anew each time, so that taking one away
/// works at once.
@Component
class Parts {
    private final Accounts accounts;
    private final Groups groups;
    private final ObjectGrants grants;

    Parts(Accounts accounts, Groups groups, ObjectGrants grants) {
        this.accounts = accounts;
        this.groups = groups;
        this.grants = grants;
    }

    record Part(Set<Role> roles, Grants grants) {
        static final Part NONE = new Part(EnumSet.noneOf(Role.class), Grants.NONE);

        boolean none() {
            return roles.isEmpty() && grants.none();
        }
    }

    /// @return empty if there is nobody of this name, or the account is disabled
    Optional<Part> find(String project, String user) {
        return accounts.find(project, user)
                .filter(account -> !account.disabled())
                .map(account ->
                        new Part(
                                roles(project, account),
                                Grants.stored(grants.of(project, account.name()))));
    }

    /// An administrator is one of the installation, by name and not by a group.
    private Set<Role> roles(String project, Account account) {
        var roles = EnumSet.noneOf(Role.class);
        roles.addAll(Role.stored(groups.rolesOf(project, account.name())));
        roles.remove(Role.ADMIN);
        roles.addAll(Role.stored(account.roles()));
        if (!project.equals(Projects.DEFAULT)) {
            roles.remove(Role.ADMIN);
        }
        return roles;
    }
}
