package io.sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Figures as lines of JSON in `results.jsonl`, and as a table.
final class Results implements AutoCloseable {
    private record Line(String metric, String db, double value, double min, double max) {}

    private final Path folder;
    private final List<Line> lines = new ArrayList<>();

    Results(Path folder) {
        this.folder = folder;
    }

    void add(String metric, String db, Sample sample) {
        var line = new Line(metric, db, sample.median(), sample.min(), sample.max());
        lines.add(line);
        System.err.println(row(line));
    }

    void print() {
        System.out.println(
                String.format(
                        "%-28s %-12s %12s %12s %12s", "metric", "db", "median", "min", "max"));
        lines.forEach(line -> System.out.println(row(line)));
    }

    private static String row(Line line) {
        return String.format(
                Locale.ROOT,
                "%-28s %-12s %,12.1f %,12.1f %,12.1f",
                line.metric(),
                line.db(),
                line.value(),
                line.min(),
                line.max());
    }

    @Override
    public void close() throws IOException {
        var commit = Optional.ofNullable(System.getenv("SLUICE_BENCH_COMMIT")).orElse("unknown");
        Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS);
        var text = new StringBuilder();
        for (var line : lines) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "{\"metric\":\"%s\",\"db\":\"%s\",\"value\":%.1f,\"min\":%.1f,\"max\":%.1f,"
                                    + "\"commit\":\"%s\",\"date\":\"%s\",\"cores\":%d}%n",
                            line.metric(),
                            line.db(),
                            line.value(),
                            line.min(),
                            line.max(),
                            commit,
                            now,
                            Runtime.getRuntime().availableProcessors()));
        }
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("results.jsonl"),
                text,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
