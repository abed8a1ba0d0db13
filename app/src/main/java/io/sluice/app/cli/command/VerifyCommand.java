package io.sluice.app.cli.command;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.CliFailure;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.terminal.Ink;
import io.sluice.app.cli.terminal.Screen;
import io.sluice.app.verify.StoppedStore;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Checks the store; exit code 1 if something is found.
@Command(
        name = "verify",
        description = "Check that nothing was lost, doubled or changed in the store.")
public final class VerifyCommand extends ApiCommand {
    @Option(
            names = "--stopped",
            description =
                    "Look into the database itself, of a server that does not run: in SLUICE_DATA,"
                            + " or at SLUICE_DB_URL.")
    private boolean stopped;

    @Override
    protected Outcome run(ApiClient api, Screen screen) {
        var answer = stopped ? ofStopped() : api.post("/verify", Map.of());
        answer.list("checks").forEach(check -> check(screen, check));
        boolean ok = answer.flag("ok");
        screen.line(
                ok
                        ? screen.ink(Ink.GOOD, "All is as it should be.")
                        : screen.ink(Ink.BAD, "Something is not as it should be."));
        return new Outcome(answer, ok);
    }

    private Tree ofStopped() {
        try {
            return new Tree(StoppedStore.verify(around().environment()));
        } catch (IllegalArgumentException closed) {
            throw CliFailure.usage(String.valueOf(closed.getMessage()));
        }
    }

    private static void check(Screen screen, Tree check) {
        boolean ok = check.flag("ok");
        screen.line(
                (ok ? screen.ink(Ink.GOOD, "✓ ") : screen.ink(Ink.BAD, "✗ "))
                        + check.text("name")
                        + (ok ? "" : ": " + check.text("found") + " found"));
        for (var example : check.list("examples")) {
            var text = example.value() instanceof String one ? one : example.json();
            screen.line("    " + text);
        }
    }
}
