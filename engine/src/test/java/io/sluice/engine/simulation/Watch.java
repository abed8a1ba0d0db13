package io.sluice.engine.simulation;

import io.sluice.engine.node.EffectClass;
import io.sluice.engine.port.CommitResult;
import io.sluice.engine.port.RunCommit;
import io.sluice.engine.port.RunStore.Claimed;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Failure;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.Step.Doing;
import io.sluice.engine.run.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Looks at every commit and holds the engine to its promises.
final class Watch {
    /// No clock of a process is further from the truth.
    static final Duration SKEW = Duration.ofSeconds(2);

    private static final boolean STORY = Boolean.getBoolean("sluice.simulation.story");

    private final Time time;
    private final List<String> story = new ArrayList<>();
    private final Map<RunId, Tale> tales = new TreeMap<>(Comparator.comparing(RunId::value));
    private Runnable stir = () -> {};
    private int effects;
    private int takeovers;

    /// What the journal of a run has told so far.
    private static final class Tale {
        RunState folded;
        long version;
        long epoch;
        boolean ended;
        final Map<Long, SimulatedProcess> writers = new HashMap<>();
        final Map<StepId, Instant> sleeps = new HashMap<>();
        final Set<String> fired = new HashSet<>();
        final Map<String, Long> intents = new HashMap<>();
        final Set<String> applied = new HashSet<>();
        final Set<String> doubted = new HashSet<>();
        final Map<String, String> undoes = new HashMap<>();

        Tale(RunId id) {
            folded = RunState.fresh(id);
        }

        /// What was done according to it, and what a person has left in doubt by canceling.
        Set<String> known() {
            var known = new HashSet<>(applied);
            if (folded.status() == RunStatus.CANCELED) {
                known.addAll(doubted);
            }
            return known;
        }
    }

    Watch(Time time) {
        this.time = time;
    }

    /// Called whenever something came into the store that a process should look at.
    void onStir(Runnable what) {
        stir = what;
    }

    void stirred() {
        stir.run();
    }

    /// @throws AssertionError that names the promise
    void expect(boolean holds, String promise) {
        if (!holds) {
            throw new AssertionError("Broken at " + time.now() + ": " + promise);
        }
    }

    /// Keeps what happens, for people who look for the reason.
    void tell(SimulatedProcess process, RunId run, String what) {
        if (STORY) {
            story.add("%s %s %s %s".formatted(time.now(), process, run, what));
        }
    }

    String story() {
        return String.join("\n", story);
    }

    void committed(SimulatedProcess process, List<RunCommit> commits, List<CommitResult> results) {
        for (int i = 0; i < commits.size(); i++) {
            if (results.get(i) instanceof CommitResult.Stored) {
                stored(process, commits.get(i));
            }
        }
        stirred();
    }

    void claimed(SimulatedProcess process, Claimed claimed) {
        var run = claimed.run();
        tell(
                process,
                run.state().id(),
                "claims epoch " + run.epoch() + ", taken over " + claimed.takenOver());
        var tale = tale(run.state().id());
        expect(run.version() == tale.version + 1, "a claim is one version");
        tale.version = run.version();
        written(tale, process, run.epoch());
        takeovers += claimed.takenOver() ? 1 : 0;
        stirred();
    }

    private Tale tale(RunId id) {
        return tales.computeIfAbsent(id, Tale::new);
    }

    private void stored(SimulatedProcess process, RunCommit commit) {
        var tale = tale(commit.state().id());
        expect(commit.expectedVersion() == tale.version, "no gap in the versions of a run");
        reopened(tale, commit.events());
        expect(!tale.ended || commit.events().isEmpty(), "nothing happens after the end");
        tale.version++;
        written(tale, process, commit.epoch());
        tell(
                process,
                commit.state().id(),
                "epoch " + commit.epoch() + " " + commit.lease() + " " + commit.events());
        for (var event : commit.events()) {
            expect(!tale.ended, "the terminal event is the last, and the only one");
            tale.folded = tale.folded.apply(event);
            heard(tale, event, commit.at());
        }
        expect(
                tale.folded.equals(commit.state().withOuter(Optional.empty())),
                "the fold of the events is the state");
    }

    /// What a part of a run has changed can be undone after it has ended.
    private static void reopened(Tale tale, List<Event> events) {
        if (tale.folded.child().isPresent()
                && !events.isEmpty()
                && events.getFirst() instanceof Event.CancelRequested) {
            tale.ended = false;
        }
    }

