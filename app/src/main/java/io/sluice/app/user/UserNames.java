package io.sluice.app.user;

import io.sluice.app.problem.Input;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The form of user names.
public final class UserNames {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final Set<String> RESERVED = Set.of("local-cli", "engine", "unknown");

    private UserNames() {}

    /// Whether somebody may be called so.
    public static boolean isName(String name) {
        return FORM.matcher(name).matches() && !isReserved(name);
    }

    private static boolean isReserved(String name) {
        return RESERVED.contains(name.toLowerCase(Locale.ROOT));
    }

    public static String check(String name, String path) {
        var checked =
                Input.matching(name, path, FORM, "1 to 64 letters, digits, '.', '_', '@' or '-'");
        if (isReserved(checked)) {
            throw Input.refuse(
                    path, "Expected another name: '" + checked + "' is the product's own.");
        }
        return checked;
    }
}
