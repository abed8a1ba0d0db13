package io.sluice.app.cli.command;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.terminal.Screen;
import java.util.Map;
import picocli.CommandLine.Command;

/// `sluice setup-token`.
@Command(
        name = "setup-token",
        description = {
            "Make a new token for the set-up of the first account, in place of the one the server printed.",
            "It works once, for a day, and only as long as there is no account."
        })
public final class SetUpTokenCommand extends ApiCommand {
    @Override
    protected Outcome run(ApiClient api, Screen screen) {
        var answer = api.post("/session/setup/token", Map.of());
        screen.line(answer.text("token"));
        return Outcome.good(answer);
    }
}
