package io.sluice.app.group;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Input;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Projects;
import io.sluice.app.security.Role;
import io.sluice.db.authored.Accounts;
import io.sluice.db.authored.Groups;
import io.sluice.db.authored.Groups.Group;
import io.sluice.db.authored.ProjectBook;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Groups of people: they are of the whole installation, and have roles in projects. What changes
/// one is written into the log of the default project, what it may do into that of the project.
@Component
class GroupDesk {
    private final Groups groups;
    private final Accounts accounts;
    private final ProjectBook projects;
    private final Authorization authorization;
    private final Audits audits;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    GroupDesk(
            Groups groups,
            Accounts accounts,
            ProjectBook projects,
            Authorization authorization,
            Audits audits,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.groups = groups;
        this.accounts = accounts;
        this.projects = projects;
        this.authorization = authorization;
        this.audits = audits;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    List<Group> list(Caller caller) {
        authorization.require(caller, Action.MANAGE_USERS);
        return groups.list();
    }

    void create(Caller caller, String name, String description) {
        authorization.require(caller, Action.MANAGE_USERS);
        transaction.executeWithoutResult(_ -> {
            groups.create(name, description, caller.person(), clock.instant());
            write(caller, "group.create", name, Map.of("description", description));
        });
    }

    void describe(Caller caller, String name, String description) {
        authorization.require(caller, Action.MANAGE_USERS);
        transaction.executeWithoutResult(_ -> {
            groups.describe(name, description);
            write(caller, "group.change", name, Map.of("description", description));
        });
    }

    /// Its members lose what they had by it alone; each project in which that was something is told
    /// so.
    void delete(Caller caller, String name) {
        authorization.require(caller, Action.MANAGE_USERS);
        transaction.executeWithoutResult(_ -> {
            for (var project : projects.list()) {
                if (groups.inProject(project.id()).containsKey(name)) {
                    writeIn(project.id(), caller, name, Set.of());
                }
            }
            groups.delete(name);
            write(caller, "group.delete", name, Map.of());
        });
    }

    void putIn(Caller caller, String name, String user) {
        authorization.require(caller, Action.MANAGE_USERS);
        require(name);
        if (accounts.find(Projects.DEFAULT, user).isEmpty()) {
            throw ApiProblem.notFound("user", user);
        }
        transaction.executeWithoutResult(_ -> {
            if (groups.putIn(name, user, Groups.BY_HAND)) {
                write(caller, "group.put-in", name, Map.of("user", user));
            }
        });
    }

    /// @throws ApiProblem CONFLICT if an identity provider says that the user is in it
    void takeOut(Caller caller, String name, String user) {
        authorization.require(caller, Action.MANAGE_USERS);
        require(name);
        transaction.executeWithoutResult(_ -> {
            if (groups.takeOut(name, user, Groups.BY_HAND)) {
                write(caller, "group.take-out", name, Map.of("user", user));
            } else if (groups.of(user).contains(name)) {
                throw new ApiProblem(
                        ErrorCode.CONFLICT,
                        "Expected somebody who was put in by hand, found that an identity provider"
                                + " says so; take them out there.");
            } else {
                throw ApiProblem.notFound("member", user);
            }
        });
    }

    /// The groups with roles in a project, by name.
    Map<String, Set<String>> parts(Caller caller, String project) {
        authorization.require(caller, Action.MANAGE_PROJECTS);
        requireProject(project);
        return groups.inProject(project);
    }

    /// Gives a group exactly these roles in a project; none takes it out.
    void setRoles(Caller caller, String project, String name, Set<Role> roles) {
        authorization.require(caller, Action.MANAGE_PROJECTS);
        requireProject(project);
        require(name);
        if (roles.contains(Role.ADMIN)) {
            throw Input.refuse(
                    "/roles",
                    "Expected roles of a project, found 'admin', which is held for the whole"
                            + " installation and by people alone: PATCH /api/v1/users/{name}.");
        }
        transaction.executeWithoutResult(_ -> {
            groups.setRoles(
                    name, project, roles.stream().map(Role::key).collect(Collectors.toSet()));
            writeIn(project, caller, name, roles);
        });
    }

    private void require(String name) {
        if (!groups.exists(name)) {
            throw ApiProblem.notFound("group", name);
        }
    }

    private void requireProject(String id) {
        if (projects.find(id).isEmpty()) {
            throw ApiProblem.notFound("project", id);
        }
    }

    private void write(Caller caller, String action, String name, Map<String, ?> details) {
        audits.write(Projects.DEFAULT, caller.actor(), action, name, Map.copyOf(details));
    }

    private void writeIn(String project, Caller caller, String name, Set<Role> roles) {
        audits.write(
                project, caller.actor(), "group.roles", name, Map.of("roles", Role.keys(roles)));
    }
}
