package io.sluice.app.grant;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.Input;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Grants;
import io.sluice.app.security.Projects;
import io.sluice.app.security.Role;
import io.sluice.app.security.Thing;
import io.sluice.db.authored.Accounts;
import io.sluice.db.authored.ConnectionVault;
import io.sluice.db.authored.Groups;
import io.sluice.db.authored.ObjectGrants;
import io.sluice.db.authored.ObjectGrants.Held;
import io.sluice.db.authored.ObjectGrants.Holder;
import io.sluice.db.authored.ObjectGrants.Kind;
import io.sluice.db.authored.ObjectGrants.Subject;
import io.sluice.db.authored.Workflows;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Who may do what with one workflow or one connection, beside those with a role for all of the
/// project. Administrators grant it.
@Component
class GrantDesk {
    private static final Set<String> ON_WORKFLOW =
            Grants.ON_WORKFLOW.stream().map(Role::key).collect(Collectors.toSet());
    private static final Set<String> ON_CONNECTION = Set.of(Grants.USE, Grants.MANAGE);

    private final ObjectGrants grants;
    private final Workflows workflows;
    private final ConnectionVault connections;
    private final Accounts accounts;
    private final Groups groups;
    private final Authorization authorization;
    private final Audits audits;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    GrantDesk(
            ObjectGrants grants,
            Workflows workflows,
            ConnectionVault connections,
            Accounts accounts,
            Groups groups,
            Authorization authorization,
            Audits audits,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.grants = grants;
        this.workflows = workflows;
        this.connections = connections;
        this.accounts = accounts;
        this.groups = groups;
        this.authorization = authorization;
        this.audits = audits;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    List<Held> list(Caller caller, Thing thing) {
        return grants.on(require(caller, thing));
    }

    /// Gives somebody exactly these roles on it; none takes them all.
    void set(Caller caller, Thing thing, Holder holder, List<String> roles) {
        var subject = require(caller, thing);
        var known = subject.kind() == Kind.WORKFLOW ? ON_WORKFLOW : ON_CONNECTION;
        for (var role : roles) {
            if (!known.contains(role)) {
                throw Input.refuse(
                        "/roles",
                        "Expected roles out of "
                                + new TreeSet<>(known)
                                + ", found '"
                                + Input.clip(role)
                                + "'.");
            }
        }
        requireThere(holder);
        var given = new TreeSet<>(roles);
        transaction.executeWithoutResult(_ -> {
            grants.set(subject, holder, given, caller.person(), clock.instant());
            audits.write(
                    caller,
                    "grant.change",
                    thing.name(),
                    Map.of(
                            "on",
                            thing.what(),
                            holder.group() ? "group" : "user",
                            holder.name(),
                            "roles",
                            List.copyOf(given)));
        });
    }

    private Subject require(Caller caller, Thing thing) {
        authorization.require(caller, Action.MANAGE_GRANTS, thing);
        var project = caller.project();
        var kind =
                switch (thing.kind()) {
                    case WORKFLOW -> Kind.WORKFLOW;
                    case CONNECTION -> Kind.CONNECTION;
                };
        boolean there =
                switch (kind) {
                    case WORKFLOW -> workflows.find(project, thing.id()).isPresent();
                    case CONNECTION -> connections.find(project, thing.id()).isPresent();
                };
        if (!there) {
            throw ApiProblem.notFound(thing.what(), thing.name());
        }
        return new Subject(project, kind, thing.id());
    }

    private void requireThere(Holder holder) {
        boolean there =
                holder.group()
                        ? groups.exists(holder.name())
                        : accounts.find(Projects.DEFAULT, holder.name()).isPresent();
        if (!there) {
            throw ApiProblem.notFound(holder.group() ? "group" : "user", holder.name());
        }
    }
}
