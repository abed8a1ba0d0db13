package io.sluice.engine.runtime;

import io.sluice.engine.port.AuditEntry;
import io.sluice.engine.port.CommandQueue;
import io.sluice.engine.port.Intake;
import io.sluice.engine.port.RunStore;
import io.sluice.engine.port.StoredRun;
import io.sluice.engine.port.Unreadable;
import io.sluice.engine.port.Waits;
import io.sluice.engine.port.Waits.Subscription;
import io.sluice.engine.port.Waits.Waiting;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds or makes the hot run for whatever is asked.
final class Runs implements RunService {
    private static final Logger log = LoggerFactory.getLogger(Runs.class);

    private final Workshop shop;
    private final Gathering<Subscription, Heard> waiting;
    private final Beginnings beginnings;

    Runs(Workshop shop) {
        this.shop = shop;
        beginnings = new Beginnings(shop.ports());
        waiting = new Gathering<>("waits", shop.machine().askers(), 500, 1, this::find);
    }

    @Override
    public RunId nextId() {
        return shop.ports().ids().nextRun(now());
    }

    @Override
    public Outcome start(Command.StartRun start, Optional<Intake> intake, List<AuditEntry> audit) {
        return begin(start, Ask.start(start, intake, audit));
    }

    Outcome begin(Command.StartRun start, Ask ask) {
        var run = HotRun.fresh(shop, start);
        if (shop.hot().putIfAbsent(start.run(), run) != null || !run.offer(ask)) {
            throw new IllegalStateException("Run id " + start.run() + " is in use");
        }
        return answer(ask);
    }

    @Override
    public Outcome submit(RunId run, Command command, List<AuditEntry> audit) {
        return answer(send(run, Ask.of(command, audit)));
    }

    @Override
    public Delivery deliver(Waits.Message message, Duration ttl) {
        int delivered = deliverNow(message);
        if (delivered > 0) {
            return new Delivery(delivered, false);
        }
        boolean kept = shop.ports().waits().keep(message, now().plus(ttl));
        // A wait opened since the first look may have missed the message just kept.
        int late = kept ? deliverNow(message) : 0;
        if (late > 0) {
            return new Delivery(late, true);
        }
        var begun = beginnings.of(message);
        return new Delivery(0, kept && begun.runs().isEmpty(), begun.runs());
    }

    /// A message that was kept. A signal is for all who wait for it now and all that begins by it,
    /// and then for nobody.
    void handOut(Waits.Message message) {
        deliverNow(message);
        if (message.signal()) {
            beginnings.of(message);
            shop.ports().waits().drop(message.id());
        }
    }

    Beginnings beginnings() {
        return beginnings;
    }

    int deliverNow(Waits.Message message) {
        var subscription = message.subscription();
        var command =
                new Command.DeliverMessage(
                        message.id(),
                        subscription.message(),
                        subscription.key(),
                        message.payload());
        return tell(subscription, command);
    }

    @Override
    public int wake(String key) {
        return tell(new Subscription(Waits.WAKE, key), new Command.WakeStep(key));
    }

    /// How many of those who wait took it.
    private int tell(Subscription subscription, Command command) {
        var heard = waiting.ask(subscription);
        return (int)
                heard.runs().stream()
                        .map(run -> send(run, Ask.of(command, List.of()), heard.parked()))
                        .filter(ask -> took(answer(ask)))
                        .count();
    }

    /// Who waits.
    ///
    /// @param parked for one alone: how it was stored when it was found; a question less, and if
    ///   somebody has changed it since then what is decided on it is not stored
    private record Heard(List<RunId> runs, Optional<StoredRun> parked) {
        static Heard by(List<Waiting> waits) {
            return new Heard(
                    waits.stream().map(Waiting::run).distinct().toList(), Optional.empty());
        }

        Optional<RunId> alone() {
            return runs.size() == 1 ? Optional.of(runs.getFirst()) : Optional.empty();
        }

        Heard read(Map<RunId, StoredRun> stored) {
            return new Heard(runs, alone().map(stored::get));
        }
    }

