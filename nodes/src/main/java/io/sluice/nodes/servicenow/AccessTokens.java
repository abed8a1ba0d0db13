package io.sluice.nodes.servicenow;

import io.sluice.engine.node.NodeFailure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// OAuth access tokens, kept in memory until a minute before they expire, or half of their time if
/// that is less.
final class AccessTokens {
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final byte[] salt = new SecureRandom().generateSeed(16);

    /// By a digest of the grant, so that no password outlives its call.
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    /// What the instance gave for a grant.
    record Granted(String token, Duration lifetime) {
        @Override
        public String toString() {
            return "Granted[for " + lifetime + "]";
        }
    }

    private record Token(String text, Instant until) {
        @Override
        public String toString() {
            return "Token[until " + until + "]";
        }
    }

    /// Fetches a token from the instance.
    interface Source {
        Granted fetch() throws NodeFailure;
    }

    String token(Authentication.OAuth oauth, Instant now, Source source) throws NodeFailure {
        var key = key(oauth);
        var kept = tokens.get(key);
        if (kept != null && now.isBefore(kept.until)) {
            return kept.text;
        }
        var granted = source.fetch();
        var margin =
                granted.lifetime.dividedBy(2).compareTo(MARGIN) < 0
                        ? granted.lifetime.dividedBy(2)
                        : MARGIN;
        tokens.values().removeIf(token -> !now.isBefore(token.until));
        tokens.put(key, new Token(granted.token, now.plus(granted.lifetime).minus(margin)));
        return granted.token;
    }

    /// Drops a token that was refused, unless it has been replaced meanwhile.
    void forget(Authentication.OAuth oauth, String refused) {
        tokens.computeIfPresent(key(oauth), (who, kept) -> kept.text.equals(refused) ? null : kept);
    }

    private String key(Authentication.OAuth oauth) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            var parts = oauth.instance() + "\n" + new TreeMap<>(oauth.grant());
            return HexFormat.of().formatHex(digest.digest(parts.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
