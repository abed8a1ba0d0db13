package io.sluice.harness;

import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.Stream;

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
    private static final Trial USUAL = new Trial("h2", 1, List.of(Fault.KILL), 500, 10, 1);

    /// @throws IllegalArgumentException if the faults need another database
    public Trial {
        faults = List.copyOf(faults);
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

    /// @throws IllegalArgumentException that says how to call it
    static Trial of(List<String> arguments) {
        var trial = USUAL;
        var rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            var word = rest.removeFirst();
            if (rest.isEmpty()) {
                throw usage();
            }
            trial = trial.with(word, rest.removeFirst());
        }
        return trial;
    }

    private Trial with(String word, String value) {
        return switch (word) {
            case "--db" -> new Trial(value, nodes, faults, runs, strikes, seed);
            case "--nodes" -> new Trial("postgresql", number(value), faults, runs, strikes, seed);
            case "--faults" -> new Trial(database, nodes, faults(value), runs, strikes, seed);
            case "--runs" -> new Trial(database, nodes, faults, number(value), strikes, seed);
            case "--kills", "--strikes" ->
                    new Trial(database, nodes, faults, runs, number(value), seed);
            case "--seed" ->
                    new Trial(database, nodes, faults, runs, strikes, Long.parseLong(value));
            default -> throw usage();
        };
    }

    private static int number(String value) {
        return Integer.parseInt(value);
    }

    private static List<Fault> faults(String value) {
        return Stream.of(value.split(",", -1)).map(Fault::of).toList();
    }

    /// What the given strike, from 1, is.
    Fault strike(int number) {
        return faults.get((number - 1) % faults.size());
    }

    private static IllegalArgumentException usage() {
        return new IllegalArgumentException(
                "Usage: harness [--db h2|postgresql] [--nodes N]"
                        + " [--faults kill,pause,disconnect,restart,disk] [--runs N] [--strikes N]"
                        + " [--seed N]; --db before --faults");
    }
}
