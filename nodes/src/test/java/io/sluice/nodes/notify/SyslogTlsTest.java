package io.sluice.nodes.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F055: syslog over TLS, to servers whose certificate is trusted only.
class SyslogTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir static Path folder;
    private static SSLContext server;
    private static String certificate = "";

    @BeforeAll
    static void makeACertificate() throws Exception {
        var file = folder.resolve("server.p12");
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made =
                new ProcessBuilder(
                                tool,
                                "-genkeypair",
                                "-alias",
                                "s",
                                "-keyalg",
                                "EC",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                new String(PASSWORD),
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "SAN=dns:localhost",
                                "-validity",
                                "2")
                        .redirectErrorStream(true)
                        .start();
        assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        certificate =
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(store.getCertificate("s").getEncoded())
                        + "\n-----END CERTIFICATE-----\n";
        server = context(store);
    }

    private static SSLContext context(KeyStore store) throws GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static void send(int port, String host, String authority) throws NodeFailure {
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
                        Duration.ofSeconds(10));
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

    private static SSLServerSocket listen() throws IOException {
        return (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0);
    }
}
