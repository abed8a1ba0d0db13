package io.sluice.nodes.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.support.TestCertificate;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// F055: syslog over TLS, to servers whose certificate is trusted only.
class SyslogTlsTest {
    @TempDir static Path folder;
    private static SSLContext server;
    private static String certificate = "";

    @BeforeAll
    static void makeACertificate() throws Exception {
        var made = TestCertificate.in(folder);
        certificate = made.pem();
        server = made.server();
    }

    private static void send(int port, String host, String authority) throws NodeFailure {
        send(port, host, authority, Duration.ofSeconds(10));
    }

    private static void send(int port, String host, String authority, Duration patience)
            throws NodeFailure {
        var settings = new HashMap<String, String>();
        settings.put("kind", "syslog");
        settings.put("url", "tls://" + host + ":" + port);
        if (!authority.isEmpty()) {
            settings.put("caCert", authority);
        }
        var environment = new NodeEnvironment(Instant::now, Set.of(host + ":" + port));
        new SiemExport(environment)
                .send(
                        new Connection("s", "siem", settings, Map.of()),
                        new SiemEvent("e1", Instant.EPOCH, "a.b", 9, "Hällo", "ada", "x", Map.of()),
                        patience);
    }

    private static CompletableFuture<String> accept(SSLServerSocket listening) {
        return CompletableFuture.supplyAsync(() -> {
            try (var socket = listening.accept()) {
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                return "";
            }
        });
    }

    @Test
    void sendsWhereTheCertificateIsTrusted() throws Exception {
        try (var listening = listen()) {
            var received = accept(listening);

            send(listening.getLocalPort(), "localhost", certificate);

            var text = received.get(10, TimeUnit.SECONDS);
            var space = text.indexOf(' ');
            assertThat(Integer.parseInt(text.substring(0, space)))
                    .isEqualTo(text.length() - space - 1);
            assertThat(text).contains("<130>1 1970-01-01T00:00:00.000Z sluice sluice - a.b - {");
            assertThat(text).contains("H\\u00E4llo");
        }
    }

    @Test
    void sendsNothingWhereItIsNot() throws Exception {
        try (var listening = listen()) {
            var received = accept(listening);

            var failure =
                    catchThrowableOfType(
                            NodeFailure.class,
                            () -> send(listening.getLocalPort(), "localhost", ""));

            assertThat(failure.code()).isEqualTo("siem.untrusted-certificate");
            assertThat(failure.outcome()).isEqualTo(NodeFailure.Outcome.NOT_APPLIED);
            assertThat(received.get(10, TimeUnit.SECONDS)).isEmpty();
        }
    }

    @Test
    void sendsNothingToAnotherName() throws Exception {
        try (var listening = listen()) {
            var received = accept(listening);

            var failure =
                    catchThrowableOfType(
                            NodeFailure.class,
                            () -> send(listening.getLocalPort(), "127.0.0.1", certificate));

            assertThat(failure.code()).isEqualTo("siem.untrusted-certificate");
            assertThat(received.get(10, TimeUnit.SECONDS)).isEmpty();
        }
    }

    /// One that answers now and then is no better than one that does not.
    @Test
    @Timeout(60)
    void waitsNoLongerForAServerThatDripsThanForAnother() throws Exception {
        try (var listening = new ServerSocket(0)) {
            var left = CompletableFuture.supplyAsync(() -> dripUntilLeft(listening));

            var failure =
                    catchThrowableOfType(
                            NodeFailure.class,
                            () ->
                                    send(
                                            listening.getLocalPort(),
                                            "localhost",
                                            certificate,
                                            Duration.ofMillis(500)));

            assertThat(failure.outcome()).isEqualTo(NodeFailure.Outcome.NOT_APPLIED);
            assertThat(failure.retryable()).isTrue();
            assertThat(left.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    /// The head of a long handshake message, and then a byte at a time.
    ///
    /// @return whether the other side has hung up
    private static boolean dripUntilLeft(ServerSocket listening) {
        var never = new CountDownLatch(1);
        try (var socket = listening.accept()) {
            var out = socket.getOutputStream();
            out.write(new byte[] {0x16, 0x03, 0x03, 0x3f, 0x00});
            while (!never.await(20, TimeUnit.MILLISECONDS)) {
                out.write(0);
            }
            return false;
        } catch (IOException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static SSLServerSocket listen() throws IOException {
        return (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0);
    }
}
