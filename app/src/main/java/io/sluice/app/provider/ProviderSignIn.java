package io.sluice.app.provider;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.security.OwnAddress;
import io.sluice.app.security.Projects;
import io.sluice.app.security.Tokens;
import io.sluice.app.session.SignIn;
import io.sluice.db.authored.Accounts;
import io.sluice.engine.run.Actor;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Signing in with an identity provider: sends a browser there, and judges what it brings back.
@Component
class ProviderSignIn {
    private static final Logger log = LoggerFactory.getLogger(ProviderSignIn.class);
    private static final int CODE_LENGTH = 4_096;
    private static final int ERROR_LENGTH = 80;

    private final Providers providers;
    private final ProviderRounds rounds;
    private final Identities identities;
    private final SignIn signIn;
    private final Accounts accounts;
    private final OwnAddress address;
    private final Audits audits;

    ProviderSignIn(
            Providers providers,
            ProviderRounds rounds,
            Identities identities,
            SignIn signIn,
            Accounts accounts,
            OwnAddress address,
            Audits audits) {
        this.providers = providers;
        this.rounds = rounds;
        this.identities = identities;
        this.signIn = signIn;
        this.accounts = accounts;
        this.address = address;
        this.audits = audits;
    }

    /// @param cookie of the round
    record Sent(URI to, String cookie) {}

    /// What a browser brings back.
    ///
    /// @param issuer RFC 9207's `iss`
    record Brought(
            @Nullable String state,
            @Nullable String code,
            @Nullable String issuer,
            @Nullable String error) {}

    /// @param back where the page goes on
    record Arrived(SignIn.Begun begun, String back) {}

    /// @param back path within the page
    /// @throws ApiProblem NOT_FOUND for a provider there is none of; OUTSIDE_FAILED if it does not
    ///   answer
    Sent send(String id, String back, String remote) {
        var client = providers.client(id);
        try {
            var cookie = rounds.begin(id, back, remote);
            return new Sent(client.authorization(cookie, redirect(id)), cookie);
        } catch (ProviderFailure failure) {
            throw problem(id, remote, failure);
        }
    }

    /// Where a round was begun that still goes on.
    ///
    /// @param cookie of the round
    Optional<String> back(String cookie) {
        return rounds.find(cookie).map(ProviderRounds.Round::back);
    }

    /// @param cookie of the round
    /// @throws ApiProblem PROVIDER_REFUSED for whatever is not to be believed; NO_ROLE; NOT_FOUND;
    ///   OUTSIDE_FAILED
    Arrived receive(String id, Brought brought, Optional<String> cookie, SignIn.Browser browser) {
        var client = providers.client(id);
        try {
            var own = cookie.orElseThrow(() -> ProviderFailure.refused("no round was begun here"));
            var round = round(id, brought, own);
            if (!client.issued(brought.issuer())) {
                throw ProviderFailure.refused("the answer is from another issuer");
            }
            var claims = client.claims(code(brought), own, redirect(id));
            if (!accounts.any()) {
                throw ProviderFailure.refused("the first account has not been made yet");
            }
            var user = identities.user(client.provider(), claims);
            return new Arrived(signIn.begin(user, id, browser), round.back());
        } catch (ProviderFailure failure) {
            throw problem(id, browser.remote(), failure);
        } catch (ApiProblem denied) {
            refused(id, browser.remote(), denied.code().name());
            throw denied;
        }
    }

    private ProviderRounds.Round round(String id, Brought brought, String cookie)
            throws ProviderFailure {
        var state = brought.state();
        if (state == null || !Tokens.same(ProviderRounds.state(cookie), state)) {
            throw ProviderFailure.refused("the state is not that of this browser");
        }
        return rounds.end(cookie)
                .filter(found -> found.provider().equals(id))
                .orElseThrow(() ->
                        ProviderFailure.refused("the round is over, or was with another provider"));
    }

    private static String code(Brought brought) throws ProviderFailure {
        var error = brought.error();
        if (error != null) {
            throw ProviderFailure.refused(
                    "the provider says "
                            + error.substring(0, Math.min(ERROR_LENGTH, error.length()))
                                    .replaceAll("[^A-Za-z0-9_ .-]", "?"));
        }
        var code = brought.code();
        if (code == null || code.isBlank() || code.length() > CODE_LENGTH) {
            throw ProviderFailure.refused("there is no code");
        }
        return code;
    }

    private URI redirect(String id) {
        return URI.create(address.url() + "/api/v1/session/providers/" + id + "/callback");
    }

    private ApiProblem problem(String id, String remote, ProviderFailure failure) {
        refused(id, remote, failure.reason());
        if (failure.isUnreachable()) {
            log.warn("Nobody gets in by an identity provider: {}", failure.reason());
            return new ApiProblem(
                    ErrorCode.OUTSIDE_FAILED,
                    "Expected the identity provider to answer as one does, it did not; try again,"
                            + " and if it stays so ask an administrator to look into the log.");
        }
        return new ApiProblem(
                ErrorCode.PROVIDER_REFUSED,
                "Expected the answer of a sign-in that was begun in this browser minutes ago, found"
                        + " one that is not to be believed; begin again.");
    }

    private void refused(String id, String remote, String reason) {
        audits.write(
                Projects.DEFAULT,
                new Actor("user", "unknown"),
                "session.refused",
                id,
                Map.of("remote", remote, "reason", reason));
    }
}
