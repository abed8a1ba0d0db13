package io.sluice.app.cli.follow;

import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.terminal.Ink;
import io.sluice.app.cli.terminal.Screen;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Tells a run as it goes: a line for each step and each change whenever there is news of it.
final class Narrator {
    private final Screen screen;
    private final Consumer<String> justBegun;
    private final Map<String, String> toldSteps = new HashMap<>();
    private final Map<String, String> toldEffects = new HashMap<>();

    /// @param justBegun where to tell what there is nothing to tell of yet
    Narrator(Screen screen, Consumer<String> justBegun) {
        this.screen = screen;
        this.justBegun = justBegun;
    }

    void tell(Tree run) {
        for (var step : run.list("steps")) {
            tellStep(step);
            run.list("effects").stream()
                    .filter(effect -> effect.text("step").equals(step.text("id")))
                    .forEach(this::tellEffect);
        }
    }

    private void tellStep(Tree step) {
        var trouble = StepLine.trouble(step);
        var news =
                step.text("status")
                        + "|"
                        + step.text("note")
                        + "|"
                        + step.text("attempts")
                        + "|"
                        + trouble;
        var before = toldSteps.put(step.text("id"), news);
        if (news.equals(before)) {
            return;
        }
        var at = StepLine.over(step) ? step.text("endedAt") : "";
        if (before == null && at.isEmpty()) {
            at = step.text("enteredAt");
        }
        var line = margin(screen.times().clock(at)) + StepLine.of(step, screen);
        if (StepLine.justBegun(step)) {
            justBegun.accept(line);
            return;
        }
        screen.line(line);
        if (!trouble.isEmpty()) {
            screen.line(margin("") + "  " + screen.ink(Ink.BAD, trouble));
        }
    }

    /// An intent alone is no news: its outcome follows at once.
    private void tellEffect(Tree effect) {
        var status = effect.text("status");
        if (status.equals("intended")
                || status.equals(toldEffects.put(effect.text("key"), status))) {
            return;
        }
        for (var change : effect.list("changes")) {
            screen.line(
                    margin("") + "  " + StepLine.change(status, change.text("summary"), screen));
        }
    }

    private String margin(String clock) {
        return screen.ink(Ink.FAINT, clock) + " ".repeat(10 - clock.length());
    }
}
