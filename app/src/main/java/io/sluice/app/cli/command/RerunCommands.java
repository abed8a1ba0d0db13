package io.sluice.app.cli.command;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.CliFailure;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.terminal.Screen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Commands that do again, and that do the same to many runs.
public final class RerunCommands {
    private RerunCommands() {}

    @Command(name = "rerun", description = "Begin again what a run did, from the start or a node.")
    public static final class Again extends ApiCommand {
        @Parameters(paramLabel = "<run>")
        private String id = "";

        @Option(
                names = "--from",
                paramLabel = "<node>",
                description = "Begin at this node; what was before it counts as done.")
        private @Nullable String from;

        @Option(
                names = "--input",
                paramLabel = "<key=text>",
                description = "Another event, in pairs or as a JSON object; may be repeated.")
        private List<String> input = new ArrayList<>();

        @Option(
                names = "--variable",
                paramLabel = "<key=text>",
                description = "Other variables, in pairs or as a JSON object; may be repeated.")
        private List<String> variables = new ArrayList<>();

        @Option(names = "--dry-run", description = "Change nothing outside.")
        private boolean dryRun;

        @Option(names = "--wait", description = "Follow the run to its end.")
        private boolean wait;

        @Mixin private Following following = new Following();

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var body = new LinkedHashMap<String, @Nullable Object>();
            if (from != null) {
                body.put("from", from);
            }
            if (!input.isEmpty()) {
                body.put("input", Inputs.of("--input", input));
            }
            if (!variables.isEmpty()) {
                body.put("variables", Inputs.of("--variable", variables));
            }
            if (dryRun) {
                body.put("dryRun", true);
            }
            var answer = api.post(RunCommands.path(id) + "/rerun", body);
            var begun = answer.text("id");
            screen.line("Started " + begun + "  " + api.pageUrl("/runs/" + begun));
            return wait ? following.follow(begun, api, screen) : Outcome.good(answer);
        }
    }

    @Command(
            name = "bulk",
            description = "Cancel, retry, pause or resume all runs that a filter finds.")
    public static final class Bulk extends ApiCommand {
        @Parameters(paramLabel = "<action>", description = "cancel, retry, pause or resume.")
        private String action = "";

        @Option(names = "--workflow", description = "Id or name.")
        private @Nullable String workflow;

        @Option(names = "--status", description = "running or canceling.")
        private @Nullable String status;

        @Option(names = "--incidents", description = "Only those that wait for a person.")
        private boolean incidents;

        @Option(names = "--from", description = "Started at or after, as 2026-01-05T10:00:00Z.")
        private @Nullable String from;

        @Option(names = "--to", description = "Started before, as 2026-01-05T11:00:00Z.")
        private @Nullable String to;

        @Option(names = "--query", description = "Part of the id or of the key that started it.")
        private @Nullable String query;

        @Option(names = "--undo", description = "With cancel: undo what they have changed.")
        private boolean undo;

        @Option(names = "--reason", required = true, description = "Why, for the audit log.")
        private String reason = "";

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var filter = filter(api);
            if (filter.isEmpty()) {
                throw CliFailure.usage("Expected at least one filter, such as --workflow.");
            }
            var body = new LinkedHashMap<String, @Nullable Object>();
            body.put("action", action);
            body.put("filter", filter);
            body.put("undo", undo);
            body.put("reason", reason);
            int done = 0;
            int refused = 0;
            Tree answer;
            do {
                answer = api.post("/runs/bulk", body);
                for (var result : answer.list("results")) {
                    done += result.flag("ok") ? 1 : 0;
                    refused += result.flag("ok") ? 0 : 1;
                }
                body.put("cursor", answer.text("next"));
            } while (!answer.text("next").isEmpty());
            screen.line(done + " done" + (refused == 0 ? "." : ", " + refused + " refused."));
            return new Outcome(answer, refused == 0);
        }

        private Map<String, @Nullable Object> filter(ApiClient api) {
            var filter = new LinkedHashMap<String, @Nullable Object>();
            put(filter, "workflow", workflow == null ? null : new Workflows(api).find(workflow));
            put(filter, "status", status);
            put(filter, "incident", incidents ? true : null);
            put(filter, "from", from);
            put(filter, "to", to);
            put(filter, "query", query);
            return filter;
        }

        private static void put(
                Map<String, @Nullable Object> filter, String name, @Nullable Object value) {
            if (value != null) {
                filter.put(name, value);
            }
        }
    }
}
