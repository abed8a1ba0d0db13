package io.sluice.engine.runtime;

import io.sluice.engine.port.CommitResult;
import io.sluice.engine.port.RunCommit;
import io.sluice.engine.port.StoredRun;
import io.sluice.engine.run.Child;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A run that this process is working on: commands come in by a mailbox and are decided one batch
/// at a time by whoever holds the turn; each decision is durable before anything follows from it.
///
/// While work is due the run is leased to this process; the commit after which nothing is due
/// releases it, and the hot run closes.
final class HotRun {
    private static final Logger log = LoggerFactory.getLogger(HotRun.class);

    private final Workshop shop;
    private final RunId id;
    private final Lease lease;
    private final ReentrantLock mail = new ReentrantLock();
    private final ArrayDeque<Ask> mailbox = new ArrayDeque<>();
    private boolean turn;
    private boolean closed;
    private final HotShares.Place place;

    // Written only by the holder of the turn.
    private volatile RunState state;
    private long version;
    private volatile long epoch;
    private volatile Optional<Instant> leasedUntil;
    private final Running running = new Running();
    private volatile boolean renew;
    private boolean queued;

    private HotRun(
            Workshop shop,
            RunState state,
            long version,
            long epoch,
            Optional<Instant> leasedUntil) {
        this.shop = shop;
        id = state.id();
        lease = new Lease(shop.machine().nanoTime());
        place = shop.shares().place();
        this.state = state;
        this.version = version;
        this.epoch = epoch;
        this.leasedUntil = leasedUntil;
    }

    /// A run that is about to begin.
    static HotRun fresh(Workshop shop, Command.StartRun start) {
        var state = shop.family().seeing(RunState.fresh(start.run()), start.child());
        return new HotRun(shop, state, 0, 0, Optional.empty());
    }

    /// A run nobody holds.
    static HotRun parked(Workshop shop, StoredRun run) {
        var state = shop.family().seeing(run.state(), run.state().child());
        var hot = new HotRun(shop, state, run.version(), run.epoch(), Optional.empty());
        hot.queued = run.queued();
        return hot;
    }

    /// A run this process has just claimed.
    ///
    /// @param markNanos [Lease#mark()] from before the claim
    static HotRun claimed(Workshop shop, StoredRun run, long markNanos) {
        var hot =
                new HotRun(
                        shop,
                        shop.family().seeing(run.state(), run.state().child()),
                        run.version(),
                        run.epoch(),
                        run.lease().map(StoredRun.Lease::until));
        hot.lease.extended(markNanos, shop.options().lease());
        return hot;
    }

    /// The run as this process knows it.
    RunState state() {
        return state;
    }

    RunId id() {
        return id;
    }

    /// Hands in commands; false when this hot run has closed and another must be found.
    boolean offer(Ask ask) {
        mail.lock();
        try {
            if (closed) {
                return false;
            }
            place.enter(state.workflow().id());
            mailbox.add(ask);
            if (!turn) {
                begin(ask);
            }
            return true;
        } finally {
            mail.unlock();
        }
    }

    /// One of its calls has come to its gate, or is being made.
    void arrived() {
        place.arrived();
    }

    private void begin(Ask ask) {
        try {
            shop.threads().execute(this::takeTurn);
            turn = true;
        } catch (RejectedExecutionException stopped) {
            mailbox.remove(ask);
            ask.answer()
                    .completeExceptionally(
                            new StoreUnavailable(
                                    "The engine has stopped; ask again later.", stopped));
        }
    }

    /// Looks after clocks and the lease; called every tick. A run that is parked is the claim's.
    void tick(Instant now) {
        var until = leasedUntil;
        if (until.isEmpty()) {
            return;
        }
        if (paused()) {
            hold(now, until.get());
            return;
        }
        if (now.plus(shop.options().renewBelow()).isAfter(until.get())) {
            renew = true;
            offer(Ask.of(new Command.FireDue()));
        } else if (state.steps().values().stream().anyMatch(step -> ticking(step, now))) {
            offer(Ask.of(new Command.FireDue()));
        }
    }

