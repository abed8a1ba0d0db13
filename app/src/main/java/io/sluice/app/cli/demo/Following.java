package io.sluice.app.cli.demo;

import io.sluice.app.cli.ApiClient;
import io.sluice.app.cli.CliFailure;
import io.sluice.app.cli.RunReport;
import io.sluice.app.cli.Screen;
import io.sluice.app.cli.Tree;
import java.util.HashMap;
import java.util.Map;

/// Follows a run in the terminal, a line for each step whenever its state changes.
final class Following {
    private final ApiClient api;
    private final Screen screen;
    private final Approver approver;
    private final Map<String, String> shown = new HashMap<>();

    Following(ApiClient api, Screen screen, Approver approver) {
        this.api = api;
        this.screen = screen;
        this.approver = approver;
    }

    /// @return the run as it ended, or as it stands when a person must act
    Tree follow(String id, Deadline deadline) {
        while (true) {
            var run = api.get("/runs/" + id);
            run.list("steps").forEach(this::show);
            var status = run.text("status");
            if (status.equals("completed") || status.equals("canceled")) {
                return run;
            }
            if (run.number("incidents") > 0) {
                screen.line("✖ The run waits for a person: " + api.pageUrl("/runs/" + id));
                return run;
            }
            if (approver.look(run) == Approver.Answer.REFUSED) {
                throw CliFailure.problem(
                        "Not approved; the run waits at " + api.pageUrl("/runs/" + id));
            }
            deadline.pause("the run to end");
        }
    }

    private void show(Tree step) {
        var state = step.text("status") + "|" + step.text("note");
        if (!state.equals(shown.put(step.text("id"), state))) {
            new RunReport(screen).step(step);
        }
    }
}
