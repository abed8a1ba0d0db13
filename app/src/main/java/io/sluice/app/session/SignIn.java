package io.sluice.app.session;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Input;
import io.sluice.app.security.Caller;
import io.sluice.app.security.LoginThrottle;
import io.sluice.app.security.Passwords;
import io.sluice.app.security.Projects;
import io.sluice.app.security.Role;
import io.sluice.app.security.Sessions;
import io.sluice.app.security.SetUpTokens;
import io.sluice.app.user.UserNames;
import io.sluice.db.authored.Account;
import io.sluice.db.authored.Accounts;
import io.sluice.engine.run.Actor;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Signing in and out, and the one-time set-up of the first account.
@Component
class SignIn {
    private final Accounts accounts;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final Sessions sessions;
    private final SetUpTokens setUpTokens;
    private final Audits audits;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    SignIn(
            Accounts accounts,
            Passwords passwords,
            LoginThrottle throttle,
            Sessions sessions,
            SetUpTokens setUpTokens,
            Audits audits,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
        this.sessions = sessions;
        this.setUpTokens = setUpTokens;
        this.audits = audits;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    boolean setUp() {
        return accounts.any();
    }

    /// Makes the first account, with all roles. Of several at once only one is made.
    void setUp(String token, String userName, String password, String remote) {
        refuseHasty("set-up", remote);
        if (!setUpTokens.isLive(token)) {
            throttle.failed("set-up", remote);
            throw badToken();
        }
        var name = UserNames.check(userName, "/userName");
        var roles = EnumSet.allOf(Role.class).stream().map(Role::key).collect(Collectors.toSet());
        var account =
                new Account(
                        name, passwords.hash(password, "/password"), false, roles, clock.instant());
        transaction.executeWithoutResult(_ -> create(account, remote));
        setUpTokens.forgetFile();
    }

    private void create(Account account, String remote) {
        if (!accounts.createFirst(Projects.DEFAULT, account)) {
            throw badToken();
        }
        setUpTokens.end();
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
                "Expected the set-up token that the server printed when it first started, found"
                        + " another or one that is used up.");
    }

    /// @return the cookie value of a new session
    String signIn(String userName, String password, String remote) {
        refuseHasty(userName, remote);
        var account = accounts.find(Projects.DEFAULT, userName);
        if (account.isEmpty()) {
            passwords.waste(password);
        }
        if (account.filter(one -> passwords.fits(password, one.passwordHash())).isEmpty()
                || account.get().disabled()) {
            throttle.failed(userName, remote);
            audits.write(
                    Projects.DEFAULT,
                    new Actor("user", "unknown"),
                    "session.refused",
                    Input.clip(userName),
                    Map.of("remote", remote));
            throw new ApiProblem(
                    ErrorCode.BAD_SIGN_IN, "Expected a user name and its password, found others.");
        }
        throttle.succeeded(userName);
        var cookie = sessions.begin(userName);
        audits.write(
                Projects.DEFAULT,
                new Actor("user", userName),
                "session.begin",
                userName,
                Map.of("remote", remote));
        return cookie;
    }

    private void refuseHasty(String name, String remote) {
        throttle.wait(name, remote)
                .ifPresent(wait -> {
                    throw new ApiProblem(
                            ErrorCode.TOO_MANY_ATTEMPTS,
                            "Expected fewer failed attempts; wait "
                                    + (wait.toSeconds() + 1)
                                    + " seconds.");
                });
    }

    void signOut(Caller caller, String cookie) {
        sessions.end(cookie);
        audits.write(caller, "session.end", caller.person(), Map.of());
    }
}
