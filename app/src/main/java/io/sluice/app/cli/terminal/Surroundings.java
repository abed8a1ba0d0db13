package io.sluice.app.cli.terminal;

import java.io.BufferedReader;
import java.io.Console;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/// What a command finds around it.
///
/// @param terminal whether a person sits there, who can be asked
/// @param zone for the times that are shown
public record Surroundings(
        Map<String, String> environment,
        PrintStream out,
        PrintStream err,
        BufferedReader in,
        boolean terminal,
        ZoneId zone) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /// Those of this process.
    public static Surroundings ofProcess() {
        return new Surroundings(
                System.getenv(),
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false),
                ZoneId.systemDefault());
    }

    /// Only for people who have not asked for none (https://no-color.org).
    boolean colours() {
        return terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }
}
