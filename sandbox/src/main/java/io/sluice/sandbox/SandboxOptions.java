package io.sluice.sandbox;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;

/// How to start a sandbox.
///
/// @param host the address to listen on
/// @param port the port, or 0 for a free one
/// @param syslogPort the port for syslog over TCP and UDP, or 0 for free ones
/// @param data the folder that keeps the world
/// @param machine the machine's clock, which drives the simulated one
/// @param seed makes the ids of a new world its own; ignored when the folder holds a world
public record SandboxOptions(
        String host, int port, int syslogPort, Path data, InstantSource machine, long seed) {
    private static final int DEFAULT_PORT = 8090;

    public SandboxOptions {
        check(port);
        check(syslogPort);
    }

    private static void check(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "Expected a port from 0 to 65535, found %d".formatted(port));
        }
    }

    /// A sandbox for a test: a free port of the loopback interface.
    public static SandboxOptions inFolder(Path data) {
        return new SandboxOptions(
                "127.0.0.1",
                0,
                0,
                data,
                InstantSource.system(),
                RandomGenerator.getDefault().nextLong());
    }

    public SandboxOptions atPort(int newPort) {
        return new SandboxOptions(host, newPort, syslogPort, data, machine, seed);
    }

    public SandboxOptions drivenBy(InstantSource newMachine) {
        return new SandboxOptions(host, port, syslogPort, data, newMachine, seed);
    }

    /// Reads `--port`, `--syslog-port`, `--data` and `--host`, else `SANDBOX_PORT` and so on.
    /// Throws [IllegalArgumentException] with a sentence for the person who typed them.
    static SandboxOptions read(String[] arguments, Map<String, String> environment) {
        String host = environment.getOrDefault("SANDBOX_HOST", "127.0.0.1");
        String port = environment.getOrDefault("SANDBOX_PORT", Integer.toString(DEFAULT_PORT));
        String syslogPort = environment.getOrDefault("SANDBOX_SYSLOG_PORT", "0");
        String data = environment.getOrDefault("SANDBOX_DATA", "data/sandbox");
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("Expected a value after " + arguments[i]);
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--host" -> host = value;
                case "--port" -> port = value;
                case "--syslog-port" -> syslogPort = value;
                case "--data" -> data = value;
                default ->
                        throw new IllegalArgumentException(
                                "Expected --port, --syslog-port, --data or --host, found "
                                        + arguments[i]);
            }
        }
        return inFolder(Path.of(data)).on(host).atPort(number(port)).syslogAt(number(syslogPort));
    }

    private SandboxOptions syslogAt(int newPort) {
        return new SandboxOptions(host, port, newPort, data, machine, seed);
    }

    private SandboxOptions on(String newHost) {
        return new SandboxOptions(newHost, port, syslogPort, data, machine, seed);
    }

    private static int number(String port) {
        try {
            return Integer.parseInt(port);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Expected a port number, found '%s'".formatted(port), e);
        }
    }
}
