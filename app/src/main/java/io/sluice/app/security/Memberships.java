package io.sluice.app.security;

import io.sluice.db.authored.Accounts;
import io.sluice.db.authored.Project;
import io.sluice.db.authored.ProjectBook;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Who has which part in which project. A person's roles are held per project; an administrator is
/// one of the installation, and so of every project. A token has a part in its own project alone.
@Component
public class Memberships {
    private final Accounts accounts;
    private final ProjectBook projects;

    Memberships(Accounts accounts, ProjectBook projects) {
        this.accounts = accounts;
        this.projects = projects;
    }

    /// A project, and the caller's roles in it.
    public record Membership(Project project, Set<Role> roles) {}

    /// The projects that the caller has a part in, by id.
    public List<Membership> of(Caller caller) {
        return projects.list().stream()
                .map(project -> new Membership(project, roles(caller, project.id())))
                .filter(one -> !one.roles().isEmpty())
                .toList();
    }

    /// The same caller in another project; empty if there is no such project, or the caller has no
    /// part in it.
    public Optional<Caller> in(Caller caller, String project) {
        if (caller.project().equals(project)) {
            return Optional.of(caller);
        }
        return projects.find(project)
                .map(found -> roles(caller, found.id()))
                .filter(roles -> !roles.isEmpty())
                .map(roles -> moved(caller, project, roles));
    }

    /// Where somebody is who chooses no project: the default one, or else the first one with a part
    /// for them.
    public Caller home(Caller caller) {
        if (!caller.roles().isEmpty()) {
            return caller;
        }
        return of(caller).stream()
                .findFirst()
                .map(one -> moved(caller, one.project().id(), one.roles()))
                .orElse(caller);
    }

    private static Caller moved(Caller caller, String project, Set<Role> roles) {
        return new Caller(caller.actor(), caller.person(), project, roles, caller.remote());
    }

    private Set<Role> roles(Caller caller, String project) {
        if (caller.project().equals(project)) {
            return caller.roles();
        }
        if (caller.ofThisMachine()) {
            return EnumSet.allOf(Role.class);
        }
        return caller.actor().kind().equals("user")
                ? person(caller.person(), project)
                : EnumSet.noneOf(Role.class);
    }

    private Set<Role> person(String name, String project) {
        var roles = stored(name, project);
        if (stored(name, Projects.DEFAULT).contains(Role.ADMIN)) {
            roles.add(Role.ADMIN);
        }
        return roles;
    }

    private Set<Role> stored(String name, String project) {
        var roles = EnumSet.noneOf(Role.class);
        accounts.find(project, name)
                .filter(account -> !account.disabled())
                .ifPresent(account -> roles.addAll(Role.stored(account.roles())));
        if (!project.equals(Projects.DEFAULT)) {
            roles.remove(Role.ADMIN);
        }
        return roles;
    }
}
