package io.sluice.db.run;

import io.sluice.db.Texts;
import io.sluice.engine.port.Waits;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.Step.Phase;
import java.util.ArrayList;
import java.util.List;

/// What the open steps of a run mean for its row and for the table of waits.
///
/// @param nodes their nodes, for the list of runs, comma between
/// @param note what the run waits for, for people; empty while it works
/// @param fingerprint of the waits: 0 for none, the same for the same
record OpenSteps(String nodes, String note, List<Wait> waits, long fingerprint) {
    private static final OpenSteps NONE = new OpenSteps("", "", List.of(), 0);
    private static final int MAX_NODES = 20;
    private static final int MAX_NOTE = 400;

    /// An open wait of a run for a message or for waking up.
    record Wait(String run, int step, String message, String correlation) {}

    static OpenSteps of(RunState state) {
        return state.steps().isEmpty() ? NONE : read(state);
    }

    private static OpenSteps read(RunState state) {
        var nodes = new StringBuilder();
        var note = "";
        var waits = new ArrayList<Wait>(0);
        int count = 0;
        for (var step : state.steps().values()) {
            if (count++ < MAX_NODES) {
                nodes.append(nodes.isEmpty() ? "" : ",").append(step.node().value());
            }
            if (note.isEmpty()) {
                note = note(step.doing());
            }
            add(waits, state, step);
        }
        return new OpenSteps(
                nodes.toString(), Texts.shown(note, MAX_NOTE), waits, fingerprint(waits));
    }

    private static void add(List<Wait> waits, RunState state, Step step) {
        switch (step.doing()) {
            case Doing.Listen(String message, String key) ->
                    waits.add(wait(state, step, message, key));
            case Doing.Work work when work.phase() == Phase.FOLLOW ->
                    work.wakeOn().ifPresent(on -> waits.add(wait(state, step, Waits.WAKE, on)));
            case Doing.Work _,
                    Doing.Sleep _,
                    Doing.Decide _,
                    Doing.Inside _,
                    Doing.Compensate _,
                    Doing.Enter _,
                    Doing.Stuck _ -> {}
        }
    }

    private static Wait wait(RunState state, Step step, String message, String key) {
        return new Wait(
                state.id().value(),
                step.id().value(),
                JdbcWaits.message(message),
                JdbcWaits.correlation(state.project(), message, key));
    }

    private static String note(Doing doing) {
        return switch (doing) {
            case Doing.Work work -> work.note();
            case Doing.Sleep sleep -> "until " + sleep.until();
            case Doing.Listen(String message, String key)
                    when message.equals(Doing.Listen.SIGNAL) ->
                    "signal " + key;
            case Doing.Listen listen -> "message " + listen.message();
            case Doing.Decide _ -> "approval";
            case Doing.Inside inside -> "round " + inside.round();
            case Doing.Compensate _ -> "undoing";
            case Doing.Enter enter -> "tries again at " + enter.at();
            case Doing.Stuck stuck -> "incident: " + stuck.incident().failure().message();
        };
    }

    private static long fingerprint(List<Wait> waits) {
        return waits.isEmpty() ? 0 : Texts.fingerprint(waits.toString()) | 1;
    }
}
