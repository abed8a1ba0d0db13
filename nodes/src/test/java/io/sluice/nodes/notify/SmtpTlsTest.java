package io.sluice.nodes.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Outcome;
import io.sluice.nodes.support.EgressGuard;
import io.sluice.nodes.support.TestCertificate;
import io.sluice.nodes.support.TestContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mail and passwords go to servers that have shown who they are, in TLS, or nowhere (ASVS 12.3).
class SmtpTlsTest {
    private static final String PASSWORD = "canary-Zebra-4711";

    @TempDir static Path folder;
    private static TestCertificate certificate;

    @BeforeAll
    static void makeACertificate() throws Exception {
        certificate = TestCertificate.in(folder);
    }

    private static String probe(MailServer server, String host, String security, boolean trusted)
            throws NodeFailure {
        var settings = new HashMap<String, String>();
        settings.put("host", host);
        settings.put("port", Integer.toString(server.port()));
        settings.put("security", security);
        settings.put("username", "robot");
        settings.put("from", "robot@example.com");
        if (trusted) {
            settings.put("caCert", certificate.pem());
        }
        var connection = new Connection("mail", "smtp", settings, Map.of("password", PASSWORD));
        var guard = EgressGuard.allowing(Set.of(host + ":" + server.port()));
        return new SmtpProbe(new SmtpWire(guard))
                .probe(connection, new TestContext().with(connection));
    }

    private static NodeFailure refused(
            MailServer server, String host, String security, boolean ca) {
        return catchThrowableOfType(NodeFailure.class, () -> probe(server, host, security, ca));
    }

    @Test
    void logsInOnlyAfterStartTls() throws Exception {
        try (var server = MailServer.upgrading(certificate.server())) {
            server.wants("robot", PASSWORD);

            assertThat(probe(server, "localhost", "starttls", true))
                    .isEqualTo(
                            "It speaks TLS and lets us in; no mail was sent. Nobody is named to be"
                                    + " told of approvals by it.");

            assertThat(server.told()).startsWith("EHLO [127.0.0.1]", "STARTTLS");
            assertThat(server.told())
                    .filteredOn(line -> line.contains("AUTH"))
                    .hasSize(1)
                    .allMatch(line -> line.startsWith("*AUTH PLAIN "));
            assertThat(server.mails()).isEmpty();
        }
    }

    @Test
    void logsInToAServerThatSpeaksTlsAtOnce() throws Exception {
        try (var server = MailServer.secured(certificate.server())) {
            server.wants("robot", PASSWORD);

            assertThat(probe(server, "localhost", "tls", true)).startsWith("It speaks TLS and");
        }
    }

    @Test
    @DisplayName("Who takes STARTTLS out of what the server offers gets no password and no mail")
    void goesNoWayDown() throws Exception {
        try (var server = MailServer.upgrading(certificate.server())) {
            server.wants("robot", PASSWORD);
            server.stripped();

            var failure = refused(server, "localhost", "starttls", true);

            assertThat(failure.code()).isEqualTo("mail.no-tls");
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(failure).hasMessageContaining("localhost:" + server.port());
            assertThat(server.told()).noneMatch(line -> line.contains("AUTH"));
        }
    }

    @Test
    void goesNoWayDownWhereTlsIsRefused() throws Exception {
        try (var server = MailServer.upgrading(certificate.server())) {
            server.wants("robot", PASSWORD);
            server.answers("STARTTLS", "454 4.7.0 not now");

            var failure = refused(server, "localhost", "starttls", true);

            assertThat(failure.code()).isEqualTo("mail.busy");
            assertThat(server.told()).noneMatch(line -> line.contains("AUTH"));
        }
    }

    @Test
    void trustsNoOtherCertificate() throws Exception {
        try (var upgrading = MailServer.upgrading(certificate.server());
                var secured = MailServer.secured(certificate.server())) {
            for (var server : List.of(upgrading, secured)) {
                var security = server == upgrading ? "starttls" : "tls";
                server.wants("robot", PASSWORD);

                assertThat(refused(server, "localhost", security, false).code())
                        .isEqualTo("mail.untrusted-certificate");
                assertThat(refused(server, "127.0.0.1", security, true).code())
                        .as("a certificate of another name")
                        .isEqualTo("mail.untrusted-certificate");
                assertThat(server.told()).noneMatch(line -> line.contains("AUTH"));
            }
        }
    }

    @Test
    void saysNoPasswordInTheClear() throws Exception {
        try (var server = MailServer.plain()) {
            server.wants("robot", PASSWORD);

            assertThat(refused(server, "localhost", "none", false).code())
                    .isEqualTo("connection.bad-setting");
            assertThat(server.told()).isEmpty();
        }
    }

    @Test
    @DisplayName("A refused password is repeated by nobody, in whatever form the server repeats it")
    void repeatsNoPassword() throws Exception {
        try (var server = MailServer.upgrading(certificate.server())) {
            server.wants("robot", "another");

            var failure = refused(server, "localhost", "starttls", true);

            assertThat(failure.code()).isEqualTo("mail.unauthenticated");
            assertThat(failure).hasMessageContaining("535 5.7.8 not with •••");
        }
    }

    @Test
    void wantsALoginWhereThereIsAPassword() throws IOException {
        try (var server = MailServer.upgrading(certificate.server())) {
            assertThat(refused(server, "localhost", "starttls", true).code())
                    .isEqualTo("mail.no-login");
        }
    }

    @Test
    @DisplayName("The test of a Teams connection looks at the certificate, and says nothing")
    void looksAtTheCertificateOfTeams() throws IOException {
        try (var server = MailServer.secured(certificate.server())) {
            var host = "localhost:" + server.port();
            var url = "https://" + host + "/workflows/secret";
            var connection = new Connection("chat", "teams", Map.of(), Map.of("url", url));
            var probe = new TeamsProbe(EgressGuard.allowing(Set.of(host)));

            var failure =
                    catchThrowableOfType(
                            NodeFailure.class,
                            () -> probe.probe(connection, new TestContext().with(connection)));

            assertThat(failure.code()).isEqualTo("chat.untrusted-certificate");
            assertThat(failure.getMessage()).doesNotContain("secret");
            assertThat(server.told()).isEmpty();
        }
    }
}
