package io.sluice.app.run;

import io.sluice.app.problem.Input;
import io.sluice.app.security.Caller;
import io.sluice.engine.run.RunId;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Many runs at once.
@RestController
class RunBulkController {
    private static final Pattern ACTION = Pattern.compile("cancel|retry");

    private final RunBulk bulk;

    RunBulkController(RunBulk bulk) {
        this.bulk = bulk;
    }

    record BulkRequest(
            @Nullable List<@Nullable String> runs,
            @Nullable String action,
            @Nullable Boolean undo,
            @Nullable String reason) {

        List<RunId> ids() {
            return Input.required(runs, "/runs").stream()
                    .map(id -> new RunId(Input.text(id, "/runs", 64)))
                    .toList();
        }

        String why() {
            return reason == null || reason.isBlank() ? "" : Input.text(reason, "/reason", 2_000);
        }
    }

    record BulkView(List<RunBulk.Result> results) {}

    @PostMapping("/api/v1/runs/bulk")
    BulkView perform(Caller caller, @RequestBody BulkRequest body) {
        var action = Input.matching(body.action(), "/action", ACTION, "cancel or retry");
        return new BulkView(
                action.equals("cancel")
                        ? bulk.cancel(
                                caller, body.ids(), Boolean.TRUE.equals(body.undo()), body.why())
                        : bulk.retry(caller, body.ids(), body.why()));
    }
}
