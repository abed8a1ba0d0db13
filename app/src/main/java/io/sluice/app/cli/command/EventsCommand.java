package io.sluice.app.cli.command;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.terminal.Screen;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What came in from outside.
@Command(name = "events", description = "List what came in, the newest first.")
public final class EventsCommand extends ApiCommand {
    @Option(names = "--outcome", description = "started, duplicate, woke, ignored or refused.")
    private String outcome = "";

    @Mixin private Paging paging = new Paging();

    @Override
    protected Outcome run(ApiClient api, Screen screen) {
        var asked = new LinkedHashMap<String, String>();
        asked.put("outcome", outcome);
        var page = api.get("/events", paging.on(asked));
        screen.table(
                Screen.row("RECEIVED", "SOURCE", "OUTCOME", "RUN", "KEY", "DETAIL"),
                page.list().stream().map(one -> row(one, screen)).toList());
        Paging.more(page, screen);
        return Outcome.good(page);
    }

    private static List<String> row(Tree event, Screen screen) {
        return Screen.row(
                screen.times().moment(event.text("receivedAt")),
                event.text("source"),
                event.text("outcome"),
                event.text("run"),
                event.text("key"),
                event.text("detail"));
    }
}
