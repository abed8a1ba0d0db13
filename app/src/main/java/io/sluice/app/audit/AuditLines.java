package io.sluice.app.audit;

import io.sluice.codec.value.JsonValues;
import io.sluice.db.audit.AuditLink;
import io.sluice.db.audit.AuditLog.Head;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Audit entries, and ends of the chain, as lines of JSON.
final class AuditLines {
    private AuditLines() {}

    /// With all that its hash covers, exactly.
    static String line(AuditLink link) {
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("project", link.project());
        line.put("seq", link.seq());
        line.put("at", link.at());
        line.put("actorKind", link.actorKind());
        line.put("actorName", link.actorName());
        line.put("action", link.action());
        line.put("subject", link.subject());
        line.put("details", link.details());
        line.put("prevHash", link.prevHash());
        line.put("hash", link.hash());
        return JsonValues.write(line) + "\n";
    }

    static String line(Head head, java.time.Instant at) {
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("project", head.project());
        line.put("seq", head.seq());
        line.put("hash", head.hash());
        line.put("at", at.toString());
        return JsonValues.write(line) + "\n";
    }

    /// @throws IllegalArgumentException if the line tells no end of a chain
    static Head head(String line) {
        var map = JsonValues.readObject(line);
        return new Head(text(map, "project"), number(map, "seq"), text(map, "hash"));
    }

    private static String text(Map<String, @Nullable Object> map, String key) {
        if (map.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("Expected a text '" + key + "' in the line.");
    }

    private static long number(Map<String, @Nullable Object> map, String key) {
        if (map.get(key) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("Expected a number '" + key + "' in the line.");
    }
}
