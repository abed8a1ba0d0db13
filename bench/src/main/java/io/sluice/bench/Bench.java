package io.sluice.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `bench WORKLOAD [--db postgresql|h2|both] [--rounds N] [--warm N] [--scale N]`: runs a workload
/// some times over, prints a table, appends the figures to a file.
public final class Bench {
    private Bench() {}

    /// @param warm rounds before those that count
    /// @param scale divides the amount of work; 1 is what the published figures use
    record Settings(
            String workload,
            List<String> databases,
            int rounds,
            int warm,
            int scale,
            Path results) {}

    public static void main(String[] arguments) throws Exception {
        var settings = settings(List.of(arguments));
        try (var results = new Results(settings.results())) {
            for (var database : settings.databases()) {
                run(settings, database, results);
            }
            results.print();
        }
    }

    private static void run(Settings settings, String database, Results results) throws Exception {
        switch (settings.workload()) {
            case "w1" -> new StraightThrough(settings, database, results).run();
            case "floor" -> new Floor(settings, database, results).run();
            case "w2" -> new Messages(settings, database, results).run();
            case "webhook" -> new WebhookAccept(settings, database, results).run();
            case "cdr" -> new CdrLoop(settings, database, results).run();
            case "heap" -> new ParkedHeap(settings, database, results).run();
            case "parked" -> new Parked(settings, database, results).run();
            case "cost" -> new Cost(settings, database, results).run();
            case "nodes" -> new SecondNode(settings, database, results).run();
            case "effects" -> new SideEffects(settings, database, results).run();
            case "calls" -> new LongCalls(settings, database, results).run();
            case "fair" -> new Fairness(settings, database, results).run();
            case "stop" -> new EmergencyStop(settings, database, results).run();
            case "each" -> new ManyItems(settings, database, results).run();
            default -> throw usage("Unknown workload '" + settings.workload() + "'.");
        }
    }

    private static Settings settings(List<String> arguments) {
        var workload = "";
        var databases = List.of("postgresql", "h2");
        int rounds = 3;
        int warm = 1;
        int scale = 1;
        var results = Path.of("bench", "results");
        var rest = new ArrayList<>(arguments);
        while (!rest.isEmpty()) {
            var word = rest.removeFirst();
            switch (word) {
                case "--db" -> databases = databases(value(word, rest));
                case "--rounds" -> rounds = Integer.parseInt(value(word, rest));
                case "--warm" -> warm = Integer.parseInt(value(word, rest));
                case "--scale" -> scale = Integer.parseInt(value(word, rest));
                case "--results" -> results = Path.of(value(word, rest));
                default -> workload = word;
            }
        }
        if (workload.isEmpty()) {
            throw usage("Name a workload.");
        }
        return new Settings(workload, databases, rounds, warm, scale, results);
    }

    private static List<String> databases(String name) {
        return switch (name) {
            case "both" -> List.of("postgresql", "h2");
            case "postgresql", "h2" -> List.of(name);
            default -> throw usage("Unknown database '" + name + "'.");
        };
    }

    private static String value(String word, List<String> rest) {
        if (rest.isEmpty()) {
            throw usage("Expected a value after " + word + ".");
        }
        return rest.removeFirst();
    }

    private static IllegalArgumentException usage(String what) {
        return new IllegalArgumentException(
                what
                        + " Usage: bench w1|w2|floor|heap|parked|cost|nodes|effects|calls|each|fair|stop|webhook|cdr|canvas"
                        + " [--db postgresql|h2|both] [--rounds N] [--warm N] [--scale N]");
    }
}
