package io.sluice.app.approval;

import io.sluice.app.security.Accounts;
import io.sluice.app.security.Action;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Memberships;
import io.sluice.app.security.Role;
import io.sluice.db.authored.Groups;
import io.sluice.db.query.ApprovalItem;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Whom an approval asks: by name, by a group they are in, or by a role they have on its workflow
/// now.
@Component
class Addressees {
    private final Accounts accounts;
    private final Memberships memberships;
    private final Groups groups;

    Addressees(Accounts accounts, Memberships memberships, Groups groups) {
        this.accounts = accounts;
        this.memberships = memberships;
        this.groups = groups;
    }

    /// Whether an approval asks this person, at once or by now.
    boolean asked(Caller person, ApprovalItem approval) {
        return approval.approvers().isEmpty()
                || named(person, approval, approval.approvers())
                || named(person, approval, approval.urged().escalatedTo());
    }

    private boolean named(Caller person, ApprovalItem approval, List<String> names) {
        return names.contains(person.person())
                || person.rolesOn(ApprovalDesk.thing(approval)).stream()
                        .map(Role::key)
                        .anyMatch(names::contains)
                || (!names.isEmpty()
                        && groups.of(person.person()).stream().anyMatch(names::contains));
    }

    /// Somebody who is not calling now, with the rights of now; empty unless they may decide this
    /// approval.
    Optional<Caller> approver(String name, ApprovalItem approval) {
        return person(name, approval.project())
                .filter(person ->
                        Action.DECIDE_APPROVAL.allowedTo(
                                person.rolesOn(ApprovalDesk.thing(approval))));
    }

    /// Likewise; empty unless they may decide some approval of the project.
    Optional<Caller> approver(String name, String project) {
        return person(name, project)
                .filter(person ->
                        Action.DECIDE_APPROVAL.allowedTo(person.roles())
                                || person.grants().workflows().values().stream()
                                        .anyMatch(Action.DECIDE_APPROVAL::allowedTo));
    }

    private Optional<Caller> person(String name, String project) {
        return accounts.byName(name, "").flatMap(person -> memberships.in(person, project));
    }
}
