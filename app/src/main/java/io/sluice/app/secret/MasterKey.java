package io.sluice.app.secret;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A key that wraps others: 256 random bits. Whoever loses it loses the secrets.
public final class MasterKey {
    private static final int BYTES = 32;
    static final int ID_BYTES = 8;

    private final byte[] key;
    private final String id;

    private MasterKey(byte[] key) {
        this.key = key.clone();
        id = HexFormat.of().formatHex(fingerprint(key));
    }

    byte[] bytes() {
        return key.clone();
    }

    /// Tells keys apart and gives nothing away: the beginning of a hash, in hexadecimal.
    public String id() {
        return id;
    }

    byte[] idBytes() {
        return HexFormat.of().parseHex(id);
    }

    private static byte[] fingerprint(byte[] key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update("sluice master key".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return Arrays.copyOf(digest.digest(key), ID_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    public static MasterKey random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new MasterKey(bytes);
    }

    /// @param text 32 bytes in Base64
    /// @throws IllegalArgumentException if it is not
    public static MasterKey parse(String text, String from) {
        try {
            var bytes = Base64.getDecoder().decode(text.strip());
            if (bytes.length == BYTES) {
                return new MasterKey(bytes);
            }
        } catch (IllegalArgumentException e) {
            // Told below, without the text: it may be nearly the key.
        }
        throw noKey(from);
    }

    static IllegalArgumentException noKey(String from) {
        return new IllegalArgumentException(
                "Expected "
                        + from
                        + " to hold 32 bytes in Base64, found something else; make one with"
                        + " 'openssl rand -base64 32'.");
    }

    /// To be kept where only the owner reads.
    String text() {
        return Base64.getEncoder().encodeToString(key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MasterKey that && MessageDigest.isEqual(key, that.key);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "MasterKey " + id;
    }
}
