package io.sluice.app.cli.command;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.terminal.Screen;
import java.util.Map;
import picocli.CommandLine.Command;

/// The master key.
@Command(
        name = "keys",
        description = "The master key that secrets are sealed with.",
        subcommands = {KeyCommands.Show.class, KeyCommands.Rotate.class},
        synopsisSubcommandLabel = "(show|rotate)")
public final class KeyCommands {

    @Command(name = "show", description = "Tell which key is in use, and where it is from.")
    public static final class Show extends ApiCommand {
        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            return told(api.get("/keys"), screen);
        }
    }

    @Command(
            name = "rotate",
            description = {
                "Seal every secret with a new master key, while the server works.",
                "A rotation that ended early goes on when this is called again."
            })
    public static final class Rotate extends ApiCommand {
        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            return told(api.postPatiently("/keys/rotate", Map.of()), screen);
        }
    }

    private static ApiCommand.Outcome told(Tree keys, Screen screen) {
        screen.line("Master key " + keys.text("current") + " from " + keys.text("from"));
        keys.at("others").texts().forEach(other -> screen.line("  read as well: " + other));
        for (var table : keys.list("sealed")) {
            screen.line(
                    "  "
                            + table.text("what")
                            + ": "
                            + table.text("rows")
                            + ", of another key: "
                            + table.text("outdated"));
        }
        return ApiCommand.Outcome.good(keys);
    }
}
