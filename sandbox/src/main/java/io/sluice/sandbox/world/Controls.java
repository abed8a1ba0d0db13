package io.sluice.sandbox.world;

/// What the experimenter has set and what has been observed: faults, targets, deliveries, the
/// ledger.
public final class Controls {
    private final Faults faults;
    private final Outbox outbox;
    private final Ledger ledger;

    Controls(World world) {
        this.faults = new Faults(world);
        this.outbox = new Outbox(world);
        this.ledger = new Ledger(world);
    }

    void clear() {
        faults.clear();
        outbox.clear();
        ledger.clear();
    }

    public Faults faults() {
        return faults;
    }

    public Outbox outbox() {
        return outbox;
    }

    public Ledger ledger() {
        return ledger;
    }
}
