package io.sluice.app.cli;

import java.util.ArrayList;
import java.util.List;

/// How a run reads in a terminal.
public final class RunReport {
    private final Screen screen;

    public RunReport(Screen screen) {
        this.screen = screen;
    }

    void whole(Tree run) {
        screen.line(
                run.text("workflow", "name")
                        + " v"
                        + run.text("workflow", "version")
                        + "  "
                        + run.text("id")
                        + "  "
                        + run.text("status")
                        + (run.text("mode").equals("dry-run") ? "  (dry run)" : ""));
        screen.line(
                "started " + Screen.moment(run.text("startedAt")) + " by " + run.text("startedBy"));
        screen.line("");
        run.list("steps").forEach(this::step);
        changes(run);
    }

    /// One line of a step, and why it failed or waits.
    public void step(Tree step) {
        screen.line("  " + symbol(step.text("status")) + " " + step.text("name") + tail(step));
        var incident = step.text("incident", "message");
        var failure = step.text("failure", "message");
        var why = incident.isEmpty() ? failure : incident;
        if (!why.isEmpty()) {
            screen.line("      " + why);
        }
    }

    private static String tail(Tree step) {
        var parts = new ArrayList<String>();
        if (!step.text("status").equals("completed")) {
            parts.add(step.text("status"));
        }
        if (step.number("attempts") > 1) {
            parts.add("try " + step.number("attempts"));
        }
        if (!step.text("note").isEmpty()) {
            parts.add(step.text("note"));
        }
        return parts.isEmpty() ? "" : "  — " + String.join(", ", parts);
    }

    /// What was, or would be, changed outside.
    public void changes(Tree run) {
        var lines = new ArrayList<String>();
        for (var effect : run.list("effects")) {
            for (var change : effect.list("changes")) {
                lines.add("  " + mark(effect.text("status")) + " " + change.text("summary"));
            }
        }
        if (!lines.isEmpty()) {
            screen.line("");
            screen.line("Changes outside:");
            lines.forEach(screen::line);
        }
    }

    private static String mark(String status) {
        return switch (status) {
            case "applied" -> "✔";
            case "undone" -> "↩";
            case "planned", "intended" -> "◌";
            default -> "✖";
        };
    }

    static String symbol(String status) {
        return switch (status) {
            case "completed" -> "✔";
            case "incident" -> "✖";
            case "approval" -> "?";
            case "retrying" -> "↻";
            case "waiting", "following" -> "…";
            case "ended", "abandoned" -> "–";
            case "undoing" -> "↩";
            default -> "▶";
        };
    }

    /// The statuses a step does not leave.
    public static final List<String> ENDED = List.of("completed", "ended", "abandoned");
}
