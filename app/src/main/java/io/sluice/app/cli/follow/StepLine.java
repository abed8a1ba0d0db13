package io.sluice.app.cli.follow;

import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.terminal.Ink;
import io.sluice.app.cli.terminal.Screen;
import io.sluice.app.cli.terminal.Times;
import java.util.ArrayList;
import java.util.Set;
import java.util.regex.Pattern;

/// How a step, and a change it makes, read on one line.
final class StepLine {
    private static final Pattern MARK = Pattern.compile(" ?\\[sluice [0-9a-f]{32}]");
    private static final Set<String> OVER = Set.of("completed", "ended", "abandoned");

    private StepLine() {}

    static boolean over(Tree step) {
        return OVER.contains(step.text("status"));
    }

    /// Whether there is nothing to tell yet but that it is worked on.
    static boolean justBegun(Tree step) {
        return step.text("status").equals("working")
                && step.text("note").isEmpty()
                && trouble(step).isEmpty();
    }

    static String of(Tree step, Screen screen) {
        return screen.ink(ink(step), symbol(step)) + " " + step.text("name") + tail(step, screen);
    }

    /// Why it failed or needs a person; empty if nothing is wrong.
    static String trouble(Tree step) {
        var incident = step.at("incident");
        var wrong = incident.absent() ? step.at("failure") : incident;
        return wrong.absent() ? "" : wrong.text("message") + " (" + wrong.text("code") + ")";
    }

    /// A change outside: what it is, and how far it has come.
    static String change(String status, String told, Screen screen) {
        var summary = plain(told);
        return switch (status) {
            case "applied" -> screen.ink(Ink.CHANGE, "→ " + summary);
            case "planned" -> screen.ink(Ink.CHANGE, "◌ Would: " + summary);
            case "intended" -> screen.ink(Ink.FAINT, "◌ About to: " + summary);
            case "undone" -> screen.ink(Ink.WAITING, "↩ Undone: " + summary);
            case "not-applied" -> screen.ink(Ink.FAINT, "– Not made: " + summary);
            case "doubted" -> screen.ink(Ink.BAD, "? Not known whether it was made: " + summary);
            default -> status + ": " + summary;
        };
    }

    /// Without the marks by which Sluice knows its own changes again.
    private static String plain(String text) {
        return MARK.matcher(text).replaceAll("");
    }

    private static String symbol(Tree step) {
        return switch (step.text("status")) {
            case "completed" -> "✓";
            case "incident" -> "✗";
            case "approval" -> "?";
            case "retrying" -> "↻";
            case "waiting", "following" -> "…";
            case "ended", "abandoned" -> "–";
            case "undoing" -> "↩";
            default -> "▸";
        };
    }

    private static Ink ink(Tree step) {
        return switch (step.text("status")) {
            case "completed" -> Ink.GOOD;
            case "incident" -> Ink.BAD;
            case "approval", "retrying", "undoing" -> Ink.WAITING;
            default -> Ink.FAINT;
        };
    }

    private static String tail(Tree step, Screen screen) {
        var parts = new ArrayList<String>();
        // Of a completed step it would be what it last waited for.
        if (!step.text("status").equals("completed")) {
            parts.add(plain(step.text("note")));
        }
        if (over(step)) {
            parts.add(Times.took(step.text("enteredAt"), step.text("endedAt")));
        } else {
            parts.add(state(step, screen));
        }
        if (step.number("attempts") > 1) {
            parts.add("try " + step.number("attempts"));
        }
        parts.removeIf(String::isEmpty);
        return parts.isEmpty() ? "" : screen.ink(Ink.FAINT, "  " + String.join(" · ", parts));
    }

    private static String state(Tree step, Screen screen) {
        var due = screen.times().clock(step.text("dueAt"));
        return switch (step.text("status")) {
            case "approval" -> "waits for an approval";
            case "incident" -> "needs a person";
            case "retrying" -> due.isEmpty() ? "trying again" : "trying again at " + due;
            case "undoing" -> "undoing";
            case "waiting" -> due.isEmpty() || !step.text("note").isEmpty() ? "" : "until " + due;
            default -> "";
        };
    }
}
