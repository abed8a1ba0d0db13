package io.sluice.app.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Commands about the installation.
final class SystemCommands {
    private SystemCommands() {}

    @Command(name = "events", description = "List what came in, the newest first.")
    static final class Events extends ApiCommand {
        @Option(names = "--outcome", description = "started, duplicate, ignored or refused.")
        private String outcome = "";

        @Option(names = "--limit")
        private int limit = 50;

        @Override
        protected int run(ApiClient api, Screen screen) {
            var query = Map.of("outcome", outcome, "limit", Integer.toString(limit));
            var answer = api.get("/events", query);
            return answer(
                    screen,
                    answer,
                    () ->
                            screen.table(
                                    Screen.row("RECEIVED", "SOURCE", "OUTCOME", "RUN", "DETAIL"),
                                    answer.list().stream()
                                            .map(one ->
                                                    Screen.row(
                                                            Screen.moment(one.text("receivedAt")),
                                                            one.text("source"),
                                                            one.text("outcome"),
                                                            one.text("run"),
                                                            one.text("detail")))
                                            .toList()));
        }
    }

    @Command(name = "connections", description = "List connections.")
    static final class Connections extends ApiCommand {
        @Override
        protected int run(ApiClient api, Screen screen) {
            var answer = api.get("/connections");
            return answer(
                    screen,
                    answer,
                    () ->
                            screen.table(
                                    Screen.row("NAME", "TYPE", "SECRETS"),
                                    answer.list().stream()
                                            .map(one ->
                                                    Screen.row(
                                                            one.text("name"),
                                                            one.text("type"),
                                                            String.join(
                                                                    ", ",
                                                                    one.at("secrets")
                                                                            .texts()
                                                                            .toList())))
                                            .toList()));
        }
    }

    @Command(
            name = "verify",
            description = "Check that nothing was lost, doubled or changed in the store.")
    static final class Verify extends ApiCommand {
        @Override
        protected int run(ApiClient api, Screen screen) {
            var answer = api.post("/verify", Map.of());
            answer(screen, answer, () -> answer.list("checks").forEach(one -> check(screen, one)));
            return answer.flag("ok") ? 0 : CliFailure.PROBLEM;
        }

        private static void check(Screen screen, Tree check) {
            screen.line(
                    (check.flag("ok") ? "✔ " : "✖ ")
                            + check.text("name")
                            + (check.flag("ok") ? "" : "  — " + check.text("found") + " found"));
            check.list("examples").forEach(one -> screen.line("    " + one.value()));
        }
    }
}
