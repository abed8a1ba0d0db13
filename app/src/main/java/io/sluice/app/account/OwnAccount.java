package io.sluice.app.account;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.security.Caller;
import io.sluice.app.security.KnownDevices;
import io.sluice.app.security.LoginThrottle;
import io.sluice.app.security.Passwords;
import io.sluice.app.security.Projects;
import io.sluice.app.security.Refusals;
import io.sluice.app.security.Sessions;
import io.sluice.db.authored.Account;
import io.sluice.db.authored.Accounts;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The own password and the own sessions, of a person in a browser: a token has neither.
@Component
class OwnAccount {
    private final Accounts accounts;
    private final Passwords passwords;
    private final Sessions sessions;
    private final KnownDevices devices;
    private final LoginThrottle throttle;
    private final Refusals refusals;
    private final Audits audits;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    OwnAccount(
            Accounts accounts,
            Passwords passwords,
            Sessions sessions,
            KnownDevices devices,
            LoginThrottle throttle,
            Refusals refusals,
            Audits audits,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.devices = devices;
        this.throttle = throttle;
        this.refusals = refusals;
        this.audits = audits;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    private Account account(Caller caller) {
        if (!caller.actor().kind().equals("user")) {
            refusals.refused(caller, "account", ErrorCode.FORBIDDEN.name());
            throw new ApiProblem(
                    ErrorCode.FORBIDDEN,
                    "Expected a person who has signed in, found a token: it has no account.");
        }
        return accounts.find(Projects.DEFAULT, caller.person())
                .orElseThrow(() -> ApiProblem.notFound("user", caller.person()));
    }

    /// Whether the caller signs in with a password here.
    boolean hasPassword(Caller caller) {
        return !account(caller).passwordHash().isEmpty();
    }

    List<Sessions.Live> sessions(Caller caller) {
        return sessions.list(account(caller).name());
    }

    void end(Caller caller, String id) {
        var name = account(caller).name();
        transaction.executeWithoutResult(_ -> {
            if (!sessions.end(name, id)) {
                throw ApiProblem.notFound("session", id);
            }
            audits.write(caller, "session.revoke", name, Map.of("session", id));
        });
    }

    /// @return how many there were
    int endOthers(Caller caller, String cookie) {
        var name = account(caller).name();
        return transaction.execute(_ -> {
            int ended = sessions.endOthers(name, cookie);
            audits.write(caller, "session.revoke", name, Map.of("others", ended));
            return ended;
        });
    }

    /// Changes the password; all sessions end, and the browser it was changed in gets a new one.
    ///
    /// @param agent what that browser says of itself
    /// @return cookie value of the new session
    String changePassword(Caller caller, String present, String next, String agent) {
        var account = account(caller);
        if (account.passwordHash().isEmpty()) {
            throw new ApiProblem(
                    ErrorCode.CONFLICT,
                    "Expected an account with a password, found one that signs in elsewhere; change"
                            + " it there.");
        }
        var counted =
                throttle.count(account.name(), "", Optional.of("password of " + account.name()));
        if (!passwords.fits(present, account.passwordHash())) {
            audits.write(caller, "password.refused", account.name(), Map.of());
            throw new ApiProblem(
                    ErrorCode.BAD_PASSWORD,
                    "Expected your present password in /present, found another.");
        }
        throttle.succeeded(counted);
        var hash = passwords.hash(next, account.name(), "/next");
        return transaction.execute(_ -> {
            accounts.update(
                    Projects.DEFAULT,
                    account.name(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(hash),
                    clock.instant());
            sessions.endAll(account.name());
            devices.forget(account.name());
            audits.write(caller, "password.change", account.name(), Map.of());
            return sessions.begin(account.name(), Sessions.PASSWORD, caller.remote(), agent);
        });
    }
}
