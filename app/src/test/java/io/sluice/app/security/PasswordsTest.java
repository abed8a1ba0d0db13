package io.sluice.app.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.app.problem.ApiProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

class PasswordsTest {
    private static final Passwords PASSWORDS = new Passwords();

    private static String hash(String password) {
        return PASSWORDS.hash(password, "ada", "/password");
    }

    @Test
    void keepsAnArgon2idHashOfTheWholePassword() {
        var first = "0".repeat(12) + "x".repeat(100) + " and more 1";
        var hash = hash(first);

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(PASSWORDS.fits(first, hash)).isTrue();
        assertThat(PASSWORDS.fits(first.substring(0, first.length() - 1) + "2", hash)).isFalse();
        assertThat(hash(first)).isNotEqualTo(hash);
        assertThat(PASSWORDS.outdated(hash)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no digits and no capitals here",
                "пароль из нескольких слов",
                "🦆🦆 duck duck goose 🦢",
                "  spaces count at both ends  ",
                "one\u0000zero in the middle"
            })
    void takesWhatPeopleLike(String password) {
        var hash = hash(password);

        assertThat(PASSWORDS.fits(password, hash)).isTrue();
        assertThat(PASSWORDS.fits(password.strip() + " ", hash)).isFalse();
    }

    @Test
    void takesAsManyAs256Characters() {
        var longest = "korrekt ".repeat(3) + "y7 z".repeat(58);
        assertThat(longest).hasSize(256);

        assertThat(PASSWORDS.fits(longest, hash(longest))).isTrue();
        assertThatThrownBy(() -> hash(longest + "z"))
                .isInstanceOf(ApiProblem.class)
                .hasMessageContaining("10 to 256 characters");
        assertThatThrownBy(() -> hash("123456789")).isInstanceOf(ApiProblem.class);
        assertThatThrownBy(() -> hash("half a sign \ud800"))
                .hasMessageContaining("whole characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234567890",
                "qwertyuiop",
                "passwordpassword",
                "Password123!",
                "P@ssw0rd2026",
                "iloveyou!!!!",
                "aaaaaaaaaaaaaaaa",
                "abcabcabcabc",
                "sluice2026!",
                "ADA-LOVELACE",
                "ada-lovelace!"
            })
    void refusesWhatIsGuessedFirst(String password) {
        assertThatThrownBy(() -> PASSWORDS.hash(password, "ada-lovelace", "/password"))
                .isInstanceOf(ApiProblem.class)
                .hasMessageContaining("guessed first");
    }

    @Test
    void understandsOlderHashesAndTellsThatTheyAreOld() {
        var old = String.valueOf(new BCryptPasswordEncoder(4).encode("from an earlier version"));

        assertThat(PASSWORDS.fits("from an earlier version", old)).isTrue();
        assertThat(PASSWORDS.fits("from an earlier versioM", old)).isFalse();
        assertThat(PASSWORDS.outdated(old)).isTrue();
    }

    @Test
    void fitsNothingToWhoHasNoPassword() {
        assertThat(PASSWORDS.fits("", "")).isFalse();
        assertThat(PASSWORDS.fits("x".repeat(1 << 20), hash("a proper one, I think"))).isFalse();
    }
}
