package io.sluice.app.cli.command;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.terminal.Screen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Signals to all runs that wait for one.
@Command(
        name = "signals",
        description = "Tell a signal to all runs that wait for one, or begin by one.",
        subcommands = SignalCommands.Send.class,
        synopsisSubcommandLabel = "send")
public final class SignalCommands {

    @Command(name = "send", description = "Tell a signal to all who wait for it or begin by it.")
    public static final class Send extends ApiCommand {
        @Parameters(paramLabel = "<signal>", description = "Its name.")
        private String name = "";

        @Option(
                names = "--payload",
                paramLabel = "<key=text>",
                description = "What it says, in pairs or as a JSON object; may be repeated.")
        private List<String> payload = new ArrayList<>();

        @Option(names = "--id", description = "The same id is told once within an hour.")
        private @Nullable String id;

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var body = new LinkedHashMap<String, @Nullable Object>();
            body.put("name", name);
            body.put("payload", Inputs.of("--payload", payload));
            if (id != null) {
                body.put("id", id);
            }
            var answer = api.post("/signals", body);
            screen.line(answer.flag("fresh") ? told(answer) : "Told before; nobody is told again.");
            return Outcome.good(answer);
        }

        private static String told(Tree answer) {
            long heard = answer.number("heard");
            var begun = answer.at("begun").texts().toList();
            return "Told to "
                    + heard
                    + (heard == 1 ? " run" : " runs")
                    + (begun.isEmpty() ? "." : "; began run " + String.join(", ", begun) + ".");
        }
    }
}
