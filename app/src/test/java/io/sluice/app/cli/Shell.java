package io.sluice.app.cli;

import io.sluice.app.cli.terminal.Surroundings;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/// Runs commands as a shell would, and keeps what they print.
final class Shell {
    private final Map<String, String> environment = new HashMap<>();
    private boolean terminal;
    private String typed = "";

    record Result(int exitCode, String out, String err) {}

    static Shell at(ApiStub server) {
        return new Shell()
                .with("SLUICE_PORT", Integer.toString(server.port()))
                .with("SLUICE_TOKEN", ApiStub.TOKEN);
    }

    Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /// A person sits there and types this.
    Shell typing(String lines) {
        terminal = true;
        typed = lines;
        return this;
    }

    Result run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var around =
                new Surroundings(
                        environment,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        new BufferedReader(new StringReader(typed)),
                        terminal,
                        ZoneOffset.UTC);
        int exitCode = SluiceCli.run(around, arguments);
        return new Result(
                exitCode,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }
}
