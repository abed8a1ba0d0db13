package io.sluice.app.cli.command;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.terminal.Screen;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Commands about runs that have ended long ago.
public final class RetentionCommands {
    private RetentionCommands() {}

    @Command(name = "retention", description = "Show how long ended runs are kept.")
    public static final class Show extends ApiCommand {
        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var answer = api.get("/retention");
            screen.table(
                    Screen.row("RUNS OF", "COMPLETED", "FAILED", "CANCELED"),
                    java.util.stream.Stream.concat(
                                    java.util.stream.Stream.of(row("all others", answer)),
                                    answer.list("workflows").stream()
                                            .map(one -> row(one.text("workflow"), one)))
                            .toList());
            screen.line("Lines of purged runs: " + days(answer.text("history")));
            return Outcome.good(answer);
        }

        private static List<String> row(String name, Tree rule) {
            return Screen.row(
                    name,
                    days(rule.text("completed")),
                    days(rule.text("failed")),
                    days(rule.text("canceled")));
        }

        private static String days(String number) {
            return number.isEmpty() ? "for ever" : number + " days";
        }
    }

    @Command(name = "purge", description = "Purge runs now whose time is over.")
    public static final class Purge extends ApiCommand {
        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var answer = api.postPatiently("/retention/purge", java.util.Map.of());
            screen.line(
                    answer.text("runs") + " runs are gone; 'sluice history' has a line of each.");
            return Outcome.good(answer);
        }
    }

    @Command(name = "history", description = "List what stays of purged runs, the newest first.")
    public static final class All extends ApiCommand {
        @Option(names = "--workflow", description = "Id, also of one that is deleted.")
        private @Nullable String workflow;

        @Mixin private Paging paging = new Paging();

        @Override
        protected Outcome run(ApiClient api, Screen screen) {
            var asked = new LinkedHashMap<String, String>();
            asked.put("workflow", workflow == null ? "" : workflow);
            var page = api.get("/history", paging.on(asked));
            screen.table(
                    Screen.row("ID", "WORKFLOW", "STATUS", "ENDED", "BY", "CHANGES", "UNDONE"),
                    page.list().stream().map(one -> row(one, screen)).toList());
            Paging.more(page, screen);
            return Outcome.good(page);
        }

        private static List<String> row(Tree line, Screen screen) {
            return Screen.row(
                    line.text("id"),
                    line.text("workflow", "name") + " v" + line.text("workflow", "version"),
                    line.text("status"),
                    screen.times().moment(line.text("endedAt")),
                    line.text("startedBy"),
                    line.text("changes"),
                    line.text("undone"));
        }
    }
}
