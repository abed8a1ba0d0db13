package io.sluice.engine.runtime;

import io.sluice.engine.port.Claim;
import io.sluice.engine.port.CommandQueue;
import io.sluice.engine.run.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Drives runs: takes up what is due, works on it, stores what comes of it. Any number of processes
/// may do so over one store; each may die at any moment.
public final class EngineRuntime implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EngineRuntime.class);
    private static final int CLAIM = 200;

    /// Looked for even when there is no room: single runs of workflows that have none here.
    private static final int FEW = 20;

    private final Workshop shop;
    private final Runs runs;
    private final Set<Long> commandsUnderWay = ConcurrentHashMap.newKeySet();
    private final Semaphore nudges = new Semaphore(0);
    private volatile boolean open = true;
    private volatile Thread ticker = Thread.currentThread();
    private Instant lastExpiry = Instant.EPOCH;

    public EngineRuntime(EnginePorts ports, EngineOptions options) {
        this(ports, options, Machine.real());
    }

    EngineRuntime(EnginePorts ports, EngineOptions options, Machine machine) {
        shop = Workshop.of(ports, options, machine, this::own, (run, ask) -> again(run, ask));
        runs = new Runs(shop);
    }

    private Runs own() {
        return runs;
    }

    private void again(RunId run, Ask ask) {
        try {
            runs.send(run, ask);
        } catch (RuntimeException failure) {
            ask.answer().completeExceptionally(failure);
        }
    }

    public RunService runs() {
        return runs;
    }

    /// How many runs are being worked on.
    public int hotRuns() {
        return shop.hot().size();
    }

    /// Begins to tick by itself.
    public void start() {
        ticker = Thread.ofPlatform().name("engine-tick").daemon().start(this::tickOn);
    }

    private void tickOn() {
        while (open) {
            try {
                tick();
                pause(shop.options().tick().toMillis());
            } catch (RuntimeException e) {
                log.warn("A look at the store failed; looking again in a second", e);
                pause(1_000);
            }
        }
    }

    /// Somebody knows that there is something to look at: looks now rather than at the next tick.
    public void nudge() {
        nudges.release();
    }

    /// Waits, or until the runtime is nudged or closed. (No thread is ever interrupted: one that is
    /// inside an embedded H2 would close it for everybody.)
    private void pause(long millis) {
        try {
            boolean _ = nudges.tryAcquire(millis, TimeUnit.MILLISECONDS);
            nudges.drainPermits();
        } catch (InterruptedException e) {
            open = false;
        }
    }

    /// One look at everything that time or other processes may have brought. Called by itself after
    /// [#start()]; tests call it after moving the clock.
    public void tick() {
        var now = shop.ports().clock().instant();
        shop.pauses().refresh();
        shop.hot().values().forEach(run -> run.tick(now));
        if (!shop.pauses().stopsEverything()) {
            claim(now);
        }
        shop.ports().commands().pending(CLAIM).forEach(this::carryOut);
        shop.ports().waits().matched(now, CLAIM).forEach(runs::handOut);
        runs.beginnings().look(now, CLAIM, shop.threads());
        shop.late().look(now);
        if (lastExpiry.plusSeconds(60).isBefore(now)) {
            shop.ports().waits().expire(now);
            lastExpiry = now;
        }
    }

    private void claim(Instant now) {
        int room;
        do {
            int free = shop.options().maxHotRuns() - shop.hot().size();
            room = Math.clamp(free, FEW, CLAIM);
            long mark = shop.machine().nanoTime().getAsLong();
            var claimed =
                    shop.ports()
                            .runs()
                            .claim(
                                    new Claim(
                                            shop.options().node(),
                                            now,
                                            shop.options().lease(),
                                            room,
                                            shop.shares()::room,
                                            shop.knowledge()::knows));
            claimed.forEach(one -> runs.takeUp(one, mark));
            if (claimed.size() < room) {
                return;
            }
        } while (open);
    }

    private void carryOut(CommandQueue.Queued queued) {
        if (commandsUnderWay.add(queued.id())) {
            shop.threads().execute(() -> carryOutNow(queued));
        }
    }

    private void carryOutNow(CommandQueue.Queued queued) {
        try {
            runs.carryOut(queued, () -> commandsUnderWay.remove(queued.id()));
        } catch (StoreUnavailable unavailable) {
            log.info(
                    "A command for run {} stays queued: {}",
                    queued.run().value(),
                    unavailable.getMessage());
        } catch (RuntimeException defect) {
            log.error("A command for run {} stays queued", queued.run().value(), defect);
        }
    }

    /// Stops ticking, lets calls under way end for a while, writes what is decided. What is cut off
    /// is taken up again by the next process.
    @Override
    public void close() {
        open = false;
        nudges.release();
        awaitTicker();
        shop.stopping().set(true);
        if (!calledBack()) {
            log.warn(
                    "{} calls are cut off; they are reconciled after the next start",
                    shop.callsUnderWay().get());
        }
        shop.hot().values().forEach(HotRun::release);
        calledBack();
        shop.threads().shutdown();
        for (var gathering : List.of(shop.commits(), shop.loads())) {
            gathering.close();
        }
        runs.close();
    }

    private void awaitTicker() {
        try {
            if (ticker != Thread.currentThread()) {
                ticker.join(5_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether no call is under way and no decision is being made.
    boolean idle() {
        return shop.callsUnderWay().get() == 0
                && shop.hot().values().stream().noneMatch(HotRun::busy);
    }

    /// Waits until no call is under way and no run is hot, for ten seconds at most.
    private boolean calledBack() {
        for (int i = 0; i < 200; i++) {
            if (idle()) {
                return true;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }
}
