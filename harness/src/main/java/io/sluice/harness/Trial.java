package io.sluice.harness;

import java.util.ArrayDeque;
import java.util.List;

/// What to try.
///
/// @param database `h2` or `postgresql`
/// @param runs how many runs to start
/// @param kills how often to kill the server
/// @param seed of the moments it is killed at
public record Trial(String database, int runs, int kills, long seed) {

    /// @throws IllegalArgumentException that says how to call it
    static Trial of(List<String> arguments) {
        var trial = new Trial("h2", 500, 10, 1);
        var rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            var word = rest.removeFirst();
            if (rest.isEmpty()) {
                throw usage();
            }
            var value = rest.removeFirst();
            trial =
                    switch (word) {
                        case "--db" -> new Trial(value, trial.runs, trial.kills, trial.seed);
                        case "--runs" ->
                                new Trial(
                                        trial.database,
                                        Integer.parseInt(value),
                                        trial.kills,
                                        trial.seed);
                        case "--kills" ->
                                new Trial(
                                        trial.database,
                                        trial.runs,
                                        Integer.parseInt(value),
                                        trial.seed);
                        case "--seed" ->
                                new Trial(
                                        trial.database,
                                        trial.runs,
                                        trial.kills,
                                        Long.parseLong(value));
                        default -> throw usage();
                    };
        }
        return trial;
    }

    private static IllegalArgumentException usage() {
        return new IllegalArgumentException(
                "Usage: harness [--db h2|postgresql] [--runs N] [--kills N] [--seed N]");
    }
}
