package io.sluice.app.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals secrets with AES-256-GCM: each under a data key of its own, which is wrapped by the master
/// key. What a sealed text is for is authenticated with it (`project/name/field`), so that nobody
/// can move it elsewhere.
///
/// Form: version (1 byte) · nonce (12) · wrapped data key (48) · nonce (12) · sealed text and tag.
public final class Envelope {
    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int KEY = 32;
    private static final int TAG = 16;
    private static final int HEAD = 1 + NONCE + KEY + TAG + NONCE;

    private final SecureRandom random = new SecureRandom();
    private final byte[] master;

    public Envelope(MasterKey master) {
        this.master = master.bytes();
    }

    /// @param purpose what it is for: `default/qualys/password`
    public byte[] seal(String secret, String purpose) {
        var dataKey = random(KEY);
        var wrapNonce = random(NONCE);
        var nonce = random(NONCE);
        var wrapped = crypt(Cipher.ENCRYPT_MODE, master, wrapNonce, purpose, dataKey);
        var text = secret.getBytes(StandardCharsets.UTF_8);
        var sealed = crypt(Cipher.ENCRYPT_MODE, dataKey, nonce, purpose, text);
        return ByteBuffer.allocate(HEAD + sealed.length)
                .put(VERSION)
                .put(wrapNonce)
                .put(wrapped)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /// @throws UnreadableSecret if it was sealed under another master key or for another purpose,
    ///   or was changed
    public String open(byte[] sealed, String purpose) {
        if (sealed.length < HEAD + TAG || sealed[0] != VERSION) {
            throw new UnreadableSecret(purpose, null);
        }
        var buffer = ByteBuffer.wrap(sealed, 1, sealed.length - 1);
        var wrapNonce = take(buffer, NONCE);
        var wrapped = take(buffer, KEY + TAG);
        var nonce = take(buffer, NONCE);
        var text = take(buffer, buffer.remaining());
        var dataKey = crypt(Cipher.DECRYPT_MODE, master, wrapNonce, purpose, wrapped);
        var plain = crypt(Cipher.DECRYPT_MODE, dataKey, nonce, purpose, text);
        return new String(plain, StandardCharsets.UTF_8);
    }

    private static byte[] take(ByteBuffer from, int count) {
        var bytes = new byte[count];
        from.get(bytes);
        return bytes;
    }

    private byte[] random(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] crypt(int mode, byte[] key, byte[] nonce, String purpose, byte[] data) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG * 8, nonce));
            cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(data);
        } catch (AEADBadTagException e) {
            throw new UnreadableSecret(purpose, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM", e);
        }
    }
}