    private static boolean took(Outcome outcome) {
        return outcome instanceof Outcome.Accepted || outcome instanceof Outcome.Queued;
    }

    void carryOut(CommandQueue.Queued queued, Runnable afterwards) {
        var ask = send(queued.run(), Ask.queued(queued.command(), queued.audit(), queued.id()));
        try {
            if (answer(ask) instanceof Outcome.Unknown) {
                shop.ports().commands().drop(queued.id());
            }
        } finally {
            afterwards.run();
        }
    }

    void takeUp(RunStore.Claimed claimed, long markNanos) {
        var run = HotRun.claimed(shop, claimed.run(), markNanos);
        var ask = claimed.takenOver() ? takeOver() : Ask.of(new Command.FireDue());
        var before = shop.hot().put(run.id(), run);
        if (before != null) {
            before.lease().lose();
        }
        run.offer(ask);
    }

    /// To the hot run of this process, or to one made from what is stored, or to the queue for the
    /// process that holds it or is new enough to know it.
    Ask send(RunId id, Ask ask) {
        return send(id, ask, Optional.empty());
    }

    /// @param read the run as it was stored a moment ago, if that is known
    private Ask send(RunId id, Ask ask, Optional<StoredRun> read) {
        var known = read;
        while (true) {
            var hot = shop.hot().get(id);
            if (hot != null && hot.offer(ask)) {
                return ask;
            }
            Optional<StoredRun> stored;
            try {
                stored = known.isPresent() ? known : shop.loads().ask(id);
                known = Optional.empty();
            } catch (StoreUnavailable failure) {
                if (failure.getCause() instanceof Unreadable) {
                    queue(id, ask);
                    return ask;
                }
                throw failure;
            }
            if (stored.isEmpty()) {
                ask.answer().complete(new Outcome.Unknown(id));
                return ask;
            }
            if (heldElsewhere(shop, stored.get(), now())
                    || !shop.knowledge().knows(stored.get().state().workflow())) {
                queue(id, ask);
                return ask;
            }
            var made = HotRun.parked(shop, stored.get());
            if (shop.hot().putIfAbsent(id, made) == null) {
                stored.get().lease().ifPresent(_ -> made.offer(takeOver()));
                if (made.offer(ask)) {
                    return ask;
                }
            }
        }
    }

    /// Whoever held the run is gone: first what it was doing is called in doubt.
    private static Ask takeOver() {
        return Ask.of(new Command.TakeOver(), new Command.FireDue());
    }

    private void queue(RunId id, Ask ask) {
        if (ask.consumed().isEmpty()) {
            ask.commands()
                    .forEach(command -> shop.ports().commands().put(id, command, ask.audit()));
        }
        ask.answer().complete(new Outcome.Queued(id));
    }

    /// Whether another process, or a hot run of ours that has let go, still has the lease.
    static boolean heldElsewhere(Workshop shop, StoredRun run, Instant now) {
        return run.lease().filter(lease -> lease.until().isAfter(now)).isPresent();
    }

    private List<Heard> find(List<Subscription> subscriptions) {
        var found = shop.ports().waits().find(subscriptions);
        var heard =
                subscriptions.stream()
                        .map(one -> Heard.by(found.getOrDefault(one, List.of())))
                        .toList();
        var parked = parked(heard.stream().flatMap(one -> one.alone().stream()).toList());
        return heard.stream().map(one -> one.read(parked)).toList();
    }

    /// How those are stored that are not at work here.
    private Map<RunId, StoredRun> parked(List<RunId> runs) {
        try {
            return shop.ports()
                    .runs()
                    .load(
                            runs.stream()
                                    .filter(run -> !shop.hot().containsKey(run))
                                    .limit(shop.options().commitBatch())
                                    .toList());
        } catch (Unreadable oneOfThem) {
            log.debug("Each is read by itself", oneOfThem);
            return Map.of();
        }
    }

    private static Outcome answer(Ask ask) {
        try {
            return ask.answer().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private Instant now() {
        return shop.ports().clock().instant();
    }

    void close() {
        waiting.close();
    }
}
