package io.sluice.app.user;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Input;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.KnownDevices;
import io.sluice.app.security.Passwords;
import io.sluice.app.security.Projects;
import io.sluice.app.security.Role;
import io.sluice.app.security.Sessions;
import io.sluice.db.authored.Account;
import io.sluice.db.authored.Accounts;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// People and their roles. Somebody stays administrator, whatever is asked.
@Component
class Users {
    private final Accounts accounts;
    private final Passwords passwords;
    private final Sessions sessions;
    private final KnownDevices devices;
    private final Authorization authorization;
    private final Audits audits;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    Users(
            Accounts accounts,
            Passwords passwords,
            Sessions sessions,
            KnownDevices devices,
            Authorization authorization,
            Audits audits,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.devices = devices;
        this.authorization = authorization;
        this.audits = audits;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    List<Account> list(Caller caller) {
        authorization.require(caller, Action.MANAGE_USERS);
        return accounts.list(caller.project());
    }

    void create(Caller caller, String name, String password, Set<Role> roles) {
        authorization.require(caller, Action.MANAGE_USERS);
        requireHeldHere(caller, roles);
        var account =
                new Account(
                        UserNames.check(name, "/name"),
                        passwords.hash(password, name, "/password"),
                        false,
                        keys(roles),
                        clock.instant());
        transaction.executeWithoutResult(_ -> {
            accounts.create(caller.project(), account);
            audits.write(caller, "user.create", name, Map.of("roles", Role.keys(roles)));
        });
    }

    /// Changes what is given and leaves the rest.
    void change(
            Caller caller,
            String name,
            Optional<Set<Role>> roles,
            Optional<Boolean> disabled,
            Optional<String> password) {
        authorization.require(caller, Action.MANAGE_USERS);
        roles.ifPresent(given -> requireHeldHere(caller, given));
        var hash = password.map(text -> passwords.hash(text, name, "/password"));
        transaction.executeWithoutResult(_ -> {
            boolean wasAdmin =
                    accounts.find(Projects.DEFAULT, name).filter(Users::administers).isPresent();
            if (hash.isPresent()) {
                requirePassword(caller.project(), name);
            }
            accounts.update(
                    caller.project(),
                    name,
                    roles.map(Users::keys),
                    disabled,
                    hash,
                    clock.instant());
            if (wasAdmin) {
                requireAdmin();
            }
            if (password.isPresent() || disabled.orElse(false)) {
                sessions.endAll(name);
                devices.forget(name);
            }
            audits.write(caller, "user.change", name, details(roles, disabled, password));
        });
    }

    /// Ends all sessions of a user.
    ///
    /// @return how many there were
    int endSessions(Caller caller, String name) {
        authorization.require(caller, Action.MANAGE_USERS);
        return transaction.execute(_ -> {
            var _ =
                    accounts.find(caller.project(), name)
                            .orElseThrow(() -> ApiProblem.notFound("user", name));
            int ended = sessions.endAll(name);
            audits.write(caller, "session.revoke", name, Map.of("all", ended));
            return ended;
        });
    }

    private static Map<String, @Nullable Object> details(
            Optional<Set<Role>> roles, Optional<Boolean> disabled, Optional<String> password) {
        var details = new LinkedHashMap<String, @Nullable Object>();
        roles.ifPresent(given -> details.put("roles", Role.keys(given)));
        disabled.ifPresent(given -> details.put("disabled", given));
        password.ifPresent(_ -> details.put("password", "changed"));
        return details;
    }

    private void requireAdmin() {
        boolean left = accounts.list(Projects.DEFAULT).stream().anyMatch(Users::administers);
        if (!left) {
            throw new ApiProblem(
                    ErrorCode.LAST_ADMIN,
                    "Expected an administrator to remain, this was the last; make another first.");
        }
    }

    /// Who comes by an identity provider gets no second way in.
    private void requirePassword(String project, String name) {
        if (accounts.find(project, name).filter(one -> one.passwordHash().isEmpty()).isPresent()) {
            throw new ApiProblem(
                    ErrorCode.CONFLICT,
                    "Expected an account with a password, found one that signs in elsewhere.");
        }
    }

    private static boolean administers(Account account) {
        return !account.disabled() && account.roles().contains(Role.ADMIN.key());
    }

    /// An administrator is one of the installation.
    private static void requireHeldHere(Caller caller, Set<Role> roles) {
        if (roles.contains(Role.ADMIN) && !caller.project().equals(Projects.DEFAULT)) {
            throw Input.refuse(
                    "/roles",
                    "Expected roles of this project, found 'admin', which is held for the whole"
                            + " installation: grant it in the default project.");
        }
    }

    private static Set<String> keys(Set<Role> roles) {
        return roles.stream().map(Role::key).collect(Collectors.toSet());
    }
}
