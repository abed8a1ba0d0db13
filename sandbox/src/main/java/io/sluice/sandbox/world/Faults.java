package io.sluice.sandbox.world;

import java.util.Optional;

/// The faults in force.
public final class Faults {
    private final World world;
    private final Table<Fault> faults;

    Faults(World world) {
        this.world = world;
        this.faults = world.table("faults", Fault.class);
    }

    public Table<Fault> table() {
        return faults;
    }

    /// The fault this call meets, if any; the first that strikes wins.
    ///
    /// @param methodAndPath the call as it came, beside the operation's general name
    public Optional<Fault> draw(
            String service, String operation, String methodAndPath, boolean write) {
        boolean none =
                world.read(() ->
                        faults.all().stream()
                                .noneMatch(
                                        f -> meets(f, service, operation, methodAndPath, write)));
        return none
                ? Optional.empty()
                : world.write(() -> strike(service, operation, methodAndPath, write));
    }

    private static boolean meets(
            Fault fault, String service, String operation, String methodAndPath, boolean write) {
        return !fault.isSpent()
                && (write || !fault.writesOnly())
                && fault.concerns(service, operation, methodAndPath);
    }

    private Optional<Fault> strike(
            String service, String operation, String methodAndPath, boolean write) {
        for (Fault fault : faults.all().toArray(Fault[]::new)) {
            if (meets(fault, service, operation, methodAndPath, write)) {
                boolean struck = fault.strikesNext();
                faults.put(fault.id(), fault.drawn(struck));
                if (struck) {
                    return Optional.of(fault);
                }
            }
        }
        return Optional.empty();
    }

    void clear() {
        faults.clear();
    }
}
