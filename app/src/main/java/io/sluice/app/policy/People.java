package io.sluice.app.policy;

import io.sluice.app.security.Accounts;
import io.sluice.app.security.Action;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Memberships;
import io.sluice.app.security.Role;
import io.sluice.app.settings.InstallationSettings;
import io.sluice.db.authored.ApiTokens;
import io.sluice.engine.run.Actor;
import io.sluice.policy.lifecycle.By;
import io.sluice.policy.lifecycle.Right;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Who may do what with policies, from the roles they have.
@Component
public class People {
    private final Accounts accounts;
    private final Memberships memberships;
    private final ApiTokens tokens;
    private final InstallationSettings settings;

    People(
            Accounts accounts,
            Memberships memberships,
            ApiTokens tokens,
            InstallationSettings settings) {
        this.accounts = accounts;
        this.memberships = memberships;
        this.tokens = tokens;
        this.settings = settings;
    }

    public By of(Caller caller) {
        return new By(
                caller.actor().kind(), caller.person(), rights(caller.project(), caller.roles()));
    }

    /// Somebody who is not calling now, with the rights of now.
    By of(String project, Actor actor) {
        return switch (actor.kind()) {
            case "user" ->
                    member(project, actor.name())
                            .map(this::of)
                            .orElseGet(() -> new By("user", actor.name(), Set.of()));
            case "token" -> token(project, actor);
            default -> new By(actor.kind(), actor.name(), Set.of());
        };
    }

    private Optional<Caller> member(String project, String user) {
        return accounts.byName(user, "").flatMap(caller -> memberships.in(caller, project));
    }

    private By token(String project, Actor actor) {
        return tokens.list(project).stream()
                .filter(token -> token.name().equals(actor.name()))
                .findFirst()
                .map(token -> {
                    var owner = member(project, token.createdBy());
                    var roles = EnumSet.noneOf(Role.class);
                    owner.ifPresent(caller -> roles.addAll(caller.roles()));
                    roles.retainAll(Role.stored(token.roles()));
                    return new By("token", token.createdBy(), rights(project, roles));
                })
                .orElseGet(() -> new By("token", actor.name(), Set.of()));
    }

    private Set<Right> rights(String project, Set<Role> roles) {
        var rights = EnumSet.noneOf(Right.class);
        if (Action.OPERATE_POLICY.allowedTo(roles)) {
            rights.add(Right.OPERATE);
        }
        if (Action.PROMOTE_POLICY.allowedTo(roles)) {
            rights.add(Right.APPROVE);
            if (settings.soloApproval(project)) {
                rights.add(Right.APPROVE_OWN);
            }
        }
        if (Action.BREAK_GLASS.allowedTo(roles)) {
            rights.add(Right.BREAK_GLASS);
        }
        return rights;
    }
}
