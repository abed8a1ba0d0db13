package io.sluice.app.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals secrets with AES-256-GCM: each under a data key of its own, which is wrapped by the master
/// key. What a sealed text is for is authenticated with it (`project/name/field`), so that nobody
/// can move it elsewhere.
///
/// Form: version 2 (1 byte) · id of the master key (8) · nonce (12) · wrapped data key (48) · nonce
/// (12) · sealed text and tag. Version 1 had no id; it is read, not written.
public final class Envelope {
    private static final byte NAMELESS = 1;
    private static final byte VERSION = 2;
    private static final int NONCE = 12;
    private static final int KEY = 32;
    private static final int TAG = 16;
    private static final int WRAPPED = KEY + TAG;

    private final SecureRandom random = new SecureRandom();
    private final Supplier<Keyring> keys;

    /// @param keys asked each time, so that a rotation needs no restart
    public Envelope(Supplier<Keyring> keys) {
        this.keys = keys;
    }

    /// A sealed text in its parts.
    private static final class Parts {
        private final Optional<String> keyId;
        private final byte[] wrapNonce;
        private final byte[] wrapped;
        private final byte[] rest;

        Parts(Optional<String> keyId, ByteBuffer buffer) {
            this.keyId = keyId;
            wrapNonce = take(buffer, NONCE);
            wrapped = take(buffer, WRAPPED);
            rest = take(buffer, buffer.remaining());
        }
    }

    /// @param purpose what it is for: `default/qualys/password`
    public byte[] seal(String secret, String purpose) {
        var dataKey = random(KEY);
        var nonce = random(NONCE);
        var text = secret.getBytes(StandardCharsets.UTF_8);
        var sealed = crypt(Cipher.ENCRYPT_MODE, dataKey, nonce, purpose, text);
        return wrapped(
                dataKey,
                purpose,
                ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array());
    }

    private byte[] wrapped(byte[] dataKey, String purpose, byte[] rest) {
        var master = keys.get().current();
        var nonce = random(NONCE);
        var wrapped = crypt(Cipher.ENCRYPT_MODE, master.bytes(), nonce, purpose, dataKey);
        return ByteBuffer.allocate(1 + MasterKey.ID_BYTES + NONCE + WRAPPED + rest.length)
                .put(VERSION)
                .put(master.idBytes())
                .put(nonce)
                .put(wrapped)
                .put(rest)
                .array();
    }

    /// @throws UnreadableSecret if it was sealed under a master key that is not known, or for
    ///   another purpose, or was changed
    public String open(byte[] sealed, String purpose) {
        var parts = parts(sealed, purpose);
        var dataKey = dataKey(parts, purpose);
        var rest = ByteBuffer.wrap(parts.rest);
        var nonce = take(rest, NONCE);
        var plain =
                crypt(Cipher.DECRYPT_MODE, dataKey, nonce, purpose, take(rest, rest.remaining()));
        return new String(plain, StandardCharsets.UTF_8);
    }

    /// The same under the current master key; empty if it is that already. The text itself is not
    /// opened: only its data key changes its wrapping.
    ///
    /// @throws UnreadableSecret as in [#open]
    public Optional<byte[]> rewrap(byte[] sealed, String purpose) {
        var parts = parts(sealed, purpose);
        if (parts.keyId.filter(keys.get().current().id()::equals).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(wrapped(dataKey(parts, purpose), purpose, parts.rest));
    }

    /// Whether it is sealed under another master key than the current.
    public boolean outdated(byte[] sealed, String purpose) {
        return parts(sealed, purpose).keyId.filter(keys.get().current().id()::equals).isEmpty();
    }

    private static Parts parts(byte[] sealed, String purpose) {
        boolean nameless = sealed.length > 0 && sealed[0] == NAMELESS;
        int head = 1 + (nameless ? 0 : MasterKey.ID_BYTES);
        if (sealed.length < head + NONCE + WRAPPED + NONCE + TAG
                || !(nameless || sealed[0] == VERSION)) {
            throw new UnreadableSecret(purpose, null);
        }
        var buffer = ByteBuffer.wrap(sealed, 1, sealed.length - 1);
        var id = HexFormat.of().formatHex(take(buffer, head - 1));
        return new Parts(nameless ? Optional.empty() : Optional.of(id), buffer);
    }

    private byte[] dataKey(Parts parts, String purpose) {
        var keyring = keys.get();
        var candidates =
                parts.keyId.isPresent()
                        ? keyring.find(parts.keyId.get()).stream().toList()
                        : keyring.all().toList();
        return unwrapped(candidates, parts, purpose);
    }

    private static byte[] unwrapped(List<MasterKey> candidates, Parts parts, String purpose) {
        var failure = new UnreadableSecret(purpose, null);
        for (var master : candidates) {
            try {
                return crypt(
                        Cipher.DECRYPT_MODE,
                        master.bytes(),
                        parts.wrapNonce,
                        purpose,
                        parts.wrapped);
            } catch (UnreadableSecret e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
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
