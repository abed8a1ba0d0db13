package io.sluice.sandbox.world;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/// Everything that exists outside: one lock, one file, one clock. A write is all or nothing and is
/// in the file before [#write] returns; what was due by now has happened before any reader or
/// writer looks.
public final class World implements AutoCloseable {
    private static final String ONLY = "only";
    private static final int MAX_SHARED_COMMIT = 256;

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final List<Table<?>> tables = new ArrayList<>();
    private final Store store;
    private final InstantSource machine;
    private final Table<SimulatedClock> clock;
    private final Table<Pace> pace;
    private final Ids ids;
    private final Agenda agenda;
    private final Cloud cloud;
    private final Subscription subscription;
    private final ServiceDesk serviceDesk;
    private final Fleet fleet;
    private final Controls controls;
    private final Queue<Ticket<?>> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    private World(Store store, InstantSource machine, long seed) {
        this.store = store;
        this.machine = machine;
        this.clock = table("clock", SimulatedClock.class);
        this.pace = table("pace", Pace.class);
        this.ids = new Ids(table("counters", Long.class), seed);
        this.agenda = new Agenda(table("agenda", Agenda.Item.class), ids);
        this.cloud = new Cloud(this);
        this.subscription = new Subscription(this);
        this.serviceDesk = new ServiceDesk(this);
        this.fleet = new Fleet(this);
        this.controls = new Controls(this);
    }

    /// Opens the folder's world, or makes an empty one in it.
    ///
    /// @param seed makes the ids of a new world its own
    public static World open(Path folder, InstantSource machine, long seed) {
        Store store = Store.open(folder);
        World world = new World(store, machine, seed);
        if (world.clock.find(ONLY).isEmpty()) {
            world.clock.put(ONLY, SimulatedClock.begin(machine));
            world.furnish();
        } else if (world.fleet.clusters().size() == 0) {
            new ClusterLife(world).furnish();
        }
        world.flush();
        store.commit();
        return world;
    }

    <T> Table<T> table(String name, Class<T> type) {
        Table<T> table = new Table<>(store.rows(name), type);
        tables.add(table);
        return table;
    }

    /// Carries out `change` alone; durable when it returns, undone when it throws. Changes that
    /// wait at the same time are carried out one after another by whoever comes first, and share
    /// one commit.
    public <R> R write(Supplier<R> change) {
        Ticket<R> ticket = new Ticket<>(change);
        waiting.add(ticket);
        lock.writeLock().lock();
        try {
            while (!ticket.isServed()) {
                serve();
            }
        } finally {
            lock.writeLock().unlock();
        }
        return ticket.result();
    }

    private void serve() {
        List<Ticket<?>> served = new ArrayList<>();
        try {
            refuseWhenClosed();
            catchUp();
            Ticket<?> next = waiting.poll();
            while (next != null) {
                served.add(next);
                carryOut(next);
                next = served.size() < MAX_SHARED_COMMIT ? waiting.poll() : null;
            }
            store.commit();
        } catch (RuntimeException | Error e) {
            // Nobody may be told "done" without the file: what was served fails, and so do those to
            // come.
            closed = true;
            served.forEach(ticket -> ticket.fail(e));
            throw e;
        }
    }

    private void carryOut(Ticket<?> ticket) {
        if (ticket.run()) {
            flush();
        } else {
            undo();
        }
    }

    /// Looks at the world beside other readers.
    public <R> R read(Supplier<R> look) {
        if (isBehind()) {
            write(() -> true);
        }
        lock.readLock().lock();
        try {
            refuseWhenClosed();
            return look.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    private boolean isBehind() {
        return locked(() -> agenda.isDue(now()));
    }

    private void refuseWhenClosed() {
        if (closed) {
            throw new IllegalStateException(
                    "The sandbox has been stopped, or could not write its file; start it again");
        }
    }

    /// Lets everything happen that was due by now, each at its own time and in order.
    private void catchUp() {
        Instant now = now();
        while (agenda.isDue(now)) {
            Agenda.Item item = agenda.takeFirst();
            happen(item);
        }
        controls.ledger().takeReads();
        flush();
    }

    /// Writes down what only waits to be written down, and lets happen what is due.
    public void settle() {
        boolean waiting = controls.ledger().hasReads() || isBehind();
        if (waiting) {
            write(() -> true);
        }
    }

    private void happen(Agenda.Item item) {
        switch (item.kind()) {
            case INSTANCE_SETTLES -> cloud.instances().settle(item.subject(), item.due());
            case SNAPSHOT_SETTLES -> cloud.snapshotLife().settle(item.subject(), item.due());
            case ASSET_FOUND -> subscription.assetLife().discover(item.subject(), item.due());
            case SCAN_JOB_STARTS -> subscription.scanLife().pickUp(item.subject(), item.due());
            case SCAN_MOVES -> subscription.scanLife().move(item.subject(), item.due());
            case AGENT_CHECKS_IN -> subscription.patchLife().checkIn(item.subject(), item.due());
            case CONNECTOR_SETTLES ->
                    subscription.assetLife().settleConnector(item.subject(), item.due());
        }
    }

    /// Takes back what the running write has done so far.
    public void undo() {
        tables.forEach(Table::undo);
    }

    private void flush() {
        tables.forEach(Table::flush);
    }

    /// An empty world with its defaults; the clock, the counters and the delivery targets stay.
    public void reset() {
        cloud.clear();
        subscription.clear();
        serviceDesk.clear();
        fleet.clear();
        controls.clear();
        agenda.clear();
        pace.clear();
        furnish();
    }

    private void furnish() {
        cloud.furnish();
        subscription.furnish();
        serviceDesk.furnish();
        new ClusterLife(this).furnish();
    }

    public Instant now() {
        return clock().now(machine);
    }

    /// The machine's own time, for what a caller measures with its own clock: tokens and waits.
    public Instant realNow() {
        return machine.instant();
    }

    public SimulatedClock clock() {
        return locked(() -> clock.load(ONLY));
    }

    /// Reads one thing from wherever the caller stands: inside a read, inside a write, or outside.
    private <R> R locked(Supplier<R> look) {
        lock.readLock().lock();
        try {
            return look.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    public void advance(Duration by) {
        clock.put(ONLY, clock().advanced(by, machine));
        catchUp();
    }

    public void runAt(double speed) {
        clock.put(ONLY, clock().atSpeed(speed, machine));
    }

    public Pace pace() {
        return locked(() -> pace.find(ONLY).orElse(Pace.DEFAULT));
    }

    public void setPace(Pace newPace) {
        pace.put(ONLY, newPace);
    }

    public Ids ids() {
        return ids;
    }

    Agenda agenda() {
        return agenda;
    }

    public Cloud cloud() {
        return cloud;
    }

    public Subscription subscription() {
        return subscription;
    }

    public ServiceDesk serviceDesk() {
        return serviceDesk;
    }

    public Fleet fleet() {
        return fleet;
    }

    public Controls controls() {
        return controls;
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                store.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