    private void written(Tale tale, SimulatedProcess process, long epoch) {
        expect(epoch >= tale.epoch, "no write by an old epoch");
        tale.epoch = epoch;
        expect(
                tale.writers.computeIfAbsent(epoch, _ -> process) == process,
                "an epoch belongs to one process");
    }

    private void heard(Tale tale, Event event, Instant at) {
        switch (event) {
            case Event.StepEntered(var step) when step.doing() instanceof Doing.Sleep(var until) ->
                    tale.sleeps.put(step.id(), until);
            case Event.StepCompleted e -> woken(tale, e.step(), at);
            case Event.StepEnded e -> tale.sleeps.remove(e.step());
            case Event.BoundaryFired e ->
                    expect(
                            !e.output().containsKey("firedAt")
                                    || tale.fired.add(e.boundary() + "@" + e.step()),
                            "every boundary timer fires once");
            case Event.EffectDeclared e -> {
                var key = e.key().value();
                tale.intents.putIfAbsent(key, tale.version);
                e.undoes().ifPresent(original -> tale.undoes.put(key, original.value()));
            }
            case Event.EffectApplied e -> applied(tale, e);
            case Event.EffectDoubted e -> tale.doubted.add(e.key().value());
            case Event.EffectReleased e -> tale.doubted.remove(e.key().value());
            case Event.AttemptFailed e -> sound(e.failure());
            case Event.IncidentRaised e -> sound(e.incident().failure());
            case Event.RunCompleted _, Event.RunFailed _, Event.RunCanceled _ -> tale.ended = true;
            default -> {}
        }
    }

    private void sound(Failure failure) {
        expect(!failure.code().equals("engine.defect"), "no defect: " + failure.message());
    }

    private void woken(Tale tale, StepId step, Instant at) {
        var until = tale.sleeps.remove(step);
        if (until != null) {
            expect(!at.isBefore(until), "no timer fires early");
            expect(!time.now().plus(SKEW).isBefore(until), "no timer fires early by the true time");
        }
    }

    private void applied(Tale tale, Event.EffectApplied e) {
        var intent = tale.intents.get(e.key().value());
        expect(intent != null && intent < tale.version, "no outcome without an older intent");
        expect(tale.applied.add(e.key().value()), "every change is settled once");
        effects++;
    }

    boolean ended(RunId id) {
        return tale(id).ended;
    }

    Set<RunId> runs() {
        return tales.keySet();
    }

    /// Once all is over: what the runs say is what the outside saw.
    void atTheEnd(Provider provider, Set<RunId> acknowledged) {
        expect(tales.keySet().containsAll(acknowledged), "no acknowledged run is lost");
        tales.forEach((id, tale) -> expect(tale.ended, "run " + id + " comes to its end"));
        var known = new HashSet<String>();
        tales.values().forEach(tale -> known.addAll(tale.known()));
        provider.ledger().forEach((key, done) -> seen(key, done, known.contains(key)));
        tales.values().forEach(tale -> tale.applied.forEach(key -> told(tale, key, provider)));
    }

    private void seen(String key, Provider.Done done, boolean known) {
        expect(done.times() <= 1, "each effect at most once: " + key + " " + done);
        boolean exact = done.how() == EffectClass.TOKEN || done.how() == EffectClass.CONVERGENT;
        expect(
                !exact || done.times() + done.late() == 1,
                "token and convergent effects once, whoever stands still: " + key + " " + done);
        expect(
                known || done.late() > 0,
                "nothing was done that no run knows of: " + key + " " + done);
    }

    private void told(Tale tale, String key, Provider provider) {
        var original = tale.undoes.get(key);
        expect(
                original == null ? provider.ledger().containsKey(key) : provider.undone(original),
                "what a run says was done was done: " + key);
    }

    int completed() {
        return (int)
                tales.values().stream()
                        .filter(tale -> tale.folded.child().isEmpty())
                        .filter(tale -> tale.folded.status() == RunStatus.COMPLETED)
                        .count();
    }

    /// Runs that runs have begun.
    int children() {
        return (int)
                tales.values().stream().filter(tale -> tale.folded.child().isPresent()).count();
    }

    int effects() {
        return effects;
    }

    int takeovers() {
        return takeovers;
    }
}
