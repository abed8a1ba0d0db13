package io.sluice.app.audit;

import io.sluice.db.audit.AuditLog.Head;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// A file, best on a disk that the database's owner cannot write, to which ends of the audit log
/// are added.
@Component
class HeadFile {
    private final Optional<Path> file;

    @Autowired
    HeadFile(@Value("${sluice.audit.head-file}") String file) {
        this(Optional.of(file).filter(text -> !text.isBlank()).map(Path::of));
    }

    HeadFile(Optional<Path> file) {
        this.file = file;
    }

    Optional<Path> file() {
        return file;
    }

    void add(Head head, Instant at) {
        file.ifPresent(to -> add(to, AuditLines.line(head, at)));
    }

    private static void add(Path file, String line) {
        try (var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND)) {
            var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What was added for a project.
    ///
    /// @throws IllegalArgumentException if a line of the file is none of ours
    List<Head> kept(String project) {
        if (file.isEmpty() || !Files.exists(file.get())) {
            return List.of();
        }
        try (var lines = Files.lines(file.get(), StandardCharsets.UTF_8)) {
            return lines.filter(line -> !line.isBlank())
                    .map(AuditLines::head)
                    .filter(head -> head.project().equals(project))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
