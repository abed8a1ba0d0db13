package io.sluice.db.audit;

import io.sluice.db.Texts;
import java.util.List;

/// One row of the audit log. `hash` covers all else of it, `prevHash` included, with the length of
/// each part before it, so that nothing can be moved from one part to the next.
///
/// @param at microseconds since 1970
/// @param details JSON text
public record AuditLink(
        String project,
        long seq,
        long at,
        String actorKind,
        String actorName,
        String action,
        String subject,
        String details,
        String prevHash,
        String hash) {

    static AuditLink after(
            String prevHash,
            String project,
            long seq,
            long at,
            String actorKind,
            String actorName,
            String action,
            String subject,
            String details) {
        var draft =
                new AuditLink(
                        project, seq, at, actorKind, actorName, action, subject, details, prevHash,
                        "");
        return new AuditLink(
                project,
                seq,
                at,
                actorKind,
                actorName,
                action,
                subject,
                details,
                prevHash,
                draft.computedHash());
    }

    /// Whether its hash is that of its content.
    public boolean genuine() {
        return hash.equals(computedHash());
    }

    private String computedHash() {
        var parts =
                List.of(
                        prevHash,
                        project,
                        Long.toString(seq),
                        Long.toString(at),
                        actorKind,
                        actorName,
                        action,
                        subject,
                        details);
        var text = new StringBuilder();
        parts.forEach(part -> text.append(part.length()).append(':').append(part).append('\n'));
        return Texts.sha256(text.toString());
    }
}
