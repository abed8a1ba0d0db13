package io.sluice.app.cli.follow;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.CliFailure;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.terminal.Ink;
import io.sluice.app.cli.terminal.Screen;
import java.time.Duration;
import java.util.Set;

/// Follows a run in the terminal until it has ended, or until nothing but a person can move it. A
/// server that goes away meanwhile is waited for: runs outlive it.
public final class RunFollower {
    private static final Set<String> ENDED = Set.of("completed", "canceled");
    private static final Set<String> PASSING = Set.of("STORE_UNAVAILABLE", "TOO_BUSY");
    private static final Duration SERVER_PATIENCE = Duration.ofMinutes(2);

    private final ApiClient api;
    private final Screen screen;
    private final Deadline deadline;

    /// Looks at the run along with the person, each time it has moved.
    public interface Companion {
        void look(Tree run);
    }

    public RunFollower(ApiClient api, Screen screen, Deadline deadline) {
        this.api = api;
        this.screen = screen;
        this.deadline = deadline;
    }

    /// @return the run as it stands at the end
    public Tree follow(String id, Companion companion) {
        var narrator = new Narrator(screen);
        try (var watch = new RunWatch(api, id)) {
            while (true) {
                var run = load(id);
                narrator.tell(run);
                if (over(run)) {
                    return run;
                }
                companion.look(run);
                deadline.check("run " + id + " to end");
                watch.next();
            }
        }
    }

    private static boolean over(Tree run) {
        return ENDED.contains(run.text("status")) || stuck(run);
    }

    /// Whether every open step waits for a person to resolve an incident.
    public static boolean stuck(Tree run) {
        var open = run.list("steps").stream().filter(step -> !StepLine.over(step)).toList();
        return run.number("incidents") > 0
                && open.stream().allMatch(step -> step.text("status").equals("incident"));
    }

    /// Whether it went to its end without anything left to do.
    public static boolean wentWell(Tree run) {
        return run.text("status").equals("completed");
    }

    private Tree load(String id) {
        var path = "/runs/" + ApiClient.encode(id);
        try {
            return api.get(path);
        } catch (CliFailure failure) {
            if (!passing(failure)) {
                throw failure;
            }
            return loadAgain(path, new Deadline(SERVER_PATIENCE));
        }
    }

    private Tree loadAgain(String path, Deadline patience) {
        screen.line(screen.ink(Ink.WAITING, "! The server does not answer. Waiting for it …"));
        while (true) {
            patience.pause("the server to come back");
            try {
                var run = api.get(path);
                screen.line(screen.ink(Ink.GOOD, "✓ The server is back; the run goes on."));
                return run;
            } catch (CliFailure failure) {
                if (!passing(failure)) {
                    throw failure;
                }
            }
        }
    }

    /// Whether it is worth while to wait for the server.
    private static boolean passing(CliFailure failure) {
        return failure.isUnreachable() || PASSING.contains(failure.code());
    }
}
