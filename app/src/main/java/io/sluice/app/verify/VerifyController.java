package io.sluice.app.verify;

import io.sluice.app.audit.Audits;
import io.sluice.app.security.Action;
import io.sluice.app.security.Authorization;
import io.sluice.app.security.Caller;
import io.sluice.db.verify.Check;
import io.sluice.db.verify.Verification;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Whether the store keeps its promises: nothing lost, nothing done twice, nothing changed from
/// outside.
@RestController
class VerifyController {
    private final Verification verification;
    private final Authorization authorization;
    private final Audits audits;

    VerifyController(Verification verification, Authorization authorization, Audits audits) {
        this.verification = verification;
        this.authorization = authorization;
        this.audits = audits;
    }

    /// @param found how many times it does not hold
    /// @param examples where
    record CheckView(String name, boolean ok, long found, List<String> examples) {
        static CheckView of(Check check) {
            return new CheckView(check.name(), check.ok(), check.found(), check.examples());
        }
    }

    record VerifyView(boolean ok, List<CheckView> checks) {}

    @PostMapping("/api/v1/verify")
    VerifyView verify(Caller caller) {
        authorization.requireEverywhere(caller, Action.VERIFY_STORE);
        var checks = verification.run().stream().map(CheckView::of).toList();
        boolean ok = checks.stream().allMatch(CheckView::ok);
        audits.write(caller, "store.verify", "store", Map.of("ok", ok));
        return new VerifyView(ok, checks);
    }
}