    /// Keeps the lease of a paused run while a call is under way, and then gives it back; its
    /// clocks stand still.
    private void hold(Instant now, Instant until) {
        if (running.none()) {
            offer(Ask.of());
        } else if (now.plus(shop.options().renewBelow()).isAfter(until)) {
            renew = true;
            offer(Ask.of());
        }
    }

    /// Whether a person has paused this run, as far as this process knows.
    boolean paused() {
        return paused(state);
    }

    /// With the run that has begun it, too.
    private boolean paused(RunState run) {
        var workflow = run.workflow().id();
        return shop.pauses().stops(id, workflow)
                || run.child()
                        .filter(child -> shop.pauses().stops(child.parent(), workflow))
                        .isPresent();
    }

    /// The process stops: gives the lease back as soon as no call is under way.
    void release() {
        renew = true;
        offer(Ask.of());
    }

    private boolean ticking(Step step, Instant now) {
        boolean workOnly =
                step.doing() instanceof Doing.Work
                        && step.timers().isEmpty()
                        && step.timeoutAt().isEmpty();
        return step.dueAt().filter(at -> !at.isAfter(now)).isPresent()
                && (!workOnly || running.idle(step.id()));
    }

    /// Whether a decision is being made.
    boolean busy() {
        mail.lock();
        try {
            return turn;
        } finally {
            mail.unlock();
        }
    }

    private void takeTurn() {
        while (true) {
            var asks = nextAsks();
            if (asks.isEmpty()) {
                return;
            }
            try {
                asks.forEach(this::finished);
                if (!store(new Batch(shop, id, state, asks))) {
                    handOver(asks);
                    return;
                }
            } catch (RuntimeException failure) {
                giveUp(asks, failure);
                return;
            }
        }
    }

    /// What is in the mailbox; when nothing is, ends the turn, and closes if nothing is to come.
    private List<Ask> nextAsks() {
        mail.lock();
        try {
            var asks = List.copyOf(mailbox);
            mailbox.clear();
            if (asks.isEmpty()) {
                turn = false;
                if (leasedUntil.isEmpty()) {
                    close();
                }
            }
            return asks;
        } finally {
            mail.unlock();
        }
    }

    private void close() {
        place.leave();
        closed = true;
        shop.hot().remove(id, this);
    }

    /// The store failed, or we did: this process lets go; when the lease has run out the run is
    /// taken up again from what is stored.
    private void giveUp(List<Ask> asks, RuntimeException failure) {
        if (failure instanceof StoreUnavailable) {
            log.warn("Letting go of run {}; it is taken up again when its lease ends", id, failure);
        } else {
            log.error(
                    "Letting go of run {} after a defect; it is taken up again later", id, failure);
        }
        letGo(asks).forEach(ask -> ask.answer().completeExceptionally(failure));
    }

    /// Someone else wrote first: what this hot run knows is old, and results of its calls are
    /// worthless. What others have asked for is asked again, of whoever holds the run now.
    private void handOver(List<Ask> asks) {
        for (var ask : letGo(asks)) {
            if (ask.internal()) {
                ask.answer().complete(new Outcome.Queued(id));
            } else {
                shop.threads().execute(() -> shop.again().accept(id, ask));
            }
        }
    }

    /// Closes for good; answers what was asked and is not answered.
    private List<Ask> letGo(List<Ask> asks) {
        lease.lose();
        var rest = new ArrayList<>(asks);
        mail.lock();
        try {
            rest.addAll(mailbox);
            mailbox.clear();
            close();
        } finally {
            mail.unlock();
        }
        return rest;
    }

    private void finished(Ask ask) {
        ask.finishes().ifPresent(running::end);
    }

