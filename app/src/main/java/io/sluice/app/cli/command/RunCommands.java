package io.sluice.app.cli.command;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.CliFailure;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.follow.RunReport;
import io.sluice.app.cli.terminal.Screen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Commands about runs.
public final class RunCommands {
    private RunCommands() {}

    @Command(name = "runs", description = "List runs, the newest first.")
    public static final class All extends ApiCommand {
        @Option(names = "--workflow", description = "Id or name.")
        private @Nullable String workflow;

        @Option(
                names = "--status",
                description = "running, completed, failed, canceling or canceled.")
        private String status = "";

        @Option(names = "--incidents", description = "Only those that wait for a person.")
        private boolean incidents;

        @Option(names = "--mode", description = "live or dry-run.")
        private String mode = "";

        @Option(names = "--from", description = "Started at or after, as 2026-01-05T10:00:00Z.")
        private String from = "";

        @Option(names = "--to", description = "Started before, as 2026-01-05T11:00:00Z.")
        private String to = "";

        @Option(names = "--query", description = "Part of the id or of the key that started it.")
        private String query = "";

        @Mixin private Paging paging = new Paging();

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var asked = new LinkedHashMap<String, String>();
            asked.put("workflow", workflow == null ? "" : new Workflows(api).find(workflow));
            asked.put("status", status);
            asked.put("incident", incidents ? "true" : "");
            asked.put("mode", mode);
            asked.put("from", from);
            asked.put("to", to);
            asked.put("query", query);
            var page = api.get("/runs", paging.on(asked));
            screen.table(
                    Screen.row("ID", "WORKFLOW", "STATUS", "STARTED", "BY", "NOW AT"),
                    page.list().stream().map(one -> row(one, screen)).toList());
            Paging.more(page, screen);
            return Outcome.good(page);
        }

        private static List<String> row(Tree run, Screen screen) {
            var waiting = run.text("waitingFor");
            return Screen.row(
                    run.text("id"),
                    run.text("workflow", "name") + " v" + run.text("workflow", "version"),
                    status(run),
                    screen.times().moment(run.text("startedAt")),
                    run.text("startedBy"),
                    waiting.isEmpty()
                            ? String.join(", ", run.at("nodes").texts().toList())
                            : waiting);
        }

        private static String status(Tree run) {
            return run.text("status")
                    + (run.text("mode").equals("dry-run") ? ", dry run" : "")
                    + (run.flag("paused") ? ", paused" : "")
                    + (run.number("incidents") > 0 ? ", needs a person" : "");
        }
    }

    @Command(name = "run", description = "Show one run with its steps and changes, or follow it.")
    public static final class One extends ApiCommand {
        @Parameters(paramLabel = "<run>")
        private String id = "";

        @Option(
                names = {"--follow", "--wait"},
                description = "Follow it to its end; exit code 1 if that is not a good one.")
        private boolean follow;

        @Mixin private Following following = new Following();

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            if (follow) {
                return following.follow(id, api, screen);
            }
            var run = api.get(path(id));
            new RunReport(screen).whole(run);
            return Outcome.good(run);
        }
    }

    @Command(name = "log", description = "Show what the steps of a run have logged.")
    public static final class Log extends ApiCommand {
        @Parameters(paramLabel = "<run>")
        private String id = "";

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var answer = api.get(path(id) + "/log");
            for (var line : answer.list()) {
                screen.line(
                        screen.times().moment(line.text("at"))
                                + "  step "
                                + line.text("step")
                                + "  "
                                + line.text("message"));
            }
            return Outcome.good(answer);
        }
    }

    @Command(name = "cancel", description = "Cancel a run.")
    public static final class Cancel extends ApiCommand {
        @Parameters(paramLabel = "<run>")
        private String id = "";

        @Option(names = "--undo", description = "Undo what it has changed, the newest first.")
        private boolean undo;

        @Option(names = "--reason", required = true, description = "Why, for the journal.")
        private String reason = "";

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            if (reason.isBlank()) {
                throw CliFailure.usage("Expected a reason after --reason, found a blank one.");
            }
            var answer = api.post(path(id) + "/cancel", Map.of("undo", undo, "reason", reason));
            screen.line(
                    "Canceling "
                            + id
                            + (undo ? " and undoing what it has changed" : "")
                            + "; see it end with 'sluice run "
                            + id
                            + " --follow'.");
            return Outcome.good(answer);
        }
    }

    static String path(String run) {
        return "/runs/" + ApiClient.encode(run);
    }
}
