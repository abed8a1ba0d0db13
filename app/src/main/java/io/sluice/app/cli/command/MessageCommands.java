package io.sluice.app.cli.command;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.terminal.Screen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Messages to runs that wait for one.
@Command(
        name = "messages",
        description = "Send messages to runs that wait for one, or that begin by one.",
        subcommands = MessageCommands.Send.class,
        synopsisSubcommandLabel = "send")
public final class MessageCommands {

    @Command(name = "send", description = "Send a message to the runs that wait for it.")
    public static final class Send extends ApiCommand {
        @Parameters(paramLabel = "<message>", description = "Its name.")
        private String name = "";

        @Option(names = "--key", required = true, description = "What the waiting run listens to.")
        private String key = "";

        @Option(
                names = "--payload",
                paramLabel = "<key=text>",
                description = "What it says, in pairs or as a JSON object; may be repeated.")
        private List<String> payload = new ArrayList<>();

        @Option(names = "--id", description = "The same id is never delivered twice.")
        private @Nullable String id;

        @Option(
                names = "--ttl",
                paramLabel = "<duration>",
                description = "How long it is kept for a run that waits later, as PT10M.")
        private @Nullable Duration ttl;

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var body = new LinkedHashMap<String, @Nullable Object>();
            body.put("name", name);
            body.put("key", key);
            body.put("payload", Inputs.of("--payload", payload));
            if (id != null) {
                body.put("id", id);
            }
            if (ttl != null) {
                body.put("ttl", ttl.toString());
            }
            var answer = api.post("/messages", body);
            var begun = answer.at("begun").texts().toList();
            screen.line(
                    "Delivered to "
                            + answer.number("delivered")
                            + (answer.number("delivered") == 1 ? " run" : " runs")
                            + (begun.isEmpty() ? "" : "; began run " + String.join(", ", begun))
                            + (answer.flag("kept") ? "; kept for a run that waits later." : "."));
            return Outcome.good(answer);
        }
    }
}
