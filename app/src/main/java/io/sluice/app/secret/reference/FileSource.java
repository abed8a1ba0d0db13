package io.sluice.app.secret.reference;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// `file:/run/secrets/name`: a file of the server's machine, without the line end at its end. A
/// link is followed within the allowed folder (Kubernetes mounts secrets as links), never out of
/// it.
final class FileSource implements SecretSource {
    private static final int LONGEST = 64 * 1024;

    private final AllowedPlaces allowed;

    FileSource(AllowedPlaces allowed) {
        this.allowed = allowed;
    }

    @Override
    public String scheme() {
        return "file";
    }

    @Override
    public boolean configured() {
        return true;
    }

    @Override
    public String read(SecretReference reference) {
        try {
            var real = real(reference);
            if (!Files.isRegularFile(real) || Files.size(real) > LONGEST) {
                throw UnresolvedSecret.permanent(
                        reference, "a file of at most 64 KiB", "something else");
            }
            var text = Files.readString(real, StandardCharsets.UTF_8).replaceFirst("\\R$", "");
            if (text.isEmpty()) {
                throw UnresolvedSecret.permanent(reference, "a value", "an empty file");
            }
            return text;
        } catch (NoSuchFileException e) {
            throw UnresolvedSecret.permanent(reference, "a file", "none; mount it");
        } catch (IOException e) {
            throw UnresolvedSecret.passing(
                    reference,
                    "a readable file",
                    "otherwise (" + e.getClass().getSimpleName() + ")");
        }
    }

    private Path real(SecretReference reference) throws IOException {
        var path = Path.of(reference.place());
        if (!path.isAbsolute()) {
            throw UnresolvedSecret.permanent(reference, "a path from the root", "another");
        }
        var real = path.toRealPath();
        if (!allowed.hold(real)) {
            throw UnresolvedSecret.permanent(
                    reference, "a file in an allowed folder", "a link to another place");
        }
        return real;
    }
}
