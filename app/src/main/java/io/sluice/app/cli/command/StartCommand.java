package io.sluice.app.cli.command;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.CliFailure;
import io.sluice.app.cli.terminal.Screen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Starts a run, and waits for its end if asked to.
@Command(
        name = "start",
        description = "Start a run of a workflow.",
        footer = {
            "",
            "With --wait the exit code is 0 if the run was completed, 1 if it failed, was canceled or waits",
            "for a person to resolve an incident."
        })
public final class StartCommand extends ApiCommand {
    @Parameters(paramLabel = "<workflow>", description = "Id or name.")
    private String workflow = "";

    @Option(
            names = "--input",
            paramLabel = "<key=text>",
            description =
                    "A value of the event the run sees: key=text, or key:=json for numbers, truths and"
                            + " lists; or all of it as a JSON object. May be repeated.")
    private List<String> input = new ArrayList<>();

    @Option(
            names = "--input-file",
            paramLabel = "<file>",
            description = "The event as a JSON file; - for standard input.")
    private @Nullable Path inputFile;

    @Option(
            names = "--variable",
            paramLabel = "<key=text>",
            description =
                    "A variable of the workflow, for this run: key=text, or key:=json; may be repeated.")
    private List<String> variables = new ArrayList<>();

    @Option(
            names = "--dry-run",
            description = "Change nothing outside; tell what would be changed.")
    private boolean dryRun;

    @Option(names = "--draft", description = "Run the draft; only with --dry-run.")
    private boolean draft;

    @Option(names = "--key", description = "The same key never starts a second run.")
    private @Nullable String key;

    @Option(names = "--wait", description = "Follow the run to its end.")
    private boolean wait;

    @Mixin private Following following = new Following();

    @Override
    protected Outcome run(ApiClient api, Screen screen) {
        if (draft && !dryRun) {
            throw CliFailure.usage("Expected --draft together with --dry-run, found it alone.");
        }
        var path = Workflows.path(new Workflows(api).find(workflow)) + "/runs";
        var idempotency = key == null ? UUID.randomUUID().toString() : key;
        var answer = api.post(path, body(), Map.of("Idempotency-Key", idempotency));
        var id = answer.text("id");
        screen.line(
                (answer.flag("duplicate") ? "This key has started " : "Started ")
                        + id
                        + "  "
                        + api.pageUrl("/runs/" + id));
        return wait ? following.follow(id, api, screen) : Outcome.good(answer);
    }

    private Map<String, @Nullable Object> body() {
        var event = new LinkedHashMap<String, @Nullable Object>();
        if (inputFile != null) {
            event.putAll(Inputs.file(inputFile, around().in()));
        }
        event.putAll(Inputs.of("--input", input));
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("input", event);
        body.put("dryRun", dryRun);
        if (!variables.isEmpty()) {
            body.put("variables", Inputs.of("--variable", variables));
        }
        if (draft) {
            body.put("draft", true);
        }
        return body;
    }
}
