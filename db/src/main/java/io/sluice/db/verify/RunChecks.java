package io.sluice.db.verify;

import io.sluice.db.Micros;
import io.sluice.db.run.LargeTexts;
import io.sluice.db.run.RunWaits;
import io.sluice.db.verify.Check.Findings;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.Step.Doing;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What must hold between a run's row, its journal, and what was projected from it.
final class RunChecks {
    private final Findings gaps = new Findings("no version is missing from a journal");
    private final Findings folds = new Findings("the events of a journal add up to the state");
    private final Findings begins = new Findings("every run began once, and first");
    private final Findings ends = new Findings("every run that has ended did so once, and last");
    private final Findings intents = new Findings("no change was made without an older intent");
    private final Findings twice = new Findings("every change was settled at most once");
    private final Findings open = new Findings("no change of a completed run is still open");
    private final Findings ledger = new Findings("the effect ledger says what the journal says");
    private final Findings success = new Findings("every step that succeeded has made its change");
    private final Findings epochs = new Findings("nothing was written by an epoch that was over");
    private final Findings once = new Findings("every step and every boundary timer ended once");
    private final Findings early = new Findings("no timer fired before its time");
    private final Findings due = new Findings("every run with something to do is due or held");
    private final Findings asked = new Findings("whoever decides is listed as asked, and no other");
    private final Findings waits = new Findings("whoever waits is listed as waiting, and no other");

    List<Check> checks() {
        return Stream.of(
                        gaps, folds, begins, ends, intents, twice, success, open, ledger, epochs,
                        once, early, due, asked, waits)
                .map(Findings::check)
                .toList();
    }

    void verify(RunParts parts, LargeTexts texts) {
        var row = parts.row;
        if (row == null) {
            return;
        }
        var where = "run " + parts.id;
        journal(parts, row, where);
        var state = texts.state(row.state());
        var story = new Story();
        var folded = RunState.fresh(new RunId(parts.id));
        for (var entry : parts.journal) {
            for (var event : texts.events(entry.events())) {
                folded = folded.apply(event);
                story.tell(entry.version(), entry.at(), event);
            }
        }
        folds.unless(folded.equals(state), where);
        lifeCycle(story, state, where);
        effects(parts, story, state, where);
        epochs.unless(inOrder(parts, row), where);
        timers(story, where);
        due.unless(looked(row, state), where);
        asked.unless(parts.asked.equals(deciding(state)), where);
        waits.unless(waiting(parts).equals(RunWaits.of(state)), where);
    }

    /// A commit raises the version and writes one entry; a claim raises it and writes none.
    private void journal(RunParts parts, RunParts.Row row, String where) {
        var versions = new HashSet<Long>();
        parts.journal.forEach(entry -> versions.add(entry.version()));
        boolean whole =
                versions.size() + row.claims() == row.version()
                        && versions.stream().allMatch(version -> version <= row.version());
        gaps.unless(whole, where);
    }

    private void lifeCycle(Story story, RunState state, String where) {
        begins.unless(story.begun == 1 && story.beganFirst, where);
        boolean ended = state.status().ended();
        ends.unless(story.ended == (ended ? 1 : 0) && (!ended || story.endedLast), where);
    }

    private void effects(RunParts parts, Story story, RunState state, String where) {
        story.withoutIntent.forEach(key -> intents.add(where + " effect " + key));
        story.settledAgain.forEach(key -> twice.add(where + " effect " + key));
        story.withoutChange.forEach(key -> success.add(where + " effect " + key));
        if (state.status() == RunStatus.COMPLETED || state.status() == RunStatus.FAILED) {
            story.open().forEach(key -> open.add(where + " effect " + key));
        }
        ledger.unless(story.agreesWith(parts.effects), where);
    }

    /// Every claim and every first commit of a holder is an epoch, and a version.
    private static boolean inOrder(RunParts parts, RunParts.Row row) {
        return row.claims() <= row.epoch()
                && row.epoch() <= row.version()
                && parts.effects.values().stream()
                        .allMatch(effect -> effect.epoch() <= row.epoch());
    }

    private void timers(Story story, String where) {
        story.endedAgain.forEach(what -> once.add(where + " " + what));
        story.tooEarly.forEach(step -> early.add(where + " step " + step));
    }

    /// A run that nobody would ever look at is as good as lost.
    private static boolean looked(RunParts.Row row, RunState state) {
        var wanted = state.status().ended() ? Optional.<Instant>empty() : state.dueAt();
        return row.held()
                || wanted.isEmpty()
                || row.due().filter(at -> at <= Micros.atOrAfter(wanted.get())).isPresent();
    }

    private static Set<Integer> deciding(RunState state) {
        return state.steps().values().stream()
                .filter(step -> step.doing() instanceof Doing.Decide)
                .map(step -> step.id().value())
                .collect(Collectors.toSet());
    }

    private static Set<RunWaits.Waiting> waiting(RunParts parts) {
        var waiting = new HashSet<RunWaits.Waiting>();
        parts.waits.forEach(wait ->
                waiting.add(new RunWaits.Waiting(wait.step(), wait.message(), wait.correlation())));
        return waiting;
    }
}
