package io.sluice.app.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// Where the master keys come from: `SLUICE_MASTER_KEY`, else the file that
/// `SLUICE_MASTER_KEY_FILE` names, else a file of our own in the data folder. Of a file each line
/// is a key, the current one first. Only our own file is ever written, and it is made only over a
/// database in which nothing is sealed yet.
public final class Keys {
    private final Optional<Path> own;
    private final String from;
    private volatile Keyring keyring;

    private Keys(Optional<Path> own, String from, Keyring keyring) {
        this.own = own;
        this.from = from;
        this.keyring = keyring;
    }

    /// What was configured.
    ///
    /// @param file a file that somebody else keeps
    /// @param others more keys to read by, in Base64
    public record Given(Optional<String> key, Optional<Path> file, List<String> others) {
        @Override
        public String toString() {
            return "Given";
        }
    }

    /// @param folder the data folder
    /// @param sealed whether the database holds anything that was sealed
    /// @throws IllegalArgumentException if a key is none, or the file is missing
    public static Keys load(Given given, Path folder, BooleanSupplier sealed) throws IOException {
        var keys = begun(given, folder, sealed);
        var more =
                given.others().stream()
                        .map(text -> MasterKey.parse(text, "SLUICE_OTHER_MASTER_KEYS"))
                        .toList();
        keys.keyring = keys.keyring.reading(more);
        return keys;
    }

    private static Keys begun(Given given, Path folder, BooleanSupplier sealed) throws IOException {
        if (given.key().isPresent()) {
            var from = "SLUICE_MASTER_KEY";
            return new Keys(
                    Optional.empty(), from, Keyring.parse(List.of(given.key().get()), from));
        }
        if (given.file().isPresent()) {
            var file = given.file().get();
            if (!Files.isRegularFile(file)) {
                throw missing(file, "mount it, or set SLUICE_MASTER_KEY_FILE to where it is");
            }
            return new Keys(Optional.empty(), file.toString(), read(file));
        }
        var file = folder.resolve("master.key");
        if (!Files.exists(file)) {
            if (sealed.getAsBoolean()) {
                throw missing(
                        file,
                        "the database holds secrets that only its key opens: bring that file back"
                                + " from the first data folder or a backup, or set"
                                + " SLUICE_MASTER_KEY. A new key is not made");
            }
            create(file);
        }
        return new Keys(Optional.of(file), file.toString(), read(file));
    }

    private static IllegalArgumentException missing(Path file, String what) {
        return new IllegalArgumentException(
                "Expected the master key in " + file + ", found no such file; " + what + ".");
    }

    private static Keyring read(Path file) throws IOException {
        return Keyring.parse(Files.readAllLines(file, StandardCharsets.UTF_8), file.toString());
    }

    private static void create(Path file) throws IOException {
        try {
            OwnerOnly.create(file, MasterKey.random().text() + "\n");
        } catch (FileAlreadyExistsException e) {
            // Another process was first; its key is read.
        }
    }

    public Keyring keyring() {
        return keyring;
    }

    /// In words: a variable or a file.
    public String from() {
        return from;
    }

    /// Whether the keys are ours to change.
    public boolean own() {
        return own.isPresent();
    }

    /// Makes these the keys. They are in the file, and on the disk, before they are used.
    ///
    /// @throws IllegalStateException if the keys are not ours
    public void replace(Keyring with) throws IOException {
        var file =
                own.orElseThrow(
                        () -> new IllegalStateException("Expected keys in a file of our own"));
        OwnerOnly.replace(
                file, with.all().map(key -> key.text() + "\n").collect(Collectors.joining()));
        keyring = with;
    }
}
