package io.sluice.app.security;

import io.sluice.db.authored.ApiToken;
import io.sluice.db.authored.ApiTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// Users and tokens as they are stored. A token can never do more than the user who made it, and
/// what [TokenScope] leaves of that.
@Component
class StoredAccounts implements Accounts {
    static final String PREFIX = "slc_";
    private static final Duration NOTE_USE_EVERY = Duration.ofMinutes(10);

    private final Parts parts;
    private final ApiTokens tokens;
    private final LocalToken local;
    private final InstantSource clock;
    private final Map<String, Instant> noted = new ConcurrentHashMap<>();

    StoredAccounts(Parts parts, ApiTokens tokens, LocalToken local, InstantSource clock) {
        this.parts = parts;
        this.tokens = tokens;
        this.local = local;
        this.clock = clock;
    }

    @Override
    public Optional<Caller> byToken(String token, String remote) {
        if (!token.startsWith(PREFIX)) {
            return Optional.empty();
        }
        var hash = Tokens.hash(token);
        return local.caller(hash, remote)
                .or(() -> tokens.findByHash(hash).flatMap(found -> live(found, remote)));
    }

    private Optional<Caller> live(ApiToken token, String remote) {
        var now = clock.instant();
        if (!TokenScope.end(token).isAfter(now)) {
            return Optional.empty();
        }
        var allowed = TokenScope.grantable(rolesOf(token.createdBy(), token.project()));
        allowed.retainAll(Role.stored(token.roles()));
        if (allowed.isEmpty()) {
            return Optional.empty();
        }
        noteUse(token.id(), now);
        return Optional.of(
                Caller.token(token.name(), token.createdBy(), token.project(), allowed, remote));
    }

    private Set<Role> rolesOf(String owner, String project) {
        if (owner.equals(LocalToken.NAME)) {
            return EnumSet.allOf(Role.class);
        }
        return parts.find(project, owner)
                .map(part -> part.roles())
                .orElseGet(() -> EnumSet.noneOf(Role.class));
    }

    private void noteUse(String id, Instant now) {
        var before = noted.get(id);
        if (before == null || before.plus(NOTE_USE_EVERY).isBefore(now)) {
            noted.put(id, now);
            tokens.used(id, now);
        }
    }

    @Override
    public Optional<Caller> byName(String user, String remote) {
        return parts.find(Projects.DEFAULT, user)
                .map(part ->
                        Caller.user(user, Projects.DEFAULT, part.roles(), remote)
                                .with(part.grants()));
    }
}
