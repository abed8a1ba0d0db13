package io.sluice.engine.port;

import io.sluice.engine.run.Child;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Outer;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All stores of the engine in memory, one lock around everything. Keeps what was committed and
/// nothing else: dropping the runtime over it is a crash.
public final class InMemoryStore implements RunStore, EffectStore, Waits, CommandQueue, Children {
    private final Map<RunId, StoredRun> runs = new TreeMap<>();
    private final Map<RunId, List<Event>> journal = new HashMap<>();
    private final Map<EffectKey, RecordedEffect> effects = new LinkedHashMap<>();
    private final Map<EffectKey, List<String>> effectHistory = new LinkedHashMap<>();
    private final Map<List<String>, RunId> intakes = new HashMap<>();
    private final Map<String, Message> kept = new LinkedHashMap<>();
    private final Map<String, Instant> messages = new HashMap<>();
    private final Map<Long, Queued> commands = new TreeMap<>();
    private final Map<EffectKey, Event.ItemsListed> listed = new HashMap<>();
    private final Map<EffectKey, TreeMap<Integer, Begun>> children = new HashMap<>();
    private long lastCommand;
    private int failures;

    /// The next so many transactions fail; nothing of them is stored.
    public synchronized void failCommits(int times) {
        failures = times;
    }

    @Override
    public synchronized Map<RunId, StoredRun> load(Collection<RunId> ids) {
        var found = new HashMap<RunId, StoredRun>();
        ids.forEach(id -> Optional.ofNullable(runs.get(id)).ifPresent(run -> found.put(id, run)));
        return found;
    }

