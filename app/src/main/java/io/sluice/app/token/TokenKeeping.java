package io.sluice.app.token;

import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Input;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Role;
import io.sluice.app.security.TokenScope;
import io.sluice.app.security.Tokens;
import io.sluice.db.authored.ApiToken;
import io.sluice.db.authored.ApiTokens;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Tokens of programs. The token itself is shown once and kept as a hash.
@Component
class TokenKeeping {
    /// What the command line of the server's own machine is called.
    private static final Set<String> RESERVED = Set.of("local-cli");

    private final ApiTokens tokens;
    private final Authorization authorization;
    private final Audits audits;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    TokenKeeping(
            ApiTokens tokens,
            Authorization authorization,
            Audits audits,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.tokens = tokens;
        this.authorization = authorization;
        this.audits = audits;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    record Made(ApiToken token, String secret) {}

    List<ApiToken> list(Caller caller) {
        authorization.require(caller, Action.MANAGE_TOKENS);
        return tokens.list(caller.project());
    }

    /// @param expiresAt in 90 days if not said, in a year at most
    Made create(Caller caller, String name, Set<Role> roles, Optional<Instant> expiresAt) {
        authorization.require(caller, Action.MANAGE_TOKENS);
        var grantable = TokenScope.grantable(caller.roles());
        if (roles.isEmpty() || !grantable.containsAll(roles)) {
            throw Input.refuse(
                    "/roles",
                    "Expected at least one role, all out of "
                            + Role.keys(grantable)
                            + " (your own, without those that people answer for), found "
                            + Role.keys(roles)
                            + ".");
        }
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw Input.refuse(
                    "/name", "Expected another name: '" + name + "' is the product's own.");
        }
        var now = clock.instant();
        var end = expiresAt.orElseGet(() -> now.plus(TokenScope.USUAL_LIFE));
        if (!end.isAfter(now) || end.isAfter(now.plus(TokenScope.LONGEST_LIFE))) {
            throw Input.refuse(
                    "/expiresAt",
                    "Expected a moment in the future, "
                            + TokenScope.LONGEST_LIFE.toDays()
                            + " days away at most, found "
                            + end
                            + ".");
        }
        var secret = "slc_" + Tokens.random();
        var token =
                new ApiToken(
                        UUID.randomUUID().toString(),
                        caller.project(),
                        name,
                        Tokens.hash(secret),
                        roles.stream().map(Role::key).collect(Collectors.toSet()),
                        now,
                        caller.person(),
                        Optional.of(end),
                        Optional.empty());
        transaction.executeWithoutResult(_ -> {
            tokens.create(token);
            audits.write(
                    caller,
                    "token.create",
                    name,
                    Map.of("roles", Role.keys(roles), "expiresAt", end.toString()));
        });
        return new Made(token, secret);
    }

    void delete(Caller caller, String id) {
        authorization.require(caller, Action.MANAGE_TOKENS);
        transaction.executeWithoutResult(_ -> {
            if (!tokens.delete(caller.project(), id)) {
                throw new ApiProblem(
                        ErrorCode.NOT_FOUND, "Expected a token '" + id + "', found none.");
            }
            audits.write(caller, "token.delete", id, Map.of());
        });
    }
}
