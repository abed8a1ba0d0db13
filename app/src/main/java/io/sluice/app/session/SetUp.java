package io.sluice.app.session;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.LoginThrottle;
import io.sluice.app.security.Passwords;
import io.sluice.app.security.Projects;
import io.sluice.app.security.Role;
import io.sluice.app.security.SetUpTokens;
import io.sluice.app.user.UserNames;
import io.sluice.db.authored.Account;
import io.sluice.db.authored.Accounts;
import io.sluice.engine.run.Actor;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The one-time set-up of the first account.
@Component
class SetUp {
    private final Accounts accounts;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final SetUpTokens tokens;
    private final Authorization authorization;
    private final Audits audits;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    SetUp(
            Accounts accounts,
            Passwords passwords,
            LoginThrottle throttle,
            SetUpTokens tokens,
            Authorization authorization,
            Audits audits,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
        this.tokens = tokens;
        this.authorization = authorization;
        this.audits = audits;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    boolean done() {
        return accounts.any();
    }

    /// Makes the first account, with all roles. Of several at once, with whatever tokens, only one
    /// is made.
    void make(String token, String userName, String password, String remote) {
        var counted = throttle.count("set-up", remote, Optional.empty());
        if (done() || !tokens.isLive(token)) {
            throw badToken();
        }
        throttle.succeeded(counted);
        var name = UserNames.check(userName, "/userName");
        var roles = EnumSet.allOf(Role.class).stream().map(Role::key).collect(Collectors.toSet());
        var hash = passwords.hash(password, name, "/password");
        var account = new Account(name, hash, false, roles, clock.instant());
        transaction.executeWithoutResult(_ -> create(token, account, remote));
        tokens.forgetFile();
    }

    private void create(String token, Account account, String remote) {
        if (!accounts.createFirst(Projects.DEFAULT, account) || !tokens.use(token)) {
            throw badToken();
        }
        tokens.end();
        audits.write(
                Projects.DEFAULT,
                new Actor("user", account.name()),
                "session.set-up",
                account.name(),
                Map.of("remote", remote));
    }

    private static ApiProblem badToken() {
        return new ApiProblem(
                ErrorCode.BAD_SETUP_TOKEN,
                "Expected the set-up token that the server printed, found another, or one that is"
                        + " used up or older than a day; './sluice setup-token' makes a new one.");
    }

    /// Makes another token, as long as there is no account.
    SetUpTokens.Made renew(Caller caller) {
        authorization.require(caller, Action.MANAGE_USERS);
        if (done()) {
            throw new ApiProblem(
                    ErrorCode.CONFLICT,
                    "Expected no account yet, found one: the set-up is done. An administrator makes"
                            + " further accounts.");
        }
        var made = tokens.renew();
        audits.write(caller, "session.set-up-token", "setup-token", Map.of());
        return made;
    }
}
