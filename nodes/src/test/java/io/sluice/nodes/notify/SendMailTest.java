package io.sluice.nodes.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.EffectClass;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Outcome;
import io.sluice.engine.node.Reconciliation;
import io.sluice.nodes.notify.SendMail.Config;
import io.sluice.nodes.notify.SendMail.MailPlan;
import io.sluice.nodes.support.EgressGuard;
import io.sluice.nodes.support.TestContext;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Mails are sent once, to whom they are meant for, and hold nothing that anybody slipped in.
class SendMailTest {
    private final Map<String, String> settings = new HashMap<>();
    private MailServer server;
    private TestContext context;
    private SendMail node;

    @BeforeEach
    void open() throws IOException {
        server = MailServer.plain();
        settings.put("host", "localhost");
        settings.put("port", Integer.toString(server.port()));
        settings.put("security", "none");
        settings.put("from", "sluice@example.com");
        settings.put("fromName", "Sluice, grün");
        context = new TestContext().with(new Connection("mail", "smtp", settings, Map.of()));
        node =
                new SendMail(
                        new SmtpWire(EgressGuard.allowing(Set.of("localhost:" + server.port()))));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void setting(String key, String value) {
        settings.put(key, value);
        context.with(new Connection("mail", "smtp", settings, Map.of()));
    }

    private static Config config(String subject, String text, String... to) {
        return new Config("mail", List.of(to), null, null, null, subject, text, null);
    }

    private MailPlan plan(Config config) throws NodeFailure {
        return node.plan(config, context).request();
    }

    private void send(Config config) throws NodeFailure {
        node.execute(plan(config), context);
    }

    private NodeFailure refused(Config config) {
        return catchThrowableOfType(NodeFailure.class, () -> send(config));
    }

    private MimeMessage mail() throws MessagingException {
        assertThat(server.mails()).hasSize(1);
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(
                        server.mails().getFirst().getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String part(MimeMessage mail, int at) throws Exception {
        return (String) ((MimeMultipart) mail.getContent()).getBodyPart(at).getContent();
    }

    @Test
    void sendsPlainTextAndHtmlUnderAnIdOfItsOwn() throws Exception {
        var details = new LinkedHashMap<String, Object>();
        details.put("Instance", "i-0aa <web & \"shop\">");
        details.put("Score", 870L);
        var config =
                new Config(
                        "mail",
                        List.of("soc@example.com"),
                        List.of("ada@example.com"),
                        List.of("hidden@example.com"),
                        "answers@example.com",
                        "Quarantäne: i-0aa",
                        "Isolated.\r\n\r\n<script>alert(1)</script>\n.\nDone.",
                        new LinkedHashMap<>(details));

        var output = node.execute(plan(config), context);

        var mail = mail();
        assertThat(output.messageId())
                .isEqualTo("<0123456789abcdef0123456789abcdef@example.com>")
                .isEqualTo(mail.getMessageID());
        assertThat(output.recipients()).isEqualTo(3);
        assertThat(mail.getSubject()).isEqualTo("Quarantäne: i-0aa");
        assertThat(mail.getFrom()[0])
                .hasToString("=?UTF-8?Q?Sluice=2C_gr=C3=BCn?= <sluice@example.com>");
        assertThat(mail.getReplyTo()[0]).hasToString("answers@example.com");
        assertThat(mail.getSentDate()).isEqualTo(context.now());
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(part(mail, 0).replace("\r\n", "\n"))
                .isEqualTo(
                        """
                        Isolated.

                        <script>alert(1)</script>
                        .
                        Done.

                        Instance: i-0aa <web & "shop">
                        Score: 870
                        """);
        assertThat(part(mail, 1))
                .contains("<p>&lt;script&gt;alert(1)&lt;/script&gt;<br>")
                .contains("<td>i-0aa &lt;web &amp; &quot;shop&quot;&gt;</td>")
                .doesNotContain("<script");
    }

    @Test
    void namesNoHiddenRecipient() throws Exception {
        send(
                new Config(
                        "mail",
                        List.of("soc@example.com"),
                        null,
                        List.of("hidden@example.com"),
                        null,
                        "A",
                        "B",
                        null));

        assertThat(server.told()).contains("RCPT TO:<hidden@example.com>");
        assertThat(server.mails().getFirst()).doesNotContain("hidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hi\r\nBcc: evil@example.org",
                "Hi\nBcc: evil@example.org",
                "Hi\rBcc: evil@example.org",
                "Hi\u2028Bcc: evil@example.org",
                "Hi\u0000there",
                "Hi\u0085Bcc: evil@example.org",
                " "
            })
    @DisplayName("ASVS 1.2: a subject is no header of another name")
    void subjectsBringNoHeaders(String subject) {
        var failure = refused(config(subject, "text", "soc@example.com"));

        assertThat(failure.code()).isEqualTo("mail.bad-config");
        assertThat(failure).hasMessageContaining("/subject");
        assertThat(server.told()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "soc@example.com\r\nBcc: evil@example.org",
                "soc@example.com\r\nRCPT TO:<evil@example.org>",
                "soc@example.com>\r\nDATA",
                "soc@example.com, evil@example.org",
                "Soc <soc@example.com>",
                "\"a b\"@example.com",
                "soc@[127.0.0.1]",
                "soc@exämple.com",
                "soc",
                "@example.com",
                "a@b@example.com",
                "soc@-example.com",
                "group: a@example.com;",
                ""
            })
    @DisplayName("ASVS 1.2: an address is one address")
    void addressesAreOne(String address) {
        for (var config :
                List.of(
                        config("A", "B", "soc@example.com", address),
                        new Config(
                                "mail",
                                List.of("soc@example.com"),
                                List.of(address),
                                null,
                                null,
                                "A",
                                "B",
                                null),
                        new Config(
                                "mail",
                                List.of("soc@example.com"),
                                null,
                                List.of(address),
                                null,
                                "A",
                                "B",
                                null))) {
            assertThat(refused(config).code()).isEqualTo("mail.bad-config");
        }
        assertThat(refused(config("A", "B", "soc@example.com", address)))
                .hasMessageContaining("/to/1");
        assertThat(server.told()).isEmpty();
    }

    @Test
    @DisplayName("No text ends the mail and begins another one")
    void textsSmuggleNoMail() throws Exception {
        send(
                config(
                        "A",
                        "one\r\n.\r\nMAIL FROM:<evil@example.org>\n.\nQUIT\r.\rtwo",
                        "soc@example.com"));

        assertThat(server.mails()).hasSize(1);
        assertThat(server.told()).containsOnlyOnce("MAIL FROM:<sluice@example.com>");
        assertThat(server.told()).noneMatch(line -> line.contains("evil"));
    }

    @Test
    void writesToNobodyElse() throws Exception {
        setting("allowedRecipients", "@Example.com, partner@example.org");

        send(config("A", "B", "ada@EXAMPLE.com", "partner@example.org"));
        var failure = refused(config("A", "B", "ada@example.com", "eve@example.org"));

        assertThat(failure.code()).isEqualTo("mail.recipient-not-allowed");
        assertThat(failure).hasMessageContaining("eve@example.org");
        assertThat(refused(config("A", "B", "ada@evil-example.com")).code())
                .isEqualTo("mail.recipient-not-allowed");
        assertThat(server.mails()).hasSize(1);
    }

    @Test
    void boundsWhatItSends() {
        var many = new ArrayList<String>();
        for (int at = 0; at < 51; at++) {
            many.add("a" + at + "@example.com");
        }

        assertThat(refused(config("A", "B", many.toArray(String[]::new))).code())
                .isEqualTo("mail.bad-config");
        assertThat(refused(config("A", "B")).code()).isEqualTo("mail.bad-config");
        assertThat(refused(config("A", "x".repeat(100_001), "a@example.com")))
                .hasMessageContaining("/text");
        assertThat(refused(config("x".repeat(256), "B", "a@example.com")))
                .hasMessageContaining("/subject");
    }

    @Test
    void nobodyGetsItWhenOneAddressIsRefused() {
        server.answers("RCPT TO:<b@", "550 5.1.1 no such user\u001b[31m");

        var failure = refused(config("A", "B", "a@example.com", "b@example.com"));

        assertThat(failure.code()).isEqualTo("mail.refused");
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(failure)
                .hasMessageContaining("b@example.com")
                .hasMessageContaining("no such user");
        assertThat(failure.getMessage()).doesNotContain("\u001b");
        assertThat(server.mails()).isEmpty();
        assertThat(server.told()).noneMatch(line -> line.startsWith("DATA"));
    }

    @Test
    void comesAgainWhereAServerIsBusy() {
        server.answers("RCPT", "451 4.7.1 greylisted");
        var greylisted = refused(config("A", "B", "a@example.com"));
        assertThat(greylisted.code()).isEqualTo("mail.busy");
        assertThat(greylisted.retryable()).isTrue();

        server.answers("greeting", "421 too many");
        assertThat(refused(config("A", "B", "a@example.com")).code()).isEqualTo("mail.busy");
        server.answers("greeting", "554 go away");
        assertThat(refused(config("A", "B", "a@example.com")).code()).isEqualTo("mail.refused");
    }

    @Test
    @DisplayName("What the server said no to was not sent; what it did not answer may have been")
    void knowsWhenNobodyCanKnow() throws Exception {
        server.answers(".", "554 5.6.0 spam");
        assertThat(refused(config("A", "B", "a@example.com")).outcome())
                .isEqualTo(Outcome.NOT_APPLIED);

        server.hangsUpAt("DATA");
        var before = refused(config("A", "B", "a@example.com"));
        assertThat(before.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(before.retryable()).isTrue();

        server.hangsUpAt(".");
        var after = refused(config("A", "B", "a@example.com"));
        assertThat(after.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(after.code()).isEqualTo("mail.no-answer");

        assertThat(node.effectClass()).isEqualTo(EffectClass.BLIND);
        assertThat(node.reconcile(plan(config("A", "B", "a@example.com")), context))
                .isInstanceOf(Reconciliation.Unknown.class);
    }

    @Test
    void sendsNothingWithoutTheLease() {
        context.leased(false);

        assertThat(refused(config("A", "B", "a@example.com")).code()).isEqualTo("lease.lost");
        assertThat(server.mails()).isEmpty();
        assertThat(server.told()).doesNotContain("DATA");
    }

    @Test
    void listensToNoEndlessServer() {
        server.answers("EHLO", "250-x".repeat(100_000));

        assertThat(refused(config("A", "B", "a@example.com")).code()).isEqualTo("mail.unreachable");
    }

    @Test
    @DisplayName("V13.2.4: the address that is judged is the one that is connected to")
    void goesNowhereElse() throws NodeFailure {
        var plan = plan(config("A", "B", "a@example.com"));
        var answers = new ArrayList<>(List.of("127.0.0.1"));
        var rebound =
                new SendMail(
                        new SmtpWire(
                                new EgressGuard(
                                        Set.of(),
                                        host ->
                                                List.of(
                                                        InetAddress.ofLiteral(
                                                                answers.getFirst())))));

        var failure = catchThrowableOfType(NodeFailure.class, () -> rebound.execute(plan, context));

        assertThat(failure.code()).isEqualTo("mail.egress-refused");
        setting("allowedHosts", "smtp.example.com");
        assertThat(refused(config("A", "B", "a@example.com")).code())
                .isEqualTo("connection.host-not-allowed");
        assertThat(server.told()).isEmpty();
    }

    @Test
    void tellsOfApprovals() throws Exception {
        var notices =
                new Notices(
                        new NodeEnvironment(context::now, Set.of("localhost:" + server.port())));
        var link = "https://sluice.example/approvals/r1/3?project=default";
        var event =
                new SiemEvent(
                        "approval:r1:3:asked:1",
                        context.now(),
                        "approval.asked",
                        3,
                        "t",
                        "engine",
                        "r1",
                        Map.of());
        var notice = new Notice(event, "Patch <b>web</b>?", List.of("May decide: grace"), link);
        var nobody =
                catchThrowableOfType(
                        NodeFailure.class,
                        () ->
                                notices.send(
                                        context.connection("mail", "smtp"),
                                        notice,
                                        Duration.ofSeconds(10)));
        assertThat(nobody.code()).isEqualTo("mail.bad-config");

        setting("to", "soc@example.com, ada@example.com");
        notices.send(context.connection("mail", "smtp"), notice, Duration.ofSeconds(10));

        var mail = mail();
        assertThat(mail.getMessageID()).isEqualTo("<approval.r1.3.asked.1@example.com>");
        assertThat(mail.getAllRecipients()).hasSize(2);
        assertThat(mail.getSubject()).isEqualTo("Patch <b>web</b>?");
        assertThat(part(mail, 0)).contains(link).contains("May decide: grace");
        assertThat(part(mail, 1))
                .contains("<a href=\"" + link + "\">")
                .contains("Patch &lt;b&gt;web&lt;/b&gt;?");
    }
}
