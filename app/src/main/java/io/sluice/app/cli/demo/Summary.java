package io.sluice.app.cli.demo;

import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.follow.RunReport;
import io.sluice.app.cli.terminal.Ink;
import io.sluice.app.cli.terminal.Screen;

/// The end of the demo: what changed outside, how long it took, and whether the promise is kept.
final class Summary {
    private final Screen screen;

    Summary(Screen screen) {
        this.screen = screen;
    }

    void show(Tree run, Promise promise, String link) {
        var report = new RunReport(screen);
        screen.line("");
        report.verdict(run);
        screen.line("");
        report.changes(run);
        screen.line("");
        report.durations(run);
        screen.line("");
        screen.line(screen.ink(Ink.STRONG, "What the template promises, looked up outside"));
        for (var check : promise.checks()) {
            var mark = check.holds() ? screen.ink(Ink.GOOD, "✓ ") : screen.ink(Ink.BAD, "✗ ");
            screen.line("  " + mark + check.what());
        }
        screen.line("");
        screen.line((promise.kept() ? "All as promised: " : "Not as promised: ") + link);
    }
}
