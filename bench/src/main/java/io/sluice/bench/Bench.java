package io.sluice.bench;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./sluice bench`: runs a workload some times over, prints a table, appends the figures to a
/// file.
@Command(
        name = "./sluice bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures a workload; bench/README.md tells what each is.")
public final class Bench implements Callable<Integer> {
    enum Database {
        POSTGRESQL,
        H2,
        BOTH;

        List<String> names() {
            return switch (this) {
                case POSTGRESQL -> List.of("postgresql");
                case H2 -> List.of("h2");
                case BOTH -> List.of("postgresql", "h2");
            };
        }
    }

    @Parameters(paramLabel = "WORKLOAD", description = "canvas, ${COMPLETION-CANDIDATES}")
    private Workload workload = Workload.W1;

    @Option(
            names = "--db",
            paramLabel = "DATABASE",
            defaultValue = "both",
            description = "postgresql, h2 or both; ${DEFAULT-VALUE} unless told.")
    private Database database = Database.BOTH;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Rounds that count; ${DEFAULT-VALUE} unless told.")
    private int rounds;

    @Option(
            names = "--warm",
            paramLabel = "N",
            defaultValue = "1",
            description = "Rounds before them; ${DEFAULT-VALUE} unless told.")
    private int warm;

    @Option(
            names = "--scale",
            paramLabel = "N",
            defaultValue = "1",
            description = "Divides the work for a quick look.")
    private int scale;

    @Option(
            names = "--results",
            paramLabel = "FOLDER",
            defaultValue = "bench/results",
            description = "Where results.jsonl grows; ${DEFAULT-VALUE} unless told.")
    private Path folder = Path.of("bench", "results");

    @Spec private @Nullable CommandSpec spec;

    /// @param warm rounds before those that count
    /// @param scale divides the amount of work; 1 is what the published figures use
    record Settings(int rounds, int warm, int scale) {}

    public static void main(String[] arguments) {
        System.exit(line().execute(arguments));
    }

    private static CommandLine line() {
        return new CommandLine(new Bench()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() throws Exception {
        if (rounds < 1 || warm < 0 || scale < 1) {
            throw new ParameterException(
                    requireNonNull(spec).commandLine(),
                    "Expected at least one round, no fewer than 0 before it, and a scale of at least 1.");
        }
        var settings = new Settings(rounds, warm, scale);
        try (var results = new Results(folder)) {
            for (var name : database.names()) {
                workload.run(settings, name, results);
            }
            results.print();
        }
        return 0;
    }
}
