package io.sluice.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;

/// The outside of the measurements that call out: a process of its own that answers every line with
/// another one, so many milliseconds later.
final class Provider implements AutoCloseable {
    private static final int BACKLOG = 10_000;

    private final Process process;
    private final int port;

    private Provider(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// @param delay how long each answer takes
    static Provider start(Duration delay) throws IOException {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Provider.class.getName(),
                                Long.toString(delay.toMillis()))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var port = process.inputReader(StandardCharsets.UTF_8).readLine();
        return new Provider(process, Integer.parseInt(port));
    }

    public static void main(String[] arguments) throws IOException {
        var delay = Duration.ofMillis(Long.parseLong(arguments[0]));
        try (var server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            System.out.println(server.getLocalPort());
            while (true) {
                var socket = server.accept();
                threads.execute(() -> answer(socket, delay));
            }
        }
    }

    private static void answer(Socket socket, Duration delay) {
        try (socket) {
            if (lines(socket).readLine() != null) {
                Thread.sleep(delay);
                say(socket, "done");
            }
        } catch (IOException e) {
            System.err.println("A caller went away: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Asks, and waits for the answer.
    String ask(String line) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            say(socket, line);
            var answer = lines(socket).readLine();
            if (answer == null) {
                throw new IOException("Expected an answer, found the end of the connection.");
            }
            return answer;
        }
    }

    private static BufferedReader lines(Socket socket) throws IOException {
        return new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 64);
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