    @Override
    public synchronized List<CommitResult> commit(List<RunCommit> commits) {
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("The connection broke");
        }
        return commits.stream().map(this::commit).toList();
    }

    private CommitResult commit(RunCommit commit) {
        if (commit.intake().isPresent()) {
            var intake = commit.intake().get();
            var key = List.of(intake.project(), intake.workflow(), intake.key());
            var existing = intakes.putIfAbsent(key, commit.state().id());
            if (existing != null) {
                return new CommitResult.Duplicate(existing);
            }
        }
        var id = commit.state().id();
        var stored = runs.get(id);
        long version = stored == null ? 0 : stored.version();
        long epoch = stored == null ? 0 : stored.epoch();
        boolean fits = commit.epoch() == epoch || commit.epoch() == epoch + 1;
        if (version != commit.expectedVersion() || !fits) {
            return new CommitResult.Clash();
        }
        runs.put(id, new StoredRun(commit.state(), version + 1, commit.epoch(), commit.lease()));
        journal.computeIfAbsent(id, _ -> new ArrayList<>()).addAll(commit.events());
        commit.events().forEach(event -> project(event, commit.at()));
        commit.state().child().ifPresent(child -> follow(child, commit));
        commit.consumed().forEach(commands::remove);
        return new CommitResult.Stored();
    }

    private void follow(Child child, RunCommit commit) {
        var state = commit.state();
        var outcome =
                switch (state.status()) {
                    case COMPLETED -> Outcome.DONE;
                    case FAILED -> Outcome.FAILED;
                    case CANCELED -> Outcome.CANCELED;
                    default -> Outcome.RUNNING;
                };
        children.computeIfAbsent(child.group(), _ -> new TreeMap<>())
                .put(
                        child.index(),
                        new Begun(
                                child.index(),
                                state.id(),
                                child.attempt(),
                                outcome,
                                state.result(),
                                state.failure(),
                                state.endedAt()));
    }

    @Override
    public Children children() {
        return this;
    }

    @Override
    public synchronized List<@Nullable Object> items(EffectKey group, int from, int most) {
        return Objects.requireNonNull(listed.get(group)).items().stream()
                .skip(from)
                .limit(most)
                .toList();
    }

    @Override
    public synchronized Optional<Outer> outer(EffectKey group) {
        return Optional.ofNullable(listed.get(group)).map(Event.ItemsListed::outer);
    }

    @Override
    public synchronized List<Begun> begun(EffectKey group, int from, int most) {
        return children.getOrDefault(group, new TreeMap<>()).tailMap(from).values().stream()
                .limit(most)
                .toList();
    }

    private void project(Event event, Instant at) {
        switch (event) {
            case Event.ItemsListed e -> listed.put(e.group(), e);
            case Event.EffectDeclared e -> {
                effects.put(
                        e.key(),
                        new RecordedEffect(
                                e.key(), e.effectClass(), e.request(), Map.of(), e.deadline()));
                note(e.key(), "declared");
            }
            case Event.EffectApplied e -> {
                effects.computeIfPresent(
                        e.key(),
                        (key, old) ->
                                new RecordedEffect(
                                        key,
                                        old.effectClass(),
                                        old.request(),
                                        e.result(),
                                        old.deadline()));
                note(e.key(), e.adopted() ? "adopted" : "applied");
            }
            case Event.EffectReleased e -> note(e.key(), "released");
            case Event.EffectDoubted e -> {
                effects.computeIfPresent(e.key(), (_, old) -> old.doubtedAt(at));
                note(e.key(), "doubted");
            }
            case Event.MessageThrown e ->
                    keep(
                            new Message(
                                    e.id(),
                                    new Subscription(e.message(), e.key()),
                                    e.payload(),
                                    at),
                            at.plus(Duration.ofDays(1)));
            case Event.MessageReceived e -> {
                if (!e.message().equals(Doing.Listen.SIGNAL)) {
                    kept.remove(e.messageId());
                }
                if (!e.messageId().isEmpty()) {
                    messages.put(e.messageId(), at);
                }
            }
            default -> {}
        }
    }

    private void note(EffectKey key, String what) {
        effectHistory.computeIfAbsent(key, _ -> new ArrayList<>()).add(what);
    }

    @Override
    public synchronized List<Claimed> claim(String owner, Instant now, Duration lease, int max) {
        var claimed = new ArrayList<Claimed>();
        for (var run : List.copyOf(runs.values())) {
            if (claimed.size() < max && dueAt(run).filter(at -> !at.isAfter(now)).isPresent()) {
                var taken =
                        new StoredRun(
                                run.state(),
                                run.version() + 1,
                                run.epoch() + 1,
                                Optional.of(new StoredRun.Lease(owner, now.plus(lease))));
                runs.put(run.state().id(), taken);
                claimed.add(new Claimed(taken, run.lease().isPresent()));
            }
        }
        return claimed;
    }

    private static Optional<Instant> dueAt(StoredRun run) {
        return run.lease().map(StoredRun.Lease::until).or(run.state()::dueAt);
    }

    @Override
    public synchronized Optional<RecordedEffect> find(EffectKey key) {
        return Optional.ofNullable(effects.get(key));
    }

    @Override
    public synchronized Map<Subscription, List<Waiting>> find(
            Collection<Subscription> subscriptions) {
        var found = new HashMap<Subscription, List<Waiting>>();
        for (var run : runs.values()) {
            for (var step : run.state().steps().values()) {
                subscription(step)
                        .filter(subscriptions::contains)
                        .ifPresent(one ->
                                found.computeIfAbsent(one, _ -> new ArrayList<>())
                                        .add(new Waiting(run.state().id(), step.id())));
            }
        }
        return found;
    }

    private static Optional<Subscription> subscription(Step step) {
        return switch (step.doing()) {
            case Doing.Listen(String message, String key) ->
                    Optional.of(new Subscription(message, key));
            case Doing.Work work -> work.wakeOn().map(key -> new Subscription(WAKE, key));
            case Doing.Sleep _,
                    Doing.Decide _,
                    Doing.Enter _,
                    Doing.Inside _,
                    Doing.Compensate _,
                    Doing.Stuck _ ->
                    Optional.empty();
        };
    }

    @Override
    public synchronized boolean keep(Message message, Instant expiresAt) {
        if (messages.putIfAbsent(message.id(), expiresAt) != null) {
            return false;
        }
        kept.put(message.id(), message);
        return true;
    }

    @Override
    public synchronized List<Message> matched(Instant now, int max) {
        return kept.values().stream()
                .filter(one -> !find(List.of(one.subscription())).isEmpty())
                .limit(max)
                .toList();
    }

    @Override
    public synchronized void drop(String id) {
        kept.remove(id);
    }

    @Override
    public synchronized void expire(Instant now) {
        kept.values().removeIf(one -> !expiry(one).isAfter(now));
    }

    private Instant expiry(Message message) {
        return messages.getOrDefault(message.id(), Instant.MAX);
    }

    @Override
    public synchronized void put(RunId run, Command command, List<AuditEntry> audit) {
        lastCommand++;
        commands.put(lastCommand, new Queued(lastCommand, run, command, audit));
    }

    @Override
    public synchronized List<Queued> pending(int max) {
        return commands.values().stream().limit(max).toList();
    }

    @Override
    public synchronized void drop(long id) {
        commands.remove(id);
    }

    /// What is stored of a run.
    public synchronized StoredRun stored(RunId id) {
        var run = runs.get(id);
        if (run == null) {
            throw new AssertionError("No run " + id + " is stored");
        }
        return run;
    }

    public RunState state(RunId id) {
        return stored(id).state();
    }

    /// Every run as it is stored.
    public synchronized List<RunState> states() {
        return runs.values().stream().map(StoredRun::state).toList();
    }

    public synchronized List<Event> journal(RunId id) {
        return List.copyOf(journal.getOrDefault(id, List.of()));
    }

    /// What happened to each effect, in order of their intents.
    public synchronized Map<EffectKey, List<String>> effectHistory() {
        return Map.copyOf(effectHistory);
    }

    /// When a run is next due, or its lease ends.
    public synchronized Optional<Instant> nextDue() {
        return runs.values().stream().flatMap(run -> dueAt(run).stream()).min(Instant::compareTo);
    }

    public synchronized int runCount() {
        return runs.size();
    }
}
