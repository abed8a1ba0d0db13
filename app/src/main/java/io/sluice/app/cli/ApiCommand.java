package io.sluice.app.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A command that talks to the server.
public abstract class ApiCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print the server's answer as JSON.")
    private boolean json;

    @Option(names = "--url", description = "Where the server is; else SLUICE_URL or SLUICE_PORT.")
    private @Nullable String url;

    @Option(names = "--token", description = "A token; else SLUICE_TOKEN or the data folder's.")
    private @Nullable String token;

    @Override
    public final Integer call() {
        var screen = new Screen(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        try {
            var api = new ApiClient(ServerAddress.find(url, token, System.getenv()));
            return run(api, screen);
        } catch (CliFailure failure) {
            tell(failure);
            return failure.exitCode();
        }
    }

    /// @return the exit code
    protected abstract int run(ApiClient api, Screen screen);

    protected final boolean json() {
        return json;
    }

    /// Prints the answer as JSON if that was asked for, else for people.
    final int answer(Screen screen, Tree answer, Runnable forPeople) {
        if (json) {
            screen.line(answer.json());
        } else {
            forPeople.run();
        }
        return 0;
    }

    private void tell(CliFailure failure) {
        var errors = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        if (json && !failure.answer().absent()) {
            errors.println(failure.answer().json());
            return;
        }
        errors.println("sluice: " + failure.message());
        for (var problem : failure.answer().list("problems")) {
            var place = (problem.text("element") + " " + problem.text("path")).strip();
            errors.println(
                    "  "
                            + problem.text("code")
                            + (place.isEmpty() ? "" : " at " + place)
                            + ": "
                            + problem.text("message"));
        }
    }
}
