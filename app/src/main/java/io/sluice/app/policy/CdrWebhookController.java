package io.sluice.app.policy;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.ProblemView;
import io.sluice.app.trigger.FindingTriggers;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Findings that are sent as they are detected: one, or an array.
@RestController
class CdrWebhookController {
    private static final int MOST_FLAWS = 20;

    private final FindingTriggers triggers;
    private final CdrIntake intake;

    CdrWebhookController(FindingTriggers triggers, CdrIntake intake) {
        this.triggers = triggers;
        this.intake = intake;
    }

    @PostMapping("/webhook/cdr")
    ResponseEntity<CdrIntake.Taken> receive(
            HttpServletRequest request, @RequestBody(required = false) byte @Nullable [] body) {
        var raw = body == null ? new byte[0] : body;
        if (!triggers.authentic(request, raw, FindingTriggers.CDR)) {
            intake.refused(FindingTriggers.CDR, request.getRemoteAddr());
            throw FindingTriggers.unknown();
        }
        var json = FindingTriggers.json(raw);
        var taken = triggers.bounded(() -> intake.take(json, raw));
        if (taken.findings() == 0 && !taken.flaws().isEmpty()) {
            throw new ApiProblem(
                    ErrorCode.BAD_INPUT,
                    "Expected a finding or an array of findings, found none that can be read.",
                    flaws(taken));
        }
        return ResponseEntity.accepted().body(taken);
    }

    private static List<ProblemView> flaws(CdrIntake.Taken taken) {
        return taken.flaws().stream()
                .limit(MOST_FLAWS)
                .map(flaw -> ProblemView.at("", flaw))
                .toList();
    }
}
