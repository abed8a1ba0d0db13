package io.sluice.sandbox.world;

/// What the experimenter has set and what has been observed: faults, targets, deliveries, the
/// ledger, findings, reputations, and what was sent to the receivers.
public final class Controls {
    private final Faults faults;
    private final Outbox outbox;
    private final Ledger ledger;
    private final Detections detections;
    private final Intelligence intelligence;
    private final Inbox inbox;

    Controls(World world) {
        this.faults = new Faults(world);
        this.outbox = new Outbox(world);
        this.ledger = new Ledger(world);
        this.detections = new Detections(world);
        this.intelligence = new Intelligence(world);
        this.inbox = new Inbox(world);
    }

    void clear() {
        faults.clear();
        outbox.clear();
        ledger.clear();
        detections.reset();
        intelligence.reset();
        inbox.reset();
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

    public Detections detections() {
        return detections;
    }

    public Intelligence intelligence() {
        return intelligence;
    }

    public Inbox inbox() {
        return inbox;
    }
}
