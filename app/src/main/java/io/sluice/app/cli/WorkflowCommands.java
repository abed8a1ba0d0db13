package io.sluice.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Commands about workflows.
final class WorkflowCommands {
    private WorkflowCommands() {}

    @Command(name = "workflows", description = "List workflows.")
    static final class List extends ApiCommand {
        @Option(names = "--query", description = "Part of the name.")
        private String query = "";

        @Override
        protected int run(ApiClient api, Screen screen) {
            var answer = api.get("/workflows", Map.of("query", query, "limit", "200"));
            return answer(
                    screen,
                    answer,
                    () ->
                            screen.table(
                                    Screen.row(
                                            "ID",
                                            "NAME",
                                            "VERSION",
                                            "ENABLED",
                                            "RUNNING",
                                            "INCIDENTS"),
                                    answer.list().stream().map(List::row).toList()));
        }

        private static java.util.List<String> row(Tree workflow) {
            var version = workflow.text("publishedVersion");
            return Screen.row(
                    workflow.text("id"),
                    workflow.text("name"),
                    version.isEmpty() ? "draft" : version,
                    workflow.flag("enabled") ? "yes" : "no",
                    workflow.text("runs", "running"),
                    workflow.text("runs", "incidents"));
        }
    }

    @Command(name = "start", description = "Start a run of a workflow.")
    static final class Start extends ApiCommand {
        @Parameters(paramLabel = "<workflow>", description = "Id or name.")
        private String workflow = "";

        @Option(names = "--input", description = "The event the run sees, as JSON.")
        private String input = "{}";

        @Option(names = "--dry-run", description = "Change nothing outside; list what would be.")
        private boolean dryRun;

        @Option(names = "--key", description = "The same key never starts a second run.")
        private @Nullable String key;

        @Override
        protected int run(ApiClient api, Screen screen) {
            var body = new LinkedHashMap<String, @Nullable Object>();
            body.put("input", parsed(input).value());
            body.put("dryRun", dryRun);
            var idempotency = key == null ? UUID.randomUUID().toString() : key;
            var answer =
                    api.post(
                            "/workflows/" + ApiClient.encode(find(api, workflow)) + "/runs",
                            body,
                            Map.of("Idempotency-Key", idempotency));
            return answer(
                    screen,
                    answer,
                    () ->
                            screen.line(
                                    (answer.flag("duplicate") ? "Started before: " : "Started ")
                                            + answer.text("id")
                                            + "  "
                                            + api.pageUrl("/runs/" + answer.text("id"))));
        }

        private static Tree parsed(String json) {
            try {
                return Tree.parse(json);
            } catch (IllegalArgumentException e) {
                throw CliFailure.usage("Expected JSON after --input: " + e.getMessage());
            }
        }
    }

    /// The id of a workflow given by id or by name.
    static String find(ApiClient api, String idOrName) {
        var matches =
                api.get("/workflows", Map.of("limit", "500")).list().stream()
                        .filter(one ->
                                one.text("id").equals(idOrName)
                                        || one.text("name").equals(idOrName))
                        .map(one -> one.text("id"))
                        .toList();
        if (matches.size() == 1) {
            return matches.getFirst();
        }
        throw CliFailure.problem(
                "Expected one workflow '"
                        + idOrName
                        + "', found "
                        + matches.size()
                        + "; 'sluice workflows' lists them with their ids.");
    }
}
