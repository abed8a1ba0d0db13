package io.sluice.app.security;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/// What a token may ever be: it does what its maker may do, or less, for a year at most, and never
/// what only a person answers for (deciding approvals; accounts, tokens and settings).
public final class TokenScope {
    public static final Duration USUAL_LIFE = Duration.ofDays(90);
    public static final Duration LONGEST_LIFE = Duration.ofDays(365);

    private static final Set<Role> FOR_PEOPLE = EnumSet.of(Role.APPROVER, Role.ADMIN);

    private TokenScope() {}

    /// The roles that somebody may give to a token. Looking belongs to every role.
    ///
    /// @param held by its maker
    public static Set<Role> grantable(Set<Role> held) {
        var roles = EnumSet.noneOf(Role.class);
        roles.addAll(held);
        if (!roles.isEmpty()) {
            roles.add(Role.VIEWER);
        }
        roles.removeAll(FOR_PEOPLE);
        return roles;
    }

    /// When a token ends: those that earlier versions made without an end live for a year.
    static Instant end(io.sluice.db.authored.ApiToken token) {
        return token.expiresAt().orElseGet(() -> token.createdAt().plus(LONGEST_LIFE));
    }
}
