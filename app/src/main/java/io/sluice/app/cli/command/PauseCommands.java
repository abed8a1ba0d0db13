package io.sluice.app.cli.command;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.CliFailure;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.terminal.Screen;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Commands that stop runs for a while, and let them go on.
public final class PauseCommands {
    private static final String EVERYTHING = "everything";

    private PauseCommands() {}

    /// A run, or all runs of a workflow.
    public static final class Subject {
        @Parameters(arity = "0..1", paramLabel = "<run>")
        private @Nullable String run;

        @Option(names = "--workflow", description = "All runs of this workflow: its id or name.")
        private @Nullable String workflow;

        Map<String, @Nullable Object> body(ApiClient api, String reason) {
            if ((run == null) == (workflow == null)) {
                throw CliFailure.usage("Expected either a run or --workflow.");
            }
            return run == null
                    ? PauseCommands.body("workflow", new Workflows(api).find(workflow()), reason)
                    : PauseCommands.body("run", run, reason);
        }

        private String workflow() {
            return workflow == null ? "" : workflow;
        }

        String told() {
            return run == null ? "all runs of " + workflow() : "run " + run;
        }
    }

    @Command(
            name = "pause",
            description = "Pause a run, or all runs of a workflow: what is under way is ended.")
    public static final class Pause extends ApiCommand {
        @Mixin private Subject subject = new Subject();

        @Option(names = "--reason", description = "Why, for the audit log.")
        private String reason = "";

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var answer = api.post("/pauses", subject.body(api, reason));
            screen.line("Paused " + subject.told() + ".");
            return Outcome.good(answer);
        }
    }

    @Command(name = "resume", description = "Let a run, or all runs of a workflow, go on.")
    public static final class Resume extends ApiCommand {
        @Mixin private Subject subject = new Subject();

        @Option(names = "--reason", description = "Why, for the audit log.")
        private String reason = "";

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var answer = api.post("/pauses/resume", subject.body(api, reason));
            screen.line("Resumed " + subject.told() + ".");
            return Outcome.good(answer);
        }
    }

    @Command(
            name = "stop-all",
            description = "Emergency stop: within two seconds nothing new begins anywhere.")
    public static final class StopAll extends ApiCommand {
        @Option(names = "--reason", required = true, description = "Why, for the audit log.")
        private String reason = "";

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var answer = api.post("/pauses", body(EVERYTHING, null, reason));
            screen.line("Stopped everything; let it go on with 'sluice resume-all'.");
            return Outcome.good(answer);
        }
    }

    @Command(name = "resume-all", description = "End the emergency stop.")
    public static final class ResumeAll extends ApiCommand {
        @Option(names = "--reason", description = "Why, for the audit log.")
        private String reason = "";

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var answer = api.post("/pauses/resume", body(EVERYTHING, null, reason));
            int left = answer.list("items").size();
            screen.line(
                    "Everything goes on"
                            + (left == 0 ? "." : ", but for what 'sluice pauses' lists: " + left));
            return Outcome.good(answer);
        }
    }

    @Command(name = "pauses", description = "List what is paused.")
    public static final class All extends ApiCommand {
        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var answer = api.get("/pauses");
            screen.table(
                    Screen.row("PAUSED", "ID", "SINCE", "BY", "REASON"),
                    answer.list("items").stream().map(one -> row(one, screen)).toList());
            return Outcome.good(answer);
        }

        private static java.util.List<String> row(Tree pause, Screen screen) {
            return Screen.row(
                    pause.text("scope"),
                    pause.text("id"),
                    screen.times().moment(pause.text("since")),
                    pause.text("by"),
                    pause.text("reason"));
        }
    }

    private static Map<String, @Nullable Object> body(
            String scope, @Nullable String id, String reason) {
        var body = new java.util.LinkedHashMap<String, @Nullable Object>();
        body.put("scope", scope);
        if (id != null) {
            body.put("id", id);
        }
        body.put("reason", reason);
        return body;
    }
}
