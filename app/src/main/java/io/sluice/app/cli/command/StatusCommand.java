package io.sluice.app.cli.command;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.terminal.Ink;
import io.sluice.app.cli.terminal.Screen;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// Whether the server is there, who we are to it, and what waits.
@Command(
        name = "status",
        aliases = "health",
        description = "Tell whether the server is well, and what waits for a person.")
public final class StatusCommand extends ApiCommand {
    private static final int COUNTED = 100;

    @Override
    protected Outcome run(ApiClient api, Screen screen) {
        var health = api.health();
        var session = api.get("/session");
        boolean up = health.text("status").equals("UP");
        screen.line(
                (up
                                ? screen.ink(Ink.GOOD, "✓ Up")
                                : screen.ink(Ink.BAD, "✗ " + health.text("status")))
                        + "  Sluice "
                        + session.text("version")
                        + " at "
                        + api.pageUrl("/"));
        screen.line("  Sandbox " + (session.flag("sandbox") ? "on" : "off"));
        if (!session.flag("setUp")) {
            screen.line("! No account exists yet: open the page, the server's log has the token.");
        }
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("health", health.value());
        answer.put("session", session.value());
        if (session.at("user").absent()) {
            screen.line("  Not signed in.");
        } else {
            var name = session.text("user", "name");
            var roles = session.at("user", "roles").texts().toList();
            screen.line("  Signed in as " + name + " (" + String.join(", ", roles) + ")");
            answer.put("waiting", waiting(api, screen));
        }
        return new Outcome(new Tree(answer), up);
    }

    private static Map<String, Object> waiting(ApiClient api, Screen screen) {
        int running = count(api, "/runs", Map.of("status", "running"));
        int incidents = count(api, "/runs", Map.of("incident", "true"));
        int approvals = count(api, "/approvals", Map.of("status", "open"));
        screen.line("  " + atMost(running) + " running");
        told(screen, incidents, "waiting for a person: sluice runs --incidents");
        told(screen, approvals, "waiting for an approval: sluice approvals");
        var waiting = new LinkedHashMap<String, Object>();
        waiting.put("running", running);
        waiting.put("incidents", incidents);
        waiting.put("approvals", approvals);
        return waiting;
    }

    private static void told(Screen screen, int count, String what) {
        if (count > 0) {
            screen.line(screen.ink(Ink.WAITING, "! " + atMost(count) + " " + what));
        }
    }

    private static String atMost(int count) {
        return count < COUNTED ? Integer.toString(count) : COUNTED + " or more";
    }

    private static int count(ApiClient api, String path, Map<String, String> filter) {
        var query = new LinkedHashMap<>(filter);
        query.put("limit", Integer.toString(COUNTED));
        return api.get(path, query).list().size();
    }
}
