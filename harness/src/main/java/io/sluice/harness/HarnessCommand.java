package io.sluice.harness;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `./sluice harness`: exit code 0 when nothing was lost and nothing done twice, 1 when something
/// was, 2 when it was called wrongly.
@Command(
        name = "./sluice harness",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Strikes the real programs while they carry out runs, and counts outside what they did.")
final class HarnessCommand implements Callable<Integer> {
    enum Database {
        H2,
        POSTGRESQL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--db",
            paramLabel = "DATABASE",
            description = "h2 or postgresql; h2 unless there are several nodes.")
    private @Nullable Database database;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many servers share the database.")
    private int nodes;

    @Option(
            names = "--faults",
            paramLabel = "FAULT",
            split = ",",
            defaultValue = "kill",
            description = "What happens, in turn: ${COMPLETION-CANDIDATES}.")
    private List<Fault> faults = List.of();

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "500",
            description = "How many runs are started; ${DEFAULT-VALUE} unless told.")
    private int runs;

    @Option(
            names = {"--strikes", "--kills"},
            paramLabel = "N",
            defaultValue = "10",
            description = "How often something happens; ${DEFAULT-VALUE} unless told.")
    private int strikes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the moments it happens at; ${DEFAULT-VALUE} unless told.")
    private long seed;

    @Spec private @Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(line().execute(arguments));
    }

    static CommandLine line() {
        return new CommandLine(new HarnessCommand()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() throws Exception {
        var trial = trial();
        var folder = Files.createTempDirectory("sluice-harness");
        var found = Harness.run(trial, Path.of(System.getProperty("sluice.home", ".")), folder);
        found.forEach(System.out::println);
        System.out.println(found.isEmpty() ? "The harness passes." : found.size() + " faults.");
        return found.isEmpty() ? 0 : 1;
    }

    /// @throws ParameterException if what is asked for cannot be tried
    Trial trial() {
        var chosen = database != null ? database : nodes > 1 ? Database.POSTGRESQL : Database.H2;
        try {
            return new Trial(chosen.word(), nodes, faults, runs, strikes, seed);
        } catch (IllegalArgumentException problem) {
            throw new ParameterException(
                    requireNonNull(spec).commandLine(), problem.getMessage(), problem);
        }
    }
}
