package io.sluice.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One of the product's programs as a process.
public final class Program implements AutoCloseable {
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final int port;
    private Process process;

    private Program(
            List<String> command,
            Map<String, String> environment,
            Path log,
            int port,
            Process process) {
        this.command = command;
        this.environment = environment;
        this.log = log;
        this.port = port;
        this.process = process;
    }

    /// Starts a jar and waits until it listens.
    public static Program start(
            Path jar, List<String> arguments, Map<String, String> environment, Path log, int port)
            throws IOException {
        var command = new ArrayList<>(List.of(java(), "-Xmx768m"));
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        jar.toString()));
        command.addAll(arguments);
        var process = launch(command, environment, log);
        var program = new Program(command, environment, log, port, process);
        program.awaitPort();
        return program;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Process launch(List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /// As `kill -9` does: no hook of the program runs.
    void kill() throws IOException {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /// Sends a signal: `STOP` and `CONT` make it stand still and go on.
    void signal(String name) throws IOException {
        tool("kill", "-" + name, Long.toString(pid()));
    }

    /// From now on none of its files can grow beyond so many bytes.
    void limitFiles(long bytes) throws IOException {
        tool("prlimit", "--pid", Long.toString(pid()), "--fsize=" + bytes + ":");
    }

    private static void tool(String... words) throws IOException {
        var tool = new ProcessBuilder(words).inheritIO().start();
        try {
            if (tool.waitFor() != 0) {
                throw new IOException("Could not " + String.join(" ", words));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    void startAgain() throws IOException {
        process = launch(command, environment, log);
        awaitPort();
    }

    private void awaitPort() throws IOException {
        long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (System.nanoTime() < end) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                return;
            } catch (IOException _) {
                pause();
            }
            if (!process.isAlive()) {
                throw new IOException("The program has ended before it listened; see " + log);
            }
        }
        throw new IOException("The program does not listen; see " + log);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The operating system's id of the process.
    public long pid() {
        return process.pid();
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
