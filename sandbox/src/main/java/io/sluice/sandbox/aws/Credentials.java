package io.sluice.sandbox.aws;

import io.sluice.sandbox.world.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// The account's keys: one long-lived, and any number of temporary ones, which prove themselves by
/// a signature in their session token and so need not be kept.
final class Credentials {
    static final String ACCESS_KEY = "AKIASANDBOX";
    private static final String SECRET = "sandbox-secret";

    private final String signingSecret;

    Credentials(Ids ids) {
        this.signingSecret = ids.secret("sts");
    }

    /// A key that may sign.
    ///
    /// @param arn who its holder is
    record Key(String accessKeyId, String secret, String arn) {}

    /// What AssumeRole gives away.
    record Temporary(String accessKeyId, String secret, String token, Instant expires) {}

    /// The key of a request. Throws [AwsError] when it is unknown, forged or expired.
    Key find(String accessKeyId, Optional<String> sessionToken, Instant realNow) {
        if (accessKeyId.equals(ACCESS_KEY)) {
            return new Key(ACCESS_KEY, SECRET, "arn:aws:iam::111122223333:user/sandbox");
        }
        String[] parts = decode(sessionToken.orElse("")).split("\\|", -1);
        if (parts.length != 4
                || !parts[0].equals(accessKeyId)
                || !parts[3].equals(sign(parts[0] + "|" + parts[1] + "|" + parts[2]))) {
            throw new AwsError(
                    401,
                    "AuthFailure",
                    "AWS was not able to validate the provided access credentials");
        }
        if (Instant.ofEpochSecond(Long.parseLong(parts[1])).isBefore(realNow)) {
            throw new AwsError(400, "RequestExpired", "Request has expired.");
        }
        return new Key(accessKeyId, sign("secret|" + accessKeyId), parts[2]);
    }

    Temporary issue(String accessKeyId, String arn, Duration lifetime, Instant realNow) {
        Instant expires = realNow.plus(lifetime);
        String claim = accessKeyId + "|" + expires.getEpochSecond() + "|" + arn;
        String token = claim + "|" + sign(claim);
        return new Temporary(
                accessKeyId,
                sign("secret|" + accessKeyId),
                Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8)),
                Instant.ofEpochSecond(expires.getEpochSecond()));
    }

    private String sign(String text) {
        return SigV4.hex(SigV4.hmac(signingSecret.getBytes(StandardCharsets.UTF_8), text));
    }

    private static String decode(String token) {
        try {
            return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