    /// Decides a batch and stores the decision; false when someone else wrote first.
    private boolean store(Batch batch) {
        var now = shop.ports().clock().instant();
        batch.decide(now);
        if (nothingToStore(batch)) {
            batch.answer();
            launch(now);
            return true;
        }
        var mark = lease.mark();
        var queue = version == 0 ? queue(batch.after()) : Optional.<String>empty();
        queued |= queue.isPresent();
        var until = leaseAfter(batch.after(), now);
        var nextEpoch = leasedUntil.isEmpty() ? epoch + 1 : epoch;
        var commit =
                new RunCommit(
                        batch.after(),
                        batch.events(),
                        version,
                        nextEpoch,
                        until.map(at -> new StoredRun.Lease(shop.options().node(), at)),
                        now,
                        batch.intake(),
                        batch.consumed(),
                        batch.audit(),
                        queue,
                        batch.over(),
                        batch.fence());
        var prepared = shop.ports().runs().prepare(commit);
        var result = shop.commits().ask(batch.after().workflow().id(), prepared);
        return switch (result) {
            case CommitResult.Stored _ -> {
                stored(batch, nextEpoch, until, mark);
                shop.ports().listener().committed(state, version, now, batch.events());
                batch.answer();
                launch(now);
                yield true;
            }
            case CommitResult.Duplicate(RunId existing) -> {
                batch.answerDuplicate(existing);
                leasedUntil = Optional.empty();
                yield true;
            }
            case CommitResult.Clash _ -> false;
        };
    }

    private void stored(Batch batch, long nextEpoch, Optional<Instant> until, long mark) {
        state = batch.after();
        version++;
        epoch = nextEpoch;
        if (until.isPresent() && !until.equals(leasedUntil)) {
            lease.extended(mark, shop.options().lease());
        }
        leasedUntil = until;
        renew = false;
        place.enter(state.workflow().id());
        if (state.child().isPresent() && state.status().ended()) {
            tellParent(state.child().get());
        }
    }

    private void tellParent(Child child) {
        if (!shop.family().signal(child.group())) {
            shop.threads().execute(() -> wake(child));
        }
    }

    /// One that cannot be woken looks by itself later.
    private void wake(Child child) {
        try {
            shop.runs().get().wake(Child.wakeKey(child.group()));
        } catch (RuntimeException unavailable) {
            log.debug("Run {} could not be woken", child.parent(), unavailable);
        }
    }

    /// Starts the calls that are due.
    private void launch(Instant now) {
        if (leasedUntil.isEmpty() || !lease.held() || shop.stopping().get() || paused()) {
            return;
        }
        for (var step : state.steps().values()) {
            if (step.doing() instanceof Doing.Work work
                    && !work.notBefore().isAfter(now)
                    && running.begin(step.id())) {
                var snapshot = state;
                shop.callsUnderWay().incrementAndGet();
                shop.threads().execute(() -> new StepCall(shop, this, snapshot, step, work).run());
            }
        }
    }

    Lease lease() {
        return lease;
    }

    /// This process's right to act for the run, for what the store does in its name.
    RunCommit.Fence fence() {
        return new RunCommit.Fence(id, epoch);
    }

    /// The group in which a run that begins waits for a place, if its workflow is limited. One that
    /// another run has begun has that one's.
    private Optional<String> queue(RunState after) {
        return after.mode() == Mode.LIVE && after.child().isEmpty()
                ? shop.ports()
                        .restraints()
                        .quotas()
                        .find(after.workflow().id())
                        .map(quota -> shop.work().group(quota, after))
                : Optional.empty();
    }

    private boolean nothingToStore(Batch batch) {
        boolean leaseStays =
                !renew
                        && leasedUntil.isPresent()
                                == (active(batch.after()) && !letGo(batch.after()));
        return batch.events().isEmpty()
                && batch.consumed().isEmpty()
                && batch.audit().isEmpty()
                && (version == 0 || leaseStays);
    }

    private boolean active(RunState after) {
        var now = shop.ports().clock().instant();
        return after.steps().values().stream()
                .anyMatch(step ->
                        step.doing() instanceof Doing.Work work && !work.notBefore().isAfter(now));
    }

    /// The lease after this commit: none when nothing is due, or when this process has its hands
    /// full; the same end while much of it is left, so that its row keeps its place in the index.
    private Optional<Instant> leaseAfter(RunState after, Instant now) {
        boolean starting = version == 0;
        if (!active(after) || (starting && shop.crowded(after.workflow().id())) || letGo(after)) {
            return Optional.empty();
        }
        var enough = now.plus(shop.options().renewBelow());
        return renew || leasedUntil.filter(at -> at.isAfter(enough)).isEmpty()
                ? Optional.of(now.plus(shop.options().lease()))
                : leasedUntil;
    }

    private boolean letGo(RunState after) {
        return queued || ((shop.stopping().get() || paused(after)) && running.none());
    }
}
