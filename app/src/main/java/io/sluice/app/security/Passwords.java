package io.sluice.app.security;

import io.sluice.app.problem.Input;
import java.nio.charset.StandardCharsets;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// Passwords, kept as bcrypt hashes.
@Component
public class Passwords {
    private static final int SHORTEST = 10;

    /// Bcrypt looks at no more.
    private static final int LONGEST_BYTES = 72;

    private static final int STRENGTH = 11;

    private final PasswordEncoder encoder = new BCryptPasswordEncoder(STRENGTH);
    private final String nobody = encode(Tokens.random());

    /// The hash of a new password.
    public String hash(String password, String path) {
        if (password.length() < SHORTEST
                || password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            throw Input.refuse(
                    path,
                    "Expected a password of at least "
                            + SHORTEST
                            + " characters and at most "
                            + LONGEST_BYTES
                            + " bytes; choose another.");
        }
        return encode(password);
    }

    private String encode(String password) {
        var hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("The encoder makes a hash of every text");
        }
        return hash;
    }

    public boolean fits(String password, String hash) {
        return password.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES
                && encoder.matches(password, hash);
    }

    /// Takes as long as [#fits], for users that do not exist.
    public void waste(String password) {
        boolean _ = fits(password, nobody);
    }
}
