package io.sluice.app.cli.command;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.CliFailure;
import io.sluice.app.cli.client.ServerAddress;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.terminal.Ink;
import io.sluice.app.cli.terminal.Screen;
import io.sluice.app.cli.terminal.Surroundings;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A command that asks the server. It writes for people as it goes; with `--json` nobody sees that,
/// and the answer is printed instead.
public abstract class ApiCommand implements Callable<Integer> {
    private static final int PROBLEMS_TOLD = 10;
    private static final Pattern ID = Pattern.compile("([a-z][a-z0-9-]{0,39})?");

    @Option(names = "--json", description = "Print the server's answer as JSON.")
    private boolean json;

    @Option(
            names = "--project",
            paramLabel = "<id>",
            description = "What is spoken of (SLUICE_PROJECT; else your first project).")
    private @Nullable String project;

    private @Nullable Surroundings surroundings;

    /// What a command comes to.
    ///
    /// @param good whether it is as it should be: exit code 0, else 1
    public record Outcome(Tree answer, boolean good) {
        public static Outcome good(Tree answer) {
            return new Outcome(answer, true);
        }
    }

    /// Puts the command into its surroundings, before it is called.
    public final void place(Surroundings around) {
        surroundings = around;
    }

    protected final Surroundings around() {
        return Objects.requireNonNull(surroundings, "a command is placed before it is called");
    }

    @Override
    public final Integer call() {
        var screen = asJson() ? Screen.silent(around()) : Screen.of(around());
        try {
            var outcome = run(client(), screen);
            if (asJson() && !outcome.answer().absent()) {
                around().out().println(outcome.answer().indented());
            }
            return exitCode(outcome);
        } catch (CliFailure failure) {
            tell(failure, screen);
            return exitCode(failure);
        }
    }

    private ApiClient client() {
        var environment = around().environment();
        var chosen = project == null ? environment.getOrDefault("SLUICE_PROJECT", "") : project;
        if (!ID.matcher(chosen).matches()) {
            throw CliFailure.usage(
                    "Expected the id of a project, as 'cloud-team', found '" + chosen + "'.");
        }
        return new ApiClient(ServerAddress.find(environment), chosen);
    }

    /// Whether the server's answer is wanted rather than lines for people.
    protected boolean asJson() {
        return json;
    }

    protected int exitCode(Outcome outcome) {
        return outcome.good() ? 0 : CliFailure.PROBLEM;
    }

    protected int exitCode(CliFailure failure) {
        return failure.exitCode();
    }

    protected abstract Outcome run(ApiClient api, Screen screen);

    /// Says what went wrong.
    protected final void tell(CliFailure failure, Screen screen) {
        screen.erase();
        if (asJson() && !failure.answer().absent()) {
            around().out().println(failure.answer().indented());
        }
        var errors = around().err();
        errors.println(screen.ink(Ink.BAD, "sluice: ") + failure.message());
        var problems = failure.answer().list("problems");
        problems.stream()
                .limit(PROBLEMS_TOLD)
                .forEach(problem -> errors.println("  " + ProblemLine.of(problem)));
        if (problems.size() > PROBLEMS_TOLD) {
            errors.println(
                    "  … and " + (problems.size() - PROBLEMS_TOLD) + " more; --json lists all.");
        }
    }
}
