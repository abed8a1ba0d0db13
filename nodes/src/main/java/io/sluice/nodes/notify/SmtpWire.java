package io.sluice.nodes.notify;

import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.nodes.support.EgressGuard;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Properties;

/// Hands a mail to a server, once, over a connection of its own that the [EgressGuard] has judged.
record SmtpWire(EgressGuard guard) {
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    /// All that a server may say in one conversation.
    private static final long MOST_SAID = 256 * 1024;

    private interface Saying {
        void say(SmtpTalk talk) throws MessagingException;
    }

    /// @throws NodeFailure `mail.no-answer` if the server may have it or not; any other means that
    ///   it has not
    void send(SmtpServer to, Letter letter, NodeContext context) throws NodeFailure {
        letter.check();
        to.requireAllowed(letter.recipients());
        talk(to, context, talk -> talk.sendMessage(message(to, letter, context), all(letter)));
    }

    /// Greets and logs in, and sends nothing.
    void greet(SmtpServer to, NodeContext context) throws NodeFailure {
        talk(to, context, _ -> {});
    }

    private void talk(SmtpServer to, NodeContext context, Saying saying) throws NodeFailure {
        context.ensureReachable(to.host(), to.port());
        var patience = context.remaining();
        if (!patience.isPositive()) {
            throw NodeFailure.retryable(
                    "mail.no-time",
                    Fault.CAPACITY,
                    "Expected time left to reach " + to.where() + ", found none.");
        }
        var connecting = patience.compareTo(CONNECTING) < 0 ? patience : CONNECTING;
        var tls = new TrustedTls(to.authority());
        try (var socket = guard.open(to.host(), to.port(), connecting, MOST_SAID);
                var _ = new Deadline(socket, patience)) {
            talk(to, tls, socket, context, saying);
        } catch (IOException e) {
            throw new SmtpFailure(to).unreached(e);
        }
    }

    private static void talk(
            SmtpServer to, TrustedTls tls, Socket socket, NodeContext context, Saying saying)
            throws IOException, NodeFailure {
        var talk = new SmtpTalk(to, tls.factory(), context);
        try {
            talk.connect(
                    to.security() == SmtpServer.Security.TLS
                            ? tls.over(socket, to.host(), to.port())
                            : socket);
            saying.say(talk);
        } catch (MessagingException e) {
            throw new SmtpFailure(to).of(talk, e);
        } finally {
            part(talk);
        }
    }

    private static void part(SmtpTalk talk) {
        try {
            talk.close();
        } catch (MessagingException e) {
            // What was said before counts.
        }
    }

    private static Address[] all(Letter letter) throws MessagingException {
        return addresses(letter.recipients());
    }

    private static Address[] addresses(List<String> texts) throws MessagingException {
        var addresses = new Address[texts.size()];
        for (int at = 0; at < addresses.length; at++) {
            addresses[at] = new InternetAddress(texts.get(at), true);
        }
        return addresses;
    }

    private static MimeMessage message(SmtpServer to, Letter letter, NodeContext context)
            throws MessagingException {
        var message = new Named(letter.id());
        message.setFrom(sender(to, letter));
        message.setRecipients(RecipientType.TO, addresses(letter.to()));
        message.setRecipients(RecipientType.CC, addresses(letter.cc()));
        message.setRecipients(RecipientType.BCC, addresses(letter.bcc()));
        if (!letter.replyTo().isEmpty()) {
            message.setReplyTo(addresses(List.of(letter.replyTo())));
        }
        message.setSubject(letter.subject(), UTF_8);
        message.setSentDate(Date.from(context.now()));
        // No notes of absence in answer.
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setContent(
                new MimeMultipart(
                        "alternative", part(letter.text(), "plain"), part(letter.html(), "html")));
        return message;
    }

    private static InternetAddress sender(SmtpServer to, Letter letter) throws MessagingException {
        var sender = new InternetAddress(letter.from(), true);
        try {
            if (!to.fromName().isEmpty()) {
                sender.setPersonal(to.fromName(), UTF_8);
            }
        } catch (java.io.UnsupportedEncodingException impossible) {
            throw new IllegalStateException("Every Java platform has UTF-8", impossible);
        }
        return sender;
    }

    /// Quoted-printable: short lines of ASCII, that no server on the way reads in another way than
    /// the next.
    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }

    /// A message whose id is ours.
    private static final class Named extends MimeMessage {
        private final String id;

        Named(String id) {
            super(Session.getInstance(new Properties()));
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + ">");
        }
    }
}
