package io.sluice.db;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Texts from outside, made to fit a column.
public final class Texts {
    private Texts() {}

    /// A text for people, cut to length.
    public static String shown(String text, int max) {
        var clean = clean(text);
        return clean.length() <= max ? clean : clean.substring(0, max - 1) + "…";
    }

    /// A text that others are compared with: equal texts stay equal and different ones different,
    /// however long they are.
    public static String key(String text, int max) {
        var clean = clean(text);
        return clean.length() <= max ? clean : clean.substring(0, max - 65) + "#" + sha256(text);
    }

    /// 64 hexadecimal digits.
    public static String sha256(String text) {
        return HexFormat.of().formatHex(digest(text));
    }

    /// The first eight bytes of the same.
    public static long fingerprint(String text) {
        return java.nio.ByteBuffer.wrap(digest(text)).getLong();
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /// PostgreSQL has no place for U+0000 in a text.
    private static String clean(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }
}
