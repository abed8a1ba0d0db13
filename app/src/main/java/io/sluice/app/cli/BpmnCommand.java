package io.sluice.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Workflows as BPMN files.
@Command(
        name = "bpmn",
        description = "Workflows as BPMN 2.0 files.",
        subcommands = {BpmnCommand.Export.class, BpmnCommand.Import.class},
        synopsisSubcommandLabel = "(export|import)")
final class BpmnCommand {

    @Command(name = "export", description = "Write a workflow as BPMN.")
    static final class Export extends ApiCommand {
        @Parameters(paramLabel = "<workflow>", description = "Id or name.")
        private String workflow = "";

        @Option(names = "--out", description = "The file; else standard output.")
        private @Nullable Path out;

        @Override
        protected int run(ApiClient api, Screen screen) {
            var id = WorkflowCommands.find(api, workflow);
            var xml = api.text("/workflows/" + ApiClient.encode(id) + "/bpmn");
            if (out == null) {
                screen.line(xml);
                return 0;
            }
            try {
                Files.writeString(out, xml);
                return 0;
            } catch (IOException e) {
                throw CliFailure.problem("Could not write " + out + ": " + e.getMessage());
            }
        }
    }

    @Command(name = "import", description = "Read a BPMN file; report what it means here.")
    static final class Import extends ApiCommand {
        @Parameters(paramLabel = "<file>")
        private Path file = Path.of("");

        @Option(names = "--save", description = "Keep it as a new workflow (a draft).")
        private boolean save;

        @Override
        protected int run(ApiClient api, Screen screen) {
            var answer =
                    api.postRaw("/workflows/import?save=" + save, "application/bpmn+xml", read());
            return answer(
                    screen,
                    answer,
                    () -> {
                        for (var line : answer.list("report")) {
                            var message = line.text("message");
                            screen.line(message.isEmpty() ? String.valueOf(line.value()) : message);
                        }
                        screen.line(
                                save
                                        ? "Saved as workflow " + answer.text("id")
                                        : "Nothing stored; add --save to keep it.");
                    });
        }

        private String read() {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw CliFailure.usage("Expected a BPMN file at " + file + ", found none to read.");
            }
        }
    }
}
