package io.sluice.app.audit;

import io.sluice.app.problem.Input;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Refusals;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Requests that pages of other sites make in somebody's browser, and those for things that are not
/// there, stand in the audit log; one that has been denied already stands there once.
@Component
class AuditedRefusals implements Refusals {
    private final Audits audits;

    AuditedRefusals(Audits audits) {
        this.audits = audits;
    }

    @Override
    public void refused(Caller caller, String what, String code) {
        if (Asked.isWritten()) {
            return;
        }
        audits.write(
                caller,
                "request.refused",
                Input.clip(what),
                Asked.with(Map.of("code", code, "remote", caller.remote())));
    }
}
