package io.sluice.nodes.qualys.client;

import io.sluice.engine.node.NodeFailure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The gateway's tokens, kept in memory while they last. A token lives for four hours and is
/// renewed ten minutes earlier.
final class GatewayTokens {
    private static final Duration USED_FOR = Duration.ofHours(3).plusMinutes(50);

    private final byte[] salt = new SecureRandom().generateSeed(16);
    private final Map<Key, Token> tokens = new ConcurrentHashMap<>();

    /// Whose token it is to be.
    record Account(String gateway, String username, String password) {
        @Override
        public String toString() {
            return "Account[" + username + " at " + gateway + "]";
        }
    }

    /// An account without its password: a digest stands for it, so that a changed password is tried
    /// at once and none outlives its call.
    private record Key(String gateway, String username, String digest) {}

    private record Token(String text, Instant until) {
        @Override
        public String toString() {
            return "Token[until " + until + "]";
        }
    }

    String token(Account account, QualysWire wire) throws NodeFailure {
        var kept = tokens.get(key(account));
        if (kept != null && wire.now().isBefore(kept.until)) {
            return kept.text;
        }
        var fresh = new Token(login(account, wire), wire.now().plus(USED_FOR));
        tokens.values().removeIf(token -> !wire.now().isBefore(token.until));
        tokens.put(key(account), fresh);
        return fresh.text;
    }

    /// Drops a token that was refused, unless it has been replaced meanwhile.
    void forget(Account account, String refused) {
        tokens.computeIfPresent(
                key(account), (who, kept) -> kept.text.equals(refused) ? null : kept);
    }

    private Key key(Account account) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            digest.update(account.password.getBytes(StandardCharsets.UTF_8));
            return new Key(
                    account.gateway, account.username, HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    private static String login(Account account, QualysWire wire) throws NodeFailure {
        var call = Call.read("to log in at the gateway");
        var form =
                Map.of("username", account.username, "password", account.password, "token", "true");
        var reply = wire.postForm(account.gateway + "/auth", form, call);
        reply.requireSuccess(call);
        var token = reply.body().strip();
        if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw call.failedInside("an answer that is no token");
        }
        return token;
    }
}
