package io.sluice.app.cli.command;

import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.terminal.Screen;
import java.util.Map;
import picocli.CommandLine.Option;

/// Which part of a list.
final class Paging {
    @Option(names = "--limit", description = "How many at most (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    @Option(names = "--cursor", description = "Go on where the list before ended.")
    private String cursor = "";

    /// The query with this part asked for.
    Map<String, String> on(Map<String, String> query) {
        query.put("limit", Integer.toString(limit));
        query.put("cursor", cursor);
        return query;
    }

    /// Tells that there is more.
    static void more(Tree page, Screen screen) {
        if (!page.text("next").isEmpty()) {
            screen.line("There are more: --cursor " + page.text("next"));
        }
    }
}
