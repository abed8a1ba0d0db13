package io.sluice.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The one user that the Qualys and ServiceNow imitations know.
public final class BasicUser {
    public static final String NAME = "sandbox";
    private static final String PASSWORD = "sandbox-password";

    private BasicUser() {}

    public static boolean is(String name, String password) {
        return name.equals(NAME) && password.equals(PASSWORD);
    }

    /// Whether the call carries this user's Basic authorization.
    public static boolean sent(Call call) {
        String header = call.header("authorization").orElse("");
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return false;
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(header.substring(6).strip());
            String[] pair = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            return pair.length == 2 && is(pair[0], pair[1]);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// The bearer token of the call, or nothing.
    public static String bearer(Call call) {
        String header = call.header("authorization").orElse("");
        return header.regionMatches(true, 0, "Bearer ", 0, 7) ? header.substring(7).strip() : "";
    }
}
