package io.sluice.app.session;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Input;
import io.sluice.app.security.Caller;
import io.sluice.app.security.KnownDevices;
import io.sluice.app.security.LoginThrottle;
import io.sluice.app.security.Passwords;
import io.sluice.app.security.Projects;
import io.sluice.app.security.Sessions;
import io.sluice.db.authored.Account;
import io.sluice.db.authored.Accounts;
import io.sluice.engine.run.Actor;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Signing in with a password, and out. Whoever is refused hears the same, after the same work,
/// whatever the reason.
@Component
public class SignIn {
    private final Accounts accounts;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final KnownDevices devices;
    private final Sessions sessions;
    private final Audits audits;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    SignIn(
            Accounts accounts,
            Passwords passwords,
            LoginThrottle throttle,
            KnownDevices devices,
            Sessions sessions,
            Audits audits,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
        this.devices = devices;
        this.sessions = sessions;
        this.audits = audits;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    /// The browser that somebody signs in with.
    ///
    /// @param device its cookie from an earlier time
    /// @param session its session of before, which ends
    public record Browser(
            String remote, String agent, Optional<String> device, Optional<String> session) {}

    /// @param session cookie value of the new session
    /// @param device cookie value of a device that was not known before
    public record Begun(String session, Optional<String> device) {}

    /// @throws ApiProblem BAD_SIGN_IN, TOO_MANY_ATTEMPTS
    Begun withPassword(String userName, String password, Browser browser) {
        var device = browser.device().filter(cookie -> devices.knows(cookie, userName));
        var counted = throttle.count(userName, browser.remote(), device);
        var account = accounts.find(Projects.DEFAULT, userName);
        var hash = account.map(Account::passwordHash).orElse("");
        boolean fits = passwords.fits(password, hash);
        if (account.isEmpty() || !fits || account.get().disabled()) {
            refused(userName, browser);
            throw new ApiProblem(
                    ErrorCode.BAD_SIGN_IN, "Expected a user name and its password, found others.");
        }
        throttle.succeeded(counted);
        if (passwords.outdated(hash)) {
            strengthen(account.get(), passwords.again(password));
        }
        return begin(userName, Sessions.PASSWORD, browser);
    }

    private void refused(String userName, Browser browser) {
        audits.write(
                Projects.DEFAULT,
                new Actor("user", "unknown"),
                "session.refused",
                Input.clip(userName),
                Map.of("remote", browser.remote()));
    }

    private void strengthen(Account account, String hash) {
        accounts.update(
                Projects.DEFAULT,
                account.name(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(hash),
                clock.instant());
    }

    /// Begins a session for somebody who has been recognised.
    ///
    /// @param way how
    public Begun begin(String user, String way, Browser browser) {
        return transaction.execute(_ -> {
            browser.session().ifPresent(sessions::end);
            var session = sessions.begin(user, way, browser.remote(), browser.agent());
            boolean known = browser.device().filter(one -> devices.knows(one, user)).isPresent();
            audits.write(
                    Projects.DEFAULT,
                    new Actor("user", user),
                    "session.begin",
                    user,
                    Map.of("remote", browser.remote(), "way", way));
            return new Begun(
                    session, known ? Optional.empty() : Optional.of(devices.remember(user)));
        });
    }

    void signOut(Caller caller, String cookie) {
        transaction.executeWithoutResult(_ -> {
            sessions.end(cookie);
            audits.write(caller, "session.end", caller.person(), Map.of());
        });
    }
}
