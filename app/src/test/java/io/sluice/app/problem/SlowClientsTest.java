package io.sluice.app.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.limit.SmallServer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// ASVS V4.2, V15.2.2: whoever sends a byte now and then keeps no connection. The server waits a
/// minute for the next byte, and a second for all of them: what ends here has not ended by a pause.
class SlowClientsTest {
    private static final int PAUSE_MILLIS = 50;

    /// A minute of pauses: beyond that nobody has closed.
    private static final int MOST_PAUSES = 1_200;

    private final AtomicLong nanos = new AtomicLong();
    private SmallServer server;

    @BeforeEach
    void start(@TempDir Path folder) {
        var limit = new BodyLimit(new Problems(JsonMapper.shared()), nanos::get);
        server =
                new SmallServer(
                        folder,
                        limit,
                        Map.of(
                                "/reads", new Reads(),
                                "/hooks/reads", new Reads(),
                                "/leaves", new Leaves()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /// Reads what is sent, and says what became of it.
    private final class Reads extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            try {
                var read = request.getInputStream().read();
                nanos.addAndGet(31_000_000_000L);
                request.getInputStream().readAllBytes();
                response.getWriter().print("read from " + read);
            } catch (BodyTooSlow e) {
                response.setStatus(408);
                response.getWriter().print(e.getMessage());
            }
        }
    }

    /// Answers without a look at what is sent.
    private static final class Leaves extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(404);
        }
    }

    private Socket connected() throws IOException {
        var socket = server.connected();
        socket.setSoTimeout(PAUSE_MILLIS);
        return socket;
    }

    /// Sends a byte, listens for a moment, sends the next, until the other side has closed.
    ///
    /// @return what it has said
    private static String drip(Socket socket, String drop) throws IOException {
        var said = new StringBuilder();
        for (int i = 0; i < MOST_PAUSES; i++) {
            try {
                SmallServer.send(socket, drop);
                var bytes = new byte[4_096];
                int read = socket.getInputStream().read(bytes);
                if (read < 0) {
                    return said.toString();
                }
                said.append(new String(bytes, 0, read, StandardCharsets.UTF_8));
            } catch (SocketTimeoutException e) {
                // Still open.
            } catch (SocketException closed) {
                return said.toString();
            }
        }
        throw new AssertionError("The connection was kept for a minute; it said: " + said);
    }

    @Test
    @DisplayName("A head that comes a byte at a time is given up")
    void givesUpSlowHeads() throws IOException {
        try (var socket = connected()) {
            SmallServer.send(socket, "GET /reads HTTP/1.1\r\nHost: x\r\nX-Slow: ");

            assertThat(drip(socket, "a")).isEmpty();
        }
    }

    @Test
    @DisplayName("So is the line before the headers")
    void givesUpSlowRequestLines() throws IOException {
        try (var socket = connected()) {
            SmallServer.send(socket, "GET /");

            assertThat(drip(socket, "a")).isEmpty();
        }
    }

    @Test
    @DisplayName("A body that nobody reads does not keep the connection either")
    void givesUpSlowBodiesThatNobodyReads() throws IOException {
        try (var socket = connected()) {
            SmallServer.send(
                    socket, "POST /leaves HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n");

            assertThat(drip(socket, "a")).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    @DisplayName("A body that is read is given up after its time, and the sender is told")
    void givesUpSlowBodies() throws IOException {
        try (var socket = connected()) {
            SmallServer.send(
                    socket,
                    "POST /hooks/reads HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n");

            assertThat(drip(socket, "a"))
                    .startsWith("HTTP/1.1 408")
                    .contains("Expected the whole body within 30 seconds");
        }
    }

    @Test
    @DisplayName("Who is quick is served, also the second time on a connection")
    void servesTheQuick() throws IOException {
        try (var socket = connected()) {
            socket.setSoTimeout(20_000);
            for (int i = 0; i < 2; i++) {
                SmallServer.send(
                        socket, "POST /reads HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab");

                var bytes = new byte[4_096];
                int read = socket.getInputStream().read(bytes);
                assertThat(new String(bytes, 0, Math.max(0, read), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 200")
                        .endsWith("read from 97");
            }
        }
    }
}
