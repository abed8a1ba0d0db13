package io.sluice.app.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.api.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Requests of which two readers may disagree where they end, byte by byte over a socket.
class SmugglingTest {
    private static final String INNER =
            "POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n";

    private final TestServer server = TestServer.shared();

    private static String post(String headers, String body) {
        return "POST /hooks/none HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                + headers
                + "\r\n"
                + body;
    }

    static Stream<String> requests() {
        return Stream.of(
                post("Content-Length: 4\r\nContent-Length: 40\r\n", "{}  " + INNER),
                post("Content-Length: 4, 40\r\n", "{}  " + INNER),
                post("Content-Length: -1\r\n", "{}"),
                post("Content-Length: +2\r\n", "{}"),
                post("Content-Length: 0x2\r\n", "{}"),
                post("Content-Length: 99999999999999999999\r\n", "{}"),
                post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n" + INNER),
                post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n" + INNER),
                post("Transfer-Encoding: identity\r\nContent-Length: 2\r\n", "{}" + INNER),
                post("Transfer-Encoding: chunked\r\n", "-1\r\n\r\n" + INNER),
                post("Transfer-Encoding: chunked\r\n", "zz\r\n{}\r\n0\r\n\r\n"),
                post("Transfer-Encoding: chunked\r\n", "ffffffffffffffff\r\n{}"),
                post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n" + INNER),
                post("X: a\r\n Transfer-Encoding: chunked\r\nBad Header: x\r\n", "0\r\n\r\n"),
                post("X: a\u0000b\r\nContent-Length: 2\r\n", "{}"),
                post(": nameless\r\nContent-Length: 2\r\n", "{}"),
                post("X: " + "a".repeat(20_000) + "\r\nContent-Length: 2\r\n", "{}"),
                post("X: a\r\n".repeat(120) + "Content-Length: 2\r\n", "{}"),
                "POST /hooks/none HTTP/3.7\r\nHost: x\r\n\r\n",
                "GET http://evil.example@127.0.0.1/api/v1/runs HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/v1/runs HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET /api/v1/runs HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
                "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /..\\..\\etc\\passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "TRACE /api/v1/runs HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "CONNECT 169.254.169.254:80 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "G\u0000T / HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("requests")
    @DisplayName("A request that is not of one meaning is refused, and nothing behind it is read")
    void refusesRequestsOfTwoMeanings(String request) throws IOException {
        var answer = answer(request);

        // 501 and 505 are what RFC 9110 has for encodings, methods and versions that are not known.
        assertThat(answer).as(request).matches("(?s)HTTP/1\\.1 (4\\d\\d|501|505) .*");
        assertThat(answer.split("HTTP/1\\.1 ", -1)).as("one answer").hasSize(2);
        Closed.nothingInside(answer);
        assertThat(answer).doesNotContain("root:");
    }

    private String answer(String request) throws IOException {
        var url = URI.create(server.url());
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            var answer = new StringBuilder();
            var bytes = new byte[8_192];
            try {
                for (int read = 0; read >= 0; read = socket.getInputStream().read(bytes)) {
                    answer.append(new String(bytes, 0, read, StandardCharsets.UTF_8));
                }
            } catch (SocketTimeoutException e) {
                // It keeps the connection open; what it has said so far counts.
            }
            return answer.toString();
        }
    }
}
