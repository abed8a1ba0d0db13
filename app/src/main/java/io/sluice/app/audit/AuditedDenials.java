package io.sluice.app.audit;

import io.sluice.app.security.Action;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Denials;
import io.sluice.app.security.Role;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Denied attempts stand in the audit log of the project they were made in.
@Component
class AuditedDenials implements Denials {
    private final Audits audits;

    AuditedDenials(Audits audits) {
        this.audits = audits;
    }

    @Override
    public void denied(Caller caller, Action action, String subject, String code) {
        audits.write(
                caller,
                "access.denied",
                subject,
                Asked.with(
                        Map.of(
                                "action", action.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                                "code", code,
                                "roles", Role.keys(caller.roles()),
                                "remote", caller.remote())));
    }
}
