package io.sluice.app.user;

import io.sluice.app.problem.Input;
import java.util.Set;
import java.util.regex.Pattern;

/// The form of user names.
public final class UserNames {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final Set<String> RESERVED = Set.of("local-cli", "engine", "unknown");

    private UserNames() {}

    public static String check(String name, String path) {
        var checked =
                Input.matching(name, path, FORM, "1 to 64 letters, digits, '.', '_', '@' or '-'");
        if (RESERVED.contains(checked)) {
            throw Input.refuse(
                    path, "Expected another name: '" + checked + "' is the product's own.");
        }
        return checked;
    }
}
