package io.sluice.app.cli.demo;

import io.sluice.app.cli.RunReport;
import io.sluice.app.cli.Screen;
import io.sluice.app.cli.Tree;

/// The end of the demo: what changed outside, and whether the promise was kept.
final class Summary {
    private final Screen screen;

    Summary(Screen screen) {
        this.screen = screen;
    }

    void show(Tree run, Promise promise, String link) {
        new RunReport(screen).changes(run);
        screen.line("");
        screen.line("What the template promises:");
        for (var check : promise.checks()) {
            screen.line((check.holds() ? "  ✔ " : "  ✖ ") + check.what());
        }
        screen.line("");
        screen.line(
                promise.kept()
                        ? "Done. Look at it again: " + link
                        : "Not as promised. Look at it: " + link);
    }
}
