package io.sluice.nodes.notify;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.nodes.support.EgressRefused;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/// What a conversation that broke off means.
record SmtpFailure(SmtpServer server) {
    private static final int MOST_CAUSES = 20;

    NodeFailure of(SmtpTalk talk, MessagingException e) {
        var ours = find(e, SmtpTalk.Refusal.class);
        if (ours.isPresent()) {
            return ours.get().failure();
        }
        var address = find(e, SMTPAddressFailedException.class);
        if (address.isPresent()) {
            return refused(
                    address.get().getReturnCode(),
                    "%s to take mail for %s"
                            .formatted(server.where(), address.get().getAddress().getAddress()),
                    address.get().getMessage());
        }
        var said = find(e, SMTPSendFailedException.class);
        if (said.isPresent() && said.get().getReturnCode() >= 400) {
            return refused(
                    said.get().getReturnCode(),
                    server.where() + " to take the mail",
                    said.get().getMessage());
        }
        if (talk.handedOver()) {
            return NodeFailure.unanswered(
                    "mail.no-answer",
                    "Expected %s to say that it has the mail, found: %s."
                            .formatted(server.where(), words(e.getMessage())),
                    e);
        }
        return notSent(talk, e);
    }

    private NodeFailure notSent(SmtpTalk talk, MessagingException e) {
        int code = talk.getLastReturnCode();
        if (find(e, AuthenticationFailedException.class).isPresent() && code < 400) {
            return NodeFailure.permanent(
                    "mail.no-login",
                    Fault.USER,
                    "Expected %s to offer a way to log in with a password (PLAIN or LOGIN), found: %s."
                            .formatted(server.where(), words(e.getMessage())));
        }
        if (find(e, AuthenticationFailedException.class).isPresent() && code >= 500) {
            return NodeFailure.permanent(
                    "mail.unauthenticated",
                    Fault.USER,
                    "Expected %s to know user name and password, found: %s; open Connections and mend them."
                            .formatted(server.where(), words(e.getMessage())));
        }
        if (code >= 400) {
            return refused(code, server.where() + " to take mail", e.getMessage());
        }
        return unreached(e);
    }

    private NodeFailure refused(int code, String expected, @Nullable String found) {
        var message = "Expected %s, found: %s. Nothing was sent.".formatted(expected, words(found));
        return code >= 500
                ? NodeFailure.permanent("mail.refused", Fault.USER, message)
                : NodeFailure.limited("mail.busy", message, Optional.empty());
    }

    /// Before anything could be handed over.
    NodeFailure unreached(Exception e) {
        var refused = find(e, EgressRefused.class);
        if (refused.isPresent()) {
            return NodeFailure.permanent(
                    "mail.egress-refused", Fault.USER, words(refused.get().getMessage()));
        }
        var untrusted = find(e, SSLException.class);
        if (untrusted.isPresent()) {
            return NodeFailure.permanent(
                    "mail.untrusted-certificate",
                    Fault.USER,
                    "Expected %s to speak TLS with a certificate that is trusted, found: %s. Nothing was sent."
                            .formatted(server.where(), words(untrusted.get().getMessage())));
        }
        var why =
                find(e, UnknownHostException.class).isPresent()
                        ? "its name has no address; check it"
                        : words(e.getMessage());
        return NodeFailure.retryable(
                "mail.unreachable",
                Fault.PROVIDER,
                "Expected to reach %s, found: %s. Nothing was sent."
                        .formatted(server.where(), why));
    }

    /// In one line, and without what we logged in with, should the server repeat it.
    private String words(@Nullable String text) {
        var said = text == null ? "nothing" : text;
        if (server.login().isPresent()) {
            for (var form : forms(server.login().get())) {
                said = said.replace(form, "•••");
            }
        }
        return Printable.of(said, 300);
    }

    /// The password as it goes over the wire: by PLAIN for somebody or for oneself, by LOGIN.
    private static List<String> forms(SmtpServer.Login login) {
        var user = login.user();
        var password = login.password();
        return List.of(
                base64(user + "\0" + user + "\0" + password),
                base64("\0" + user + "\0" + password),
                base64(password),
                password);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static <T> Optional<T> find(Throwable top, Class<T> type) {
        @Nullable Throwable next = top;
        for (int depth = 0; next != null && depth < MOST_CAUSES; depth++) {
            if (type.isInstance(next)) {
                return Optional.of(type.cast(next));
            }
            next = next.getCause();
        }
        return Optional.empty();
    }
}
