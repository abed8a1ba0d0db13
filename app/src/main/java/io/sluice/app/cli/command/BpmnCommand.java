package io.sluice.app.cli.command;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.CliFailure;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Workflows as files.
@Command(
        name = "bpmn",
        description = "Workflows as BPMN 2.0 files.",
        subcommands = {BpmnCommand.Export.class, BpmnCommand.Import.class},
        synopsisSubcommandLabel = "(export|import)")
public final class BpmnCommand {

    @Command(name = "export", description = "Write a workflow as BPMN.")
    public static final class Export extends ApiCommand {
        @Parameters(paramLabel = "<workflow>", description = "Id or name.")
        private String workflow = "";

        @Option(names = "--version", description = "A published version; else the draft.")
        private @Nullable Integer version;

        @Option(names = "--out", paramLabel = "<file>", description = "Else standard output.")
        private @Nullable Path out;

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var path = Workflows.path(new Workflows(api).find(workflow)) + "/bpmn";
            var xml = api.text(version == null ? path : path + "?version=" + version);
            if (out == null) {
                screen.line(xml.stripTrailing());
            } else {
                write(xml, out);
                screen.line("Wrote " + out + ".");
            }
            return Outcome.good(new Tree(Map.of("bpmn", xml)));
        }

        private static void write(String xml, Path out) {
            try {
                Files.writeString(out, xml);
            } catch (IOException e) {
                throw CliFailure.problem(
                        "Expected to write to " + out + ", could not: " + e.getMessage());
            }
        }
    }

    @Command(
            name = "import",
            description = "Read a BPMN file (or a workflow's JSON) and tell what it means here.")
    public static final class Import extends ApiCommand {
        @Parameters(paramLabel = "<file>")
        private Path file = Path.of("");

        @Option(names = "--save", description = "Keep it as a new workflow, a draft.")
        private boolean save;

        @Option(
                names = "--bind",
                paramLabel = "trace",
                description = "Let every task that is not bound log its name instead.")
        private String bind = "";

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var json = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
            var type = json ? "application/json" : "application/bpmn+xml";
            var answer =
                    api.postText(
                            "/workflows/import?save=" + save + "&bind=" + ApiClient.encode(bind),
                            type,
                            read());
            answer.list("report").forEach(finding -> screen.line(told(finding)));
            for (var problem : answer.list("problems")) {
                screen.line(problem.text("severity") + " " + ProblemLine.of(problem));
            }
            screen.line(
                    save
                            ? "Saved as workflow " + answer.text("id") + "."
                            : "It can be read; nothing is stored. Add --save to keep it.");
            return Outcome.good(answer);
        }

        private static String told(Tree finding) {
            var line = finding.number("line") > 0 ? "line " + finding.number("line") + ", " : "";
            return line + finding.text("element") + ": " + finding.text("message");
        }

        private String read() {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw CliFailure.usage(
                        "Expected a BPMN file at " + file + ", found none that can be read.");
            }
        }
    }
}
