package io.sluice.app.cli.command;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.CliFailure;
import io.sluice.app.cli.command.ApiCommand.Outcome;
import io.sluice.app.cli.terminal.Screen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Commands about steps that need a person.
public final class StepCommands {
    private static final Set<String> RESOLUTIONS =
            Set.of("retry", "skip", "happened", "did-not-happen");

    private StepCommands() {}

    @Command(name = "retry", description = "Try a step again whose incident's cause is mended.")
    public static final class Retry extends ApiCommand {
        @Parameters(index = "0", paramLabel = "<run>")
        private String run = "";

        @Parameters(
                index = "1",
                paramLabel = "<step>",
                description = "Number of the step, or id of its node.")
        private String step = "";

        @Option(names = "--reason", description = "Why, for the journal.")
        private String reason = "";

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            return new Resolution("retry", reason, List.of()).apply(run, step, api, screen);
        }
    }

    @Command(name = "resolve", description = "Say how a step that needs a person goes on.")
    public static final class Resolve extends ApiCommand {
        @Parameters(index = "0", paramLabel = "<run>")
        private String run = "";

        @Parameters(
                index = "1",
                paramLabel = "<step>",
                description = "Number of the step, or id of its node.")
        private String step = "";

        @Option(
                names = "--as",
                required = true,
                paramLabel = "<resolution>",
                description = {
                    "retry: try it again;",
                    "skip: go on without it, with --output as what it came to;",
                    "happened: the change in doubt was made, with --output as its result;",
                    "did-not-happen: it was not made, make it."
                })
        private String resolution = "";

        @Option(
                names = "--output",
                paramLabel = "<key=text>",
                description =
                        "What the step came to, in pairs or as a JSON object; may be repeated.")
        private List<String> output = new ArrayList<>();

        @Option(names = "--reason", description = "Why, for the journal.")
        private String reason = "";

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            if (!RESOLUTIONS.contains(resolution)) {
                throw CliFailure.usage(
                        "Expected --as retry, skip, happened or did-not-happen, found '"
                                + resolution
                                + "'.");
            }
            return new Resolution(resolution, reason, output).apply(run, step, api, screen);
        }
    }

    /// How a step goes on, and why.
    private record Resolution(String resolution, String reason, List<String> output) {
        Outcome apply(String run, String step, ApiClient api, Screen screen) {
            var body = new LinkedHashMap<String, @Nullable Object>();
            body.put("resolution", resolution);
            if (!reason.isBlank()) {
                body.put("reason", reason);
            }
            if (!output.isEmpty()) {
                body.put("output", Inputs.of("--output", output));
            }
            var number = number(run, step, api);
            var answer = api.post(RunCommands.path(run) + "/steps/" + number + "/resolve", body);
            screen.line(
                    "Step "
                            + number
                            + " goes on; follow it with 'sluice run "
                            + run
                            + " --follow'.");
            return Outcome.good(answer);
        }

        /// Of the step that has this number, or that needs a person at this node.
        private static String number(String run, String step, ApiClient api) {
            if (step.matches("[0-9]+")) {
                return step;
            }
            var stuck =
                    api.get(RunCommands.path(run)).list("steps").stream()
                            .filter(one -> one.text("status").equals("incident"))
                            .toList();
            return stuck.stream()
                    .filter(one -> one.text("node").equals(step))
                    .map(one -> one.text("id"))
                    .findFirst()
                    .orElseThrow(() ->
                            CliFailure.problem(
                                    "Expected a step at '"
                                            + step
                                            + "' that needs a person, found "
                                            + (stuck.isEmpty()
                                                    ? "none in this run."
                                                    : "only: "
                                                            + String.join(
                                                                    ", ",
                                                                    stuck.stream()
                                                                            .map(one ->
                                                                                    one.text(
                                                                                            "node"))
                                                                            .toList())
                                                            + ".")));
        }
    }
}
