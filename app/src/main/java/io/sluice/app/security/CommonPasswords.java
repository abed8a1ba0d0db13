package io.sluice.app.security;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/// Passwords that are guessed first: those found most often in breaches (`common-passwords.txt`,
/// whose source and licence stand beside it), what comes of them by a few signs at either end or by
/// digits for letters, what repeats itself, and the user's own name.
///
/// The list is read each time, which happens only when somebody chooses a password.
final class CommonPasswords {
    private static final String LIST = "common-passwords.txt";
    private static final int DECORATION = 5;
    private static final int SHORTEST_WORD = 4;
    private static final String PRODUCT = "sluice";

    private CommonPasswords() {}

    /// @param userName whose password it is to be
    static boolean contains(String password, String userName) {
        var lower = password.toLowerCase(Locale.ROOT);
        if (repeats(lower) || about(lower, userName.toLowerCase(Locale.ROOT))) {
            return true;
        }
        return listed(forms(lower));
    }

    private static Set<String> forms(String password) {
        var forms = new HashSet<String>();
        for (var one : List.of(password, undecorated(password))) {
            forms.add(one);
            forms.add(lettersForDigits(one));
            forms.add(undecorated(lettersForDigits(one)));
            if (one.length() % 2 == 0
                    && one.substring(0, one.length() / 2).equals(one.substring(one.length() / 2))) {
                forms.add(one.substring(0, one.length() / 2));
            }
        }
        forms.removeIf(one -> one.length() < SHORTEST_WORD);
        return forms;
    }

    /// Without the digits and signs at its ends, when they are few.
    private static String undecorated(String password) {
        var core = password.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
        return password.length() - core.length() <= DECORATION ? core : password;
    }

    private static String lettersForDigits(String password) {
        var letters = new StringBuilder(password.length());
        for (int i = 0; i < password.length(); i++) {
            char sign = password.charAt(i);
            letters.append(
                    switch (sign) {
                        case '0' -> 'o';
                        case '1' -> 'l';
                        case '3' -> 'e';
                        case '4', '@' -> 'a';
                        case '5', '$' -> 's';
                        case '7' -> 't';
                        default -> sign;
                    });
        }
        return letters.toString();
    }

    private static boolean repeats(String password) {
        for (int period = 1; period <= SHORTEST_WORD; period++) {
            if (password.length() > period
                    && password.regionMatches(0, password, period, password.length() - period)) {
                return true;
            }
        }
        return false;
    }

    private static boolean about(String password, String userName) {
        for (var word : List.of(userName, PRODUCT)) {
            if (word.length() >= SHORTEST_WORD
                    && password.contains(word)
                    && password.length() - word.length() <= DECORATION) {
                return true;
            }
        }
        return password.equals(userName);
    }

    private static boolean listed(Set<String> forms) {
        try (var lines =
                new BufferedReader(new InputStreamReader(open(), StandardCharsets.UTF_8))) {
            return lines.lines().anyMatch(forms::contains);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + LIST, e);
        }
    }

    private static InputStream open() {
        return Objects.requireNonNull(
                CommonPasswords.class.getResourceAsStream(LIST),
                () -> "Expected " + LIST + " beside the class");
    }
}
