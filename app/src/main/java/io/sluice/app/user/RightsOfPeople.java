package io.sluice.app.user;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Projects;
import io.sluice.app.security.Role;
import io.sluice.db.authored.Accounts;
import io.sluice.db.authored.PersonRights;
import io.sluice.db.authored.PersonRights.Membership;
import io.sluice.db.authored.PersonRights.Right;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// What one person has been given, for those who answer for it: administrators see all of it, an
/// auditor what is given in the auditor's project, and of people without a part there nothing.
@Component
class RightsOfPeople {
    private final PersonRights rights;
    private final Accounts accounts;
    private final Authorization authorization;

    RightsOfPeople(PersonRights rights, Accounts accounts, Authorization authorization) {
        this.rights = rights;
        this.accounts = accounts;
        this.authorization = authorization;
    }

    record Rights(boolean disabled, List<Membership> groups, List<Right> rights) {}

    Rights of(Caller caller, String name) {
        authorization.require(caller, Action.READ_AUDIT);
        boolean administers = caller.roles().contains(Role.ADMIN);
        var all =
                accounts.find(Projects.DEFAULT, name)
                        .map(account ->
                                new Rights(
                                        account.disabled(), rights.groups(name), rights.of(name)));
        if (administers) {
            return all.orElseThrow(() -> absent(name));
        }
        return within(caller, name, all.orElse(new Rights(false, List.of(), List.of())));
    }

    private Rights within(Caller caller, String name, Rights all) {
        var here =
                all.rights().stream()
                        .filter(right -> right.project().equals(caller.project()))
                        .toList();
        if (here.isEmpty()) {
            throw authorization.denied(caller, Action.READ_AUDIT, name, absent(name));
        }
        var groups = here.stream().map(Right::group).collect(Collectors.toSet());
        return new Rights(
                all.disabled(),
                all.groups().stream().filter(one -> groups.contains(one.group())).toList(),
                here);
    }

    private static ApiProblem absent(String name) {
        return ApiProblem.notFound("user", name);
    }
}
