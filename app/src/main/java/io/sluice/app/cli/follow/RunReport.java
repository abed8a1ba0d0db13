package io.sluice.app.cli.follow;

import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.terminal.Ink;
import io.sluice.app.cli.terminal.Screen;
import io.sluice.app.cli.terminal.Times;
import java.util.ArrayList;
import java.util.List;

/// A run as a whole.
public final class RunReport {
    private final Screen screen;

    public RunReport(Screen screen) {
        this.screen = screen;
    }

    /// What it is, its steps with their changes, and where it stands.
    public void whole(Tree run) {
        var times = screen.times();
        screen.line(
                screen.ink(Ink.STRONG, run.text("workflow", "name"))
                        + " v"
                        + run.text("workflow", "version")
                        + "  "
                        + run.text("id")
                        + (run.text("mode").equals("dry-run") ? "  (dry run)" : ""));
        screen.line(
                "Started " + times.moment(run.text("startedAt")) + " by " + run.text("startedBy"));
        screen.line("");
        new Narrator(screen, screen::line).tell(run);
        screen.line("");
        verdict(run);
    }

    /// One line on how it stands, and what to do if somebody must do something.
    public void verdict(Tree run) {
        var took = Times.took(run.text("startedAt"), run.text("endedAt"));
        switch (run.text("status")) {
            case "completed" -> screen.line(screen.ink(Ink.GOOD, "✓ Completed in " + took + "."));
            case "failed" ->
                    screen.line(
                            screen.ink(
                                    Ink.BAD,
                                    "✗ Failed after "
                                            + took
                                            + ": "
                                            + run.text("failure", "code")
                                            + " "
                                            + run.text("failure", "message")));
            case "canceled" -> screen.line(screen.ink(Ink.BAD, "✗ Canceled after " + took + "."));
            case "canceling" -> screen.line(screen.ink(Ink.WAITING, "… Canceling."));
            default -> open(run);
        }
    }

    private void open(Tree run) {
        if (run.number("incidents") == 0) {
            var waiting = run.text("waitingFor");
            screen.line("… Running" + (waiting.isEmpty() ? "." : ": " + waiting));
            return;
        }
        screen.line(screen.ink(Ink.BAD, "✗ Waits for a person:"));
        for (var step : run.list("steps")) {
            if (step.text("status").equals("incident")) {
                var at = run.text("id") + " " + step.text("id");
                screen.line("    " + step.text("name") + ": " + StepLine.trouble(step));
                screen.line("    Once the cause is mended: sluice retry " + at);
                screen.line("    Other ways out:           sluice resolve " + at + " --as skip|…");
            }
        }
    }

    /// What was, or would be, changed outside.
    public void changes(Tree run) {
        var lines = new ArrayList<String>();
        for (var effect : run.list("effects")) {
            for (var change : effect.list("changes")) {
                lines.add(StepLine.change(effect.text("status"), change.text("summary"), screen));
            }
        }
        screen.line(screen.ink(Ink.STRONG, "What changed outside"));
        if (lines.isEmpty()) {
            screen.line("  Nothing.");
        }
        lines.forEach(line -> screen.line("  " + line));
    }

    /// How long each step took.
    public void durations(Tree run) {
        screen.line(screen.ink(Ink.STRONG, "How long each step took"));
        var rows = new ArrayList<List<String>>();
        for (var step : run.list("steps")) {
            var took = Times.took(step.text("enteredAt"), step.text("endedAt"));
            rows.add(List.of("  " + step.text("name"), took.isEmpty() ? "still open" : took));
        }
        if (!run.text("endedAt").isEmpty()) {
            rows.add(List.of("  All", Times.took(run.text("startedAt"), run.text("endedAt"))));
        }
        int widest = rows.stream().mapToInt(row -> row.getFirst().length()).max().orElse(0);
        for (var row : rows) {
            var name = row.getFirst();
            screen.line(
                    name
                            + " ".repeat(widest - name.length() + 2)
                            + " ".repeat(Math.max(0, 12 - row.get(1).length()))
                            + row.get(1));
        }
    }
}
