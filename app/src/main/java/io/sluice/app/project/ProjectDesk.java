package io.sluice.app.project;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.Input;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Memberships;
import io.sluice.app.security.Memberships.Membership;
import io.sluice.app.security.Projects;
import io.sluice.app.security.Role;
import io.sluice.db.authored.Account;
import io.sluice.db.authored.Accounts;
import io.sluice.db.authored.Project;
import io.sluice.db.authored.ProjectBook;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Workspaces, and who has which part in them. What changes one is written down in its own log.
@Component
class ProjectDesk {
    private final ProjectBook projects;
    private final Accounts accounts;
    private final Memberships memberships;
    private final Authorization authorization;
    private final Audits audits;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    ProjectDesk(
            ProjectBook projects,
            Accounts accounts,
            Memberships memberships,
            Authorization authorization,
            Audits audits,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.projects = projects;
        this.accounts = accounts;
        this.memberships = memberships;
        this.authorization = authorization;
        this.audits = audits;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    /// Those the caller has a part in, which whoever is known may ask for.
    List<Membership> list(Caller caller) {
        return memberships.of(caller);
    }

    Project create(Caller caller, String id, String name) {
        authorization.require(caller, Action.MANAGE_PROJECTS);
        return transaction.execute(_ -> {
            var made = projects.create(new Project(id, name));
            write(caller, id, "project.create", id, Map.of("name", name));
            return made;
        });
    }

    Project rename(Caller caller, String id, String name) {
        authorization.require(caller, Action.MANAGE_PROJECTS);
        require(id);
        return transaction.execute(_ -> {
            var changed = projects.rename(new Project(id, name));
            write(caller, id, "project.rename", id, Map.of("name", name));
            return changed;
        });
    }

    List<Account> members(Caller caller, String id) {
        authorization.require(caller, Action.MANAGE_PROJECTS);
        require(id);
        return accounts.list(id).stream().filter(one -> !one.roles().isEmpty()).toList();
    }

    /// Gives somebody exactly these roles in a project; none takes them out of it.
    void setRoles(Caller caller, String id, String user, Set<Role> roles) {
        authorization.require(caller, Action.MANAGE_PROJECTS);
        require(id);
        if (id.equals(Projects.DEFAULT)) {
            throw Input.refuse(
                    "/id",
                    "Expected a project other than the default one, whose roles are those of the"
                            + " users themselves: PATCH /api/v1/users/{name}.");
        }
        if (roles.contains(Role.ADMIN)) {
            throw Input.refuse(
                    "/roles",
                    "Expected roles of this project, found 'admin', which is held for the whole"
                            + " installation: grant it in the default project.");
        }
        if (accounts.find(id, user).isEmpty()) {
            throw ApiProblem.notFound("user", user);
        }
        transaction.executeWithoutResult(_ -> {
            accounts.update(
                    id,
                    user,
                    Optional.of(roles.stream().map(Role::key).collect(Collectors.toSet())),
                    Optional.empty(),
                    Optional.empty(),
                    clock.instant());
            write(caller, id, "member.change", user, Map.of("roles", Role.keys(roles)));
        });
    }

    private void require(String id) {
        if (projects.find(id).isEmpty()) {
            throw ApiProblem.notFound("project", id);
        }
    }

    private void write(
            Caller caller, String project, String action, String subject, Map<String, ?> details) {
        audits.write(project, caller.actor(), action, subject, Map.copyOf(details));
    }
}
