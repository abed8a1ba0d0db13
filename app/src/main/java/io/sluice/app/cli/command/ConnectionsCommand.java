package io.sluice.app.cli.command;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.terminal.Ink;
import io.sluice.app.cli.terminal.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The connections to systems outside, and whether they work.
@Command(name = "connections", description = "List the connections to systems outside.")
public final class ConnectionsCommand extends ApiCommand {
    @Option(names = "--test", description = "Try each; exit code 1 if one does not work.")
    private boolean test;

    @Override
    protected Outcome run(ApiClient api, Screen screen) {
        var answer = api.get("/connections");
        screen.table(
                Screen.row("NAME", "TYPE", "SECRETS"),
                answer.list().stream().map(ConnectionsCommand::row).toList());
        return test ? test(answer.list(), api, screen) : Outcome.good(answer);
    }

    /// The names of the secrets that are set; their values never leave the server.
    private static List<String> row(Tree connection) {
        var secrets = connection.at("secrets").texts().toList();
        return Screen.row(
                connection.text("name"), connection.text("type"), String.join(", ", secrets));
    }

    private static Outcome test(List<Tree> connections, ApiClient api, Screen screen) {
        screen.line("");
        var results = new ArrayList<Map<String, Object>>();
        boolean good = true;
        for (var connection : connections) {
            var name = connection.text("name");
            var tried = api.post("/connections/" + ApiClient.encode(name) + "/test", Map.of());
            boolean ok = tried.flag("ok");
            screen.line(
                    (ok ? screen.ink(Ink.GOOD, "✓ ") : screen.ink(Ink.BAD, "✗ "))
                            + name
                            + ": "
                            + tried.text("message"));
            results.add(Map.of("name", name, "ok", ok, "message", tried.text("message")));
            good &= ok;
        }
        return new Outcome(new Tree(results), good);
    }
}
