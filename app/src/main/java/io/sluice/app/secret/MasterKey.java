package io.sluice.app.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/// The key that wraps all others: from `SLUICE_MASTER_KEY` or else from a file that only its owner
/// may read, made at the first start. Whoever loses it loses the secrets.
public final class MasterKey {
    private static final int BYTES = 32;

    private final byte[] key;

    private MasterKey(byte[] key) {
        this.key = key.clone();
    }

    byte[] bytes() {
        return key.clone();
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
        throw new IllegalArgumentException(
                "Expected "
                        + from
                        + " to hold 32 bytes in Base64, found something else; make one with"
                        + " 'openssl rand -base64 32'.");
    }

    /// @param given the value of `SLUICE_MASTER_KEY`, if it is set
    /// @param folder the data folder
    public static MasterKey load(Optional<String> given, Path folder) throws IOException {
        if (given.isPresent()) {
            return parse(given.get(), "SLUICE_MASTER_KEY");
        }
        var file = folder.resolve("master.key");
        if (!Files.exists(file)) {
            create(file);
        }
        return parse(Files.readString(file, StandardCharsets.UTF_8), file.toString());
    }

    private static void create(Path file) throws IOException {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        try {
            OwnerOnly.create(file, Base64.getEncoder().encodeToString(bytes) + "\n");
        } catch (FileAlreadyExistsException e) {
            // Another process was first; its key is read.
        }
    }

    @Override
    public String toString() {
        return "MasterKey";
    }
}
