package io.sluice.harness;

import java.util.List;

/// What to try.
///
/// @param database `h2` or `postgresql`
/// @param nodes how many servers share it
/// @param faults what happens, in turn
/// @param runs how many runs to start
/// @param strikes how often something happens
/// @param seed of the moments it happens at
public record Trial(
        String database, int nodes, List<Fault> faults, int runs, int strikes, long seed) {
    /// @throws IllegalArgumentException if there is nothing to try, or the faults need another
    ///   database
    public Trial {
        faults = List.copyOf(faults);
        if (nodes < 1 || runs < 1 || strikes < 0 || faults.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected at least one node, one run and one fault, and no fewer than 0 strikes.");
        }
        boolean embedded = database.equals("h2");
        if (embedded && (nodes > 1 || faults.stream().anyMatch(Fault::needsPostgres))) {
            throw new IllegalArgumentException(
                    "Expected --db postgresql for several nodes and for what is done to it.");
        }
        if (!embedded && faults.contains(Fault.DISK)) {
            throw new IllegalArgumentException(
                    "Expected --db h2 for a full disk: it is the server's own.");
        }
    }

    /// What the given strike, from 1, is.
    Fault strike(int number) {
        return faults.get((number - 1) % faults.size());
    }
}
