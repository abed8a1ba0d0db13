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
    private static final Pattern ACTION = Pattern.compile("cancel|retry|pause|resume");

    private final RunBulk bulk;

    RunBulkController(RunBulk bulk) {
        this.bulk = bulk;
    }

    record BulkRequest(
            @Nullable List<@Nullable String> runs,
            @Nullable String action,
            @Nullable Boolean undo,
            @Nullable String reason,
            @Nullable RunFilterParameters filter,
            @Nullable String cursor) {

        List<RunId> ids() {
            return Input.required(runs, "/runs").stream()
                    .map(id -> new RunId(Input.text(id, "/runs", 64)))
                    .toList();
        }

        String why() {
            return reason == null || reason.isBlank() ? "" : Input.text(reason, "/reason", 2_000);
        }
    }

    /// @param next where the filter goes on; null when it is through
    record BulkView(List<RunBulk.Result> results, @Nullable String next) {}

    @PostMapping("/api/v1/runs/bulk")
    BulkView perform(Caller caller, @RequestBody BulkRequest body) {
        var action =
                Input.matching(body.action(), "/action", ACTION, "cancel, retry, pause or resume");
        if (body.filter() == null) {
            return new BulkView(perform(caller, action, body, body.ids()), null);
        }
        if (body.runs() != null) {
            throw Input.refuse("/runs", "Expected either runs or a filter, found both.");
        }
        var found = bulk.find(caller, body.filter(), body.cursor());
        return new BulkView(
                found.items().isEmpty() ? List.of() : perform(caller, action, body, found.items()),
                found.next());
    }

    private List<RunBulk.Result> perform(
            Caller caller, String action, BulkRequest body, List<RunId> ids) {
        return switch (action) {
            case "cancel" -> bulk.cancel(caller, ids, Boolean.TRUE.equals(body.undo()), body.why());
            case "retry" -> bulk.retry(caller, ids, body.why());
            case "pause" -> bulk.pause(caller, ids, body.why());
            default -> bulk.resume(caller, ids, body.why());
        };
    }
}
