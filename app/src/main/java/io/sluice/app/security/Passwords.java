package io.sluice.app.security;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Input;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// Passwords, kept as Argon2id hashes: all of a password counts, whatever its length. Hashes of
/// earlier versions (bcrypt) are still understood; [#outdated] tells which to make anew.
///
/// A hash takes 19 MiB while it is made, so only a few are made at once; others wait in line.
@Component
public class Passwords {
    static final int SHORTEST = 10;
    static final int LONGEST = 256;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int KIBIBYTES = 19_456;
    private static final int PASSES = 2;
    private static final String OLD = "$2";

    /// Bcrypt looks at no more, and the versions that used it took no more.
    private static final int OLD_LONGEST_BYTES = 72;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PasswordEncoder encoder =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, KIBIBYTES, PASSES);
    private final PasswordEncoder old = new BCryptPasswordEncoder();
    private final Semaphore places =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);
    private final String nobody = encode(Tokens.random());

    /// The hash of a new password.
    ///
    /// @param userName whose it is to be: it may not be the password itself
    /// @param path where it stands in the request
    /// @throws ApiProblem BAD_INPUT if it is too short or long, or among those guessed first
    public String hash(String password, String userName, String path) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            throw Input.refuse(
                    path,
                    "Expected a password of "
                            + SHORTEST
                            + " to "
                            + LONGEST
                            + " characters, found "
                            + length
                            + "; choose another.");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(password)) {
            throw Input.refuse(path, "Expected a password of whole characters; choose another.");
        }
        if (CommonPasswords.contains(password, userName)) {
            throw Input.refuse(
                    path,
                    "Expected a password that is not guessed first, found one out of the lists of"
                            + " known breaches, one near to it, or the user's own name; choose"
                            + " another, say a few words that do not belong together.");
        }
        return inLine(() -> encode(password));
    }

    private String encode(String password) {
        var hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("The encoder makes a hash of every text");
        }
        return hash;
    }

    /// Whether it is the password that was hashed.
    ///
    /// @param hash empty for somebody who has no password: nothing fits, after the same work
    public boolean fits(String password, String hash) {
        if (hash.isEmpty() || password.length() > 2 * LONGEST) {
            waste();
            return false;
        }
        if (hash.startsWith(OLD)) {
            return password.getBytes(StandardCharsets.UTF_8).length <= OLD_LONGEST_BYTES
                    && inLine(() -> old.matches(password, hash));
        }
        return inLine(() -> encoder.matches(password, hash));
    }

    /// Whether a hash is weaker than those made now.
    public boolean outdated(String hash) {
        return hash.startsWith(OLD) || encoder.upgradeEncoding(hash);
    }

    /// The hash of a password that fits an outdated one, whatever would be asked of a new one.
    public String again(String password) {
        return inLine(() -> encode(password));
    }

    /// Takes as long as [#fits], for users that do not exist.
    public void waste() {
        boolean _ = inLine(() -> encoder.matches("no password", nobody));
    }

    private <T> T inLine(Supplier<T> work) {
        try {
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    private static ApiProblem busy() {
        return new ApiProblem(
                ErrorCode.TOO_BUSY,
                "Expected fewer people to sign in at once; try again in a few seconds.");
    }
}
