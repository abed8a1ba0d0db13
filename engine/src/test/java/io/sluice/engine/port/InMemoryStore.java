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
import io.sluice.engine.run.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All stores of the engine in memory, one lock around everything. Keeps what was committed and
/// nothing else: dropping the runtime over it is a crash.
public final class InMemoryStore
        implements RunStore,
                EffectStore,
                Waits,
                CommandQueue,
                Children,
                Pauses,
                Quotas,
                ResourceLocks {
    private static final ArrayDeque<StoredRun> NOBODY = new ArrayDeque<>(0);

    private final Map<RunId, StoredRun> runs = new TreeMap<>();
    private final Map<RunId, List<Event>> journal = new HashMap<>();
    private final Map<EffectKey, RecordedEffect> effects = new LinkedHashMap<>();
    private final Map<EffectKey, List<String>> effectHistory = new LinkedHashMap<>();
    private final Map<List<String>, RunId> intakes = new HashMap<>();
    private final Map<String, Message> kept = new LinkedHashMap<>();
    private final Map<String, Instant> messages = new HashMap<>();
    private final Map<String, Instant> starting = new HashMap<>();
    private final Map<Long, Queued> commands = new TreeMap<>();
    private final Map<EffectKey, Event.ItemsListed> listed = new HashMap<>();
    private final Map<EffectKey, TreeMap<Integer, Begun>> children = new HashMap<>();
    private final List<AuditEntry> audit = new ArrayList<>();
    private final Map<String, Limit> limits = new HashMap<>();
    private final Map<RunId, String> groups = new HashMap<>();
    private final Set<RunId> places = new HashSet<>();
    private final Map<String, Lock> locks = new HashMap<>();
    private long lastCommand;
    private int turn;
    private int failures;
    private int blindness;
    private final Set<RunId> refused = new HashSet<>();
    private Paused paused = Paused.NOTHING;

    /// The next so many transactions fail; nothing of them is stored.
    public synchronized void failCommits(int times) {
        failures = times;
    }

    /// What was written into the audit log, oldest first.
    public synchronized List<AuditEntry> audit() {
        return List.copyOf(audit);
    }

    /// Every transaction with a commit of this run fails.
    public synchronized void refuse(RunId run) {
        refused.add(run);
    }

    /// The next so many looks at children fail.
    public synchronized void failLooks(int times) {
        blindness = times;
    }

    @Override
    public synchronized Map<RunId, StoredRun> load(Collection<RunId> ids) {
        var found = new HashMap<RunId, StoredRun>();
        ids.forEach(id -> Optional.ofNullable(runs.get(id)).ifPresent(run -> found.put(id, run)));
        return found;
    }

    @Override
    public synchronized List<CommitResult> commit(List<? extends Prepared> commits) {
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("The connection broke");
        }
        if (commits.stream().anyMatch(one -> refused.contains(one.commit().state().id()))) {
            throw new IllegalStateException("The disk is full");
        }
        return commits.stream().map(Prepared::commit).map(this::commit).toList();
    }

    private CommitResult commit(RunCommit commit) {
        if (commit.fence().filter(fence -> epoch(fence.run()) != fence.epoch()).isPresent()) {
            return new CommitResult.Clash();
        }
        if (commit.intake().isPresent()) {
            var taken = commit.intake().get().message().filter(one -> !kept.containsKey(one));
            var intake = commit.intake().get();
            var key = List.of(intake.project(), intake.workflow(), intake.key());
            var existing = intakes.putIfAbsent(key, commit.state().id());
            if (existing != null) {
                return new CommitResult.Duplicate(existing);
            }
            if (taken.isPresent()) {
                intakes.remove(key);
                return new CommitResult.Clash();
            }
            intake.message().ifPresent(kept::remove);
        }
        var id = commit.state().id();
        var stored = runs.get(id);
        long version = stored == null ? 0 : stored.version();
        long epoch = stored == null ? 0 : stored.epoch();
        boolean fits = commit.epoch() == epoch || commit.epoch() == epoch + 1;
        if (version != commit.expectedVersion() || !fits) {
            return new CommitResult.Clash();
        }
        commit.queue().ifPresent(group -> groups.put(id, group));
        boolean queued = commit.queue().isPresent() || (stored != null && stored.queued());
        runs.put(
                id,
                new StoredRun(commit.state(), version + 1, commit.epoch(), commit.lease(), queued));
        commit.over().forEach(step -> free(id, step, commit.at()));
        journal.computeIfAbsent(id, _ -> new ArrayList<>()).addAll(commit.events());
        commit.events().forEach(event -> project(event, commit));
        commit.state().child().ifPresent(child -> follow(child, commit));
        commit.consumed().forEach(commands::remove);
        audit.addAll(commit.audit());
        return new CommitResult.Stored();
    }

    private long epoch(RunId run) {
        return Optional.ofNullable(runs.get(run)).map(StoredRun::epoch).orElse(0L);
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
        if (blindness > 0) {
            blindness--;
            throw new IllegalStateException("The connection broke");
        }
        return children.getOrDefault(group, new TreeMap<>()).tailMap(from).values().stream()
                .limit(most)
                .toList();
    }

    private void project(Event event, RunCommit commit) {
        var at = commit.at();
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
                                    at,
                                    Sender.run(commit.state().id(), commit.state().chain())),
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
    public synchronized List<Claimed> claim(Claim asked) {
        var lines = new TreeMap<String, ArrayDeque<StoredRun>>();
        runs.values().stream()
                .filter(run -> !paused(run))
                .filter(run -> asked.knows().test(run.state().workflow()))
                .filter(run -> dueAt(run).filter(at -> !at.isAfter(asked.now())).isPresent())
                .sorted(Comparator.comparing(run -> dueAt(run).orElseThrow()))
                .forEach(run ->
                        lines.computeIfAbsent(run.state().workflow().id(), _ -> new ArrayDeque<>())
                                .add(run));
        if (lines.isEmpty()) {
            return List.of();
        }
        var order = new ArrayList<>(lines.keySet());
        Collections.rotate(order, -Math.floorMod(turn, order.size()));
        turn += asked.max();
        var claimed = new ArrayList<Claimed>();
        for (boolean more = true; more; ) {
            more = false;
            for (var workflow : order) {
                more |= takeTurn(workflow, lines.getOrDefault(workflow, NOBODY), claimed, asked);
            }
        }
        return claimed;
    }

    private boolean takeTurn(
            String workflow, ArrayDeque<StoredRun> line, List<Claimed> claimed, Claim asked) {
        long has =
                claimed.stream()
                        .filter(one -> one.run().state().workflow().id().equals(workflow))
                        .count();
        if (line.isEmpty()
                || claimed.size() >= asked.max()
                || has >= asked.room().applyAsInt(workflow)) {
            return false;
        }
        var run = line.remove();
        if (run.queued() && !admit(run)) {
            return true;
        }
        var taken =
                new StoredRun(
                        run.state(),
                        run.version() + 1,
                        run.epoch() + 1,
                        Optional.of(new StoredRun.Lease(asked.owner(), asked.until())));
        runs.put(run.state().id(), taken);
        claimed.add(new Claimed(taken, run.lease().isPresent()));
        return true;
    }

    /// So many runs of a workflow at once, in all and in each group; zero for no limit.
    public synchronized void limit(String workflow, String key, int maxRuns, int maxPerKey) {
        limits.put(workflow, new Limit(key, maxRuns, maxPerKey));
    }

    private record Limit(String key, int maxRuns, int maxPerKey) {}

    @Override
    public synchronized Optional<Quota> find(String workflow) {
        return Optional.ofNullable(limits.get(workflow)).map(limit -> new Quota(limit.key()));
    }

    private boolean admit(StoredRun run) {
        var id = run.state().id();
        var limit = limits.getOrDefault(run.state().workflow().id(), new Limit("", 0, 0));
        places.removeIf(one -> stored(one).state().status().ended());
        var taken =
                places.stream()
                        .filter(one ->
                                stored(one)
                                        .state()
                                        .workflow()
                                        .id()
                                        .equals(run.state().workflow().id()))
                        .toList();
        long inGroup =
                taken.stream()
                        .filter(one -> Objects.equals(groups.get(one), groups.get(id)))
                        .count();
        boolean room =
                (limit.maxRuns() == 0 || taken.size() < limit.maxRuns())
                        && (limit.maxPerKey() == 0 || inGroup < limit.maxPerKey());
        if (room) {
            places.add(id);
        }
        return room;
    }

    /// @param run who holds it; empty when nobody does
    private record Lock(
            Optional<RunId> run, StepId step, EffectKey key, Optional<Instant> freedAt) {}

    @Override
    public synchronized Answer take(ResourceLocks.Request request) {
        for (var resource : request.resources()) {
            var held = Optional.ofNullable(locks.get(resource)).flatMap(this::holder);
            if (held.isPresent() && !held.get().key().equals(request.key())) {
                return new Answer.Held(resource, held.get().run().orElseThrow());
            }
        }
        Optional<Instant> freed =
                request.resources().stream()
                        .flatMap(one -> Optional.ofNullable(locks.get(one)).stream())
                        .flatMap(one -> one.freedAt().or(() -> endedAt(one)).stream())
                        .max(Comparator.naturalOrder());
        request.resources()
                .forEach(one ->
                        locks.put(
                                one,
                                new Lock(
                                        Optional.of(request.run()),
                                        request.step(),
                                        request.key(),
                                        freed)));
        return new Answer.Taken(freed);
    }

    private Optional<Lock> holder(Lock lock) {
        return lock.run().isPresent() && endedAt(lock).isEmpty()
                ? Optional.of(lock)
                : Optional.empty();
    }

    private Optional<Instant> endedAt(Lock lock) {
        return lock.run()
                .flatMap(run -> Optional.ofNullable(runs.get(run)))
                .flatMap(run -> run.state().endedAt());
    }

    @Override
    public synchronized void release(EffectKey key, Instant now) {
        locks.replaceAll((_, lock) -> lock.key().equals(key) ? freed(lock, now) : lock);
    }

    private void free(RunId run, StepId step, Instant now) {
        locks.replaceAll((_, lock) ->
                lock.run().filter(run::equals).isPresent() && lock.step().equals(step)
                        ? freed(lock, now)
                        : lock);
    }

    private static Lock freed(Lock lock, Instant now) {
        return new Lock(Optional.empty(), lock.step(), lock.key(), Optional.of(now));
    }

    private boolean paused(StoredRun run) {
        return paused.stops(run.state().id(), run.state().workflow().id());
    }

    /// From now on this is paused, and nothing else.
    public synchronized void pause(
            boolean everything, Collection<String> workflows, Collection<RunId> ids) {
        paused =
                new Paused(
                        paused.version() + 1, everything, Set.copyOf(workflows), Set.copyOf(ids));
    }

    @Override
    public synchronized Paused read(Paused known) {
        return known.version() == paused.version() ? known : paused;
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
        if (message.sender().begins()) {
            starting.put(message.id(), Instant.EPOCH);
        }
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
    public synchronized List<Message> starting(
            Collection<Subscription> heard, Instant now, int max) {
        return kept.values().stream()
                .filter(one -> !starting.getOrDefault(one.id(), Instant.MAX).isAfter(now))
                .filter(one -> one.signal() || heard.contains(one.beginsBy()))
                .filter(one -> find(List.of(one.subscription())).isEmpty())
                .limit(max)
                .toList();
    }

    @Override
    public synchronized void begun(String id, Optional<Instant> again) {
        again.ifPresentOrElse(at -> starting.put(id, at), () -> starting.remove(id));
        if (again.isEmpty() && kept.containsKey(id) && kept.get(id).signal()) {
            var until = kept.get(id).receivedAt().plus(SIGNAL_TTL);
            messages.computeIfPresent(id, (_, at) -> at.isBefore(until) ? at : until);
        }
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
