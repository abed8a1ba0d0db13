package io.sluice.app.trigger.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA256 over what is signed, part by part.
final class Hmac {
    private Hmac() {}

    static byte[] of(byte[] key, byte[]... parts) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (var part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    static byte[] of(String key, byte[]... parts) {
        return of(utf8(key), parts);
    }

    /// Whether this is the value in hexadecimal, compared in constant time.
    static boolean hexEquals(byte[] value, String hex) {
        return MessageDigest.isEqual(
                utf8(HexFormat.of().formatHex(value)), utf8(hex.toLowerCase(Locale.ROOT)));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
