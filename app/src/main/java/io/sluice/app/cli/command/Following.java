package io.sluice.app.cli.command;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.command.ApiCommand.Outcome;
import io.sluice.app.cli.follow.Deadline;
import io.sluice.app.cli.follow.JUnitReport;
import io.sluice.app.cli.follow.RunFollower;
import io.sluice.app.cli.follow.RunReport;
import io.sluice.app.cli.terminal.Screen;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a run is followed.
final class Following {
    @Option(
            names = "--timeout",
            paramLabel = "<duration>",
            description = "How long to follow at most, as PT30M (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ofDays(1);

    @Option(
            names = "--junit",
            paramLabel = "<file>",
            description = "Write what came of it as a JUnit report, a case for each step.")
    private @Nullable Path junit;

    /// Follows a run to its end; good if it was completed.
    Outcome follow(String id, ApiClient api, Screen screen) {
        var run = new RunFollower(api, screen, new Deadline(timeout)).follow(id, _ -> {});
        screen.line("");
        new RunReport(screen).verdict(run);
        if (junit != null) {
            JUnitReport.write(run, junit);
        }
        return new Outcome(run, RunFollower.wentWell(run));
    }
}
