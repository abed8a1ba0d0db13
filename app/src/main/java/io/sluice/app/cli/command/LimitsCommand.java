package io.sluice.app.cli.command;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.CliFailure;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.terminal.Screen;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// How many runs of a workflow go on at once.
@Command(name = "limits", description = "Show or set how many runs of a workflow go on at once.")
public final class LimitsCommand extends ApiCommand {
    @Parameters(paramLabel = "<workflow>", description = "Id or name.")
    private String workflow = "";

    @Option(names = "--max", paramLabel = "<runs>", description = "So many in all.")
    private @Nullable Integer max;

    @Option(
            names = "--key",
            paramLabel = "<value>",
            description = "What groups the runs, such as '=trigger.instanceId'.")
    private @Nullable String key;

    @Option(names = "--per-key", paramLabel = "<runs>", description = "So many in each group.")
    private @Nullable Integer perKey;

    @Option(names = "--none", description = "Take the limits away.")
    private boolean none;

    @Override
    protected Outcome run(ApiClient api, Screen screen) {
        boolean given = max != null || key != null || perKey != null;
        if (none && given) {
            throw CliFailure.usage("Expected --none or limits, found both.");
        }
        var path = Workflows.path(new Workflows(api).find(workflow)) + "/limits";
        var limit = none || given ? api.put(path, body()) : api.get(path);
        screen.line(told(limit));
        return Outcome.good(limit);
    }

    private Map<String, @Nullable Object> body() {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("maxRuns", max);
        body.put("key", key);
        body.put("maxPerKey", perKey);
        return body;
    }

    private static String told(Tree limit) {
        var runs = limit.text("maxRuns");
        var each = limit.text("maxPerKey");
        if (runs.isEmpty() && each.isEmpty()) {
            return "No limit: all its runs go on at once.";
        }
        return "At once at most "
                + (runs.isEmpty() ? "" : runs + " in all")
                + (runs.isEmpty() || each.isEmpty() ? "" : ", and ")
                + (each.isEmpty() ? "" : each + " for each " + limit.text("key"))
                + ".";
    }
}
