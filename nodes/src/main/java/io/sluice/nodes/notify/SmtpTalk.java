package io.sluice.nodes.notify;

import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.nodes.notify.SmtpServer.Security;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/// One conversation with a mail server. It goes on in TLS or ends where TLS is wanted, logs in or
/// ends where there is a password, and remembers whether the mail was handed over.
final class SmtpTalk extends SMTPTransport {
    private final SmtpServer server;
    private final NodeContext context;
    private boolean handedOver;

    SmtpTalk(SmtpServer server, SSLSocketFactory tls, NodeContext context) {
        super(Session.getInstance(properties(server, tls)), null);
        this.server = server;
        this.context = context;
    }

    private static Properties properties(SmtpServer server, SSLSocketFactory tls) {
        var properties = new Properties();
        boolean upgraded = server.security() == Security.STARTTLS;
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(upgraded));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(upgraded));
        properties.put("mail.smtp.ssl.socketFactory", tls);
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.protocols", String.join(" ", TrustedTls.PROTOCOLS));
        properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        properties.setProperty("mail.smtp.sendpartial", "false");
        properties.setProperty("mail.smtp.quitwait", "false");
        // Tells nothing of this machine.
        properties.setProperty("mail.smtp.localhost", "[127.0.0.1]");
        return properties;
    }

    /// Carries a failure of ours through the library.
    static final class Refusal extends MessagingException {
        private static final long serialVersionUID = 1L;

        private final NodeFailure failure;

        Refusal(NodeFailure failure) {
            super(failure.getMessage(), failure);
            this.failure = failure;
        }

        NodeFailure failure() {
            return failure;
        }
    }

    /// Whether the server may have the whole mail.
    boolean handedOver() {
        return handedOver;
    }

    @Override
    protected synchronized boolean protocolConnect(
            @Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        if (server.login().isEmpty()) {
            return super.protocolConnect(host, port, null, null);
        }
        var login = server.login().get();
        return super.protocolConnect(host, port, login.user(), login.password());
    }

    /// Asked in the clear first, and again in TLS: what was said in the clear counts no more then.
    @Override
    protected boolean ehlo(String domain) throws MessagingException {
        boolean greeted = super.ehlo(domain);
        if (server.security() == Security.STARTTLS && !isSSL() && !offers("STARTTLS")) {
            throw refusal(
                    "mail.no-tls",
                    "to offer STARTTLS, found that it does not: somebody between may have taken it"
                            + " away. Nothing was sent; ask who runs it, or set the connection's"
                            + " security to tls.");
        }
        boolean hidden = server.security() != Security.STARTTLS || isSSL();
        if (hidden && server.login().isPresent() && !offers("AUTH") && !offers("AUTH=LOGIN")) {
            throw refusal(
                    "mail.no-login",
                    "to let somebody log in, found that it does not. Nothing was sent; take user"
                            + " name and password out of the connection, or mend its port.");
        }
        return greeted;
    }

    private boolean offers(String extension) {
        return supportsExtension(extension);
    }

    private Refusal refusal(String code, String expected) {
        return new Refusal(
                NodeFailure.permanent(
                        code, Fault.USER, "Expected " + server.where() + " " + expected));
    }

    @Override
    protected OutputStream data() throws MessagingException {
        try {
            context.ensureLeased();
        } catch (NodeFailure e) {
            throw new Refusal(e);
        }
        return super.data();
    }

    /// Only the line with the single dot makes it a mail: what is cut off before is none.
    @Override
    protected void finishData() throws IOException, MessagingException {
        handedOver = true;
        super.finishData();
    }
}
