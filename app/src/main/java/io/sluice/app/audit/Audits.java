package io.sluice.app.audit;

import io.sluice.app.security.Caller;
import io.sluice.db.audit.AuditLog;
import io.sluice.engine.port.AuditEntry;
import io.sluice.engine.run.Actor;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes who did what. An entry joins the transaction of what was done; for a run it goes along
/// with the command.
@Component
public class Audits {
    private final AuditLog log;
    private final InstantSource clock;

    Audits(AuditLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /// @param action dotted verb: `workflow.publish`
    public AuditEntry entry(
            Caller caller, String action, String subject, Map<String, @Nullable Object> details) {
        return new AuditEntry(
                caller.project(), clock.instant(), caller.actor(), action, subject, details);
    }

    public void write(AuditEntry entry) {
        log.append(entry);
    }

    public void write(
            Caller caller, String action, String subject, Map<String, @Nullable Object> details) {
        log.append(entry(caller, action, subject, details));
    }

    /// An entry about somebody who is not known as a caller: a failed sign-in, the set-up.
    public void write(
            String project,
            Actor actor,
            String action,
            String subject,
            Map<String, @Nullable Object> details) {
        log.append(new AuditEntry(project, clock.instant(), actor, action, subject, details));
    }
}
