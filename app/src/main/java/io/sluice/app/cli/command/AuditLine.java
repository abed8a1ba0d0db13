package io.sluice.app.cli.command;

import io.sluice.codec.value.JsonValues;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A line of the exported audit log, checked here and not by the server that sent it.
record AuditLine(Map<String, @Nullable Object> fields) {
    private static final List<String> HASHED =
            List.of(
                    "prevHash",
                    "project",
                    "seq",
                    "at",
                    "actorKind",
                    "actorName",
                    "action",
                    "subject",
                    "details");

    /// @throws IllegalArgumentException if it is no JSON object
    static AuditLine parse(String line) {
        return new AuditLine(JsonValues.readObject(line));
    }

    String text(String name) {
        return String.valueOf(fields.get(name));
    }

    /// The entry's number; 0 for a line without one.
    long seq() {
        return fields.get("seq") instanceof Long seq ? seq : 0;
    }

    /// Whether its hash is that of its content: of each part with its length before it.
    boolean genuine() {
        var all = new StringBuilder();
        for (var name : HASHED) {
            var part = text(name);
            all.append(part.length()).append(':').append(part).append('\n');
        }
        return text("hash").equals(sha256(all.toString()));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
