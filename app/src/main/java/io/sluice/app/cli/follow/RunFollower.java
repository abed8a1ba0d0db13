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
    private static final Set<String> ENDED = Set.of("completed", "failed", "canceled");
    private static final Set<String> PASSING = Set.of("STORE_UNAVAILABLE", "TOO_BUSY");
    private static final Duration SERVER_PATIENCE = Duration.ofMinutes(2);

    private final ApiClient api;
    private final Screen screen;
    private final Deadline deadline;

    /// Looks at the run along with the person, each time it has moved, and again after the server
    /// was away.
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
        var narrator = new Narrator(screen, screen::passing);
        try (var watch = new RunWatch(api, id)) {
            while (true) {
                try {
                    var run = api.get(path(id));
                    narrator.tell(run);
                    if (over(run)) {
                        return run;
                    }
                    companion.look(run);
                } catch (CliFailure failure) {
                    waitOut(failure, id);
                }
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

    private static String path(String id) {
        return "/runs/" + ApiClient.encode(id);
    }

    /// Waits for the server to come back, if that is what it takes.
    private void waitOut(CliFailure failure, String id) {
        if (!passing(failure)) {
            throw failure;
        }
        screen.line(screen.ink(Ink.WAITING, "! The server does not answer. Waiting for it …"));
        var patience = new Deadline(SERVER_PATIENCE);
        while (!answers(id)) {
            patience.pause("the server to come back");
        }
        screen.line(screen.ink(Ink.GOOD, "✓ The server is back; the run goes on."));
    }

    private boolean answers(String id) {
        try {
            return !api.get(path(id)).absent();
        } catch (CliFailure failure) {
            // A server that is just starting has not left its new token yet.
            if (!passing(failure) && !failure.code().equals("NOT_SIGNED_IN")) {
                throw failure;
            }
            return false;
        }
    }

    /// Whether it is worth while to wait for the server.
    private static boolean passing(CliFailure failure) {
        return failure.isUnreachable() || PASSING.contains(failure.code());
    }
}
