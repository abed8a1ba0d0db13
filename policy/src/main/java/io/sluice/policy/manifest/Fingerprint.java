package io.sluice.policy.manifest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of texts, in lower-case hexadecimal.
public final class Fingerprint {
    private static final int BRIEF_BYTES = 5;

    private Fingerprint() {}

    public static String of(String text) {
        return HexFormat.of().formatHex(digest(text));
    }

    /// Ten characters: enough to tell the objects of a namespace apart, short enough for a name.
    public static String brief(String text) {
        return HexFormat.of().formatHex(digest(text), 0, BRIEF_BYTES);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
