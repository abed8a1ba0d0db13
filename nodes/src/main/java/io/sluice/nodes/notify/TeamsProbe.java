package io.sluice.nodes.notify;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.ConnectionProbe;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.nodes.support.EgressGuard;
import io.sluice.nodes.support.EgressRefused;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;

/// Whatever is sent to the address of a Teams workflow begins it. So this goes to its host, looks
/// at the certificate, and says nothing.
record TeamsProbe(EgressGuard guard) implements ConnectionProbe {
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final long MOST = 64 * 1024;

    @Override
    public String connectionType() {
        return "teams";
    }

    @Override
    public List<String> permissions() {
        return List.of("The address of a Teams workflow that begins with a webhook request");
    }

    @Override
    public String probe(Connection connection, NodeContext context) throws NodeFailure {
        var url = Notices.address(connection);
        if (!url.isHttps()) {
            throw NodeFailure.permanent(
                    "connection.bad-setting",
                    Fault.USER,
                    "Expected an address that begins with https://, found another; copy the address of"
                            + " the workflow anew.");
        }
        context.ensureReachable(url.host(), url.port());
        try (var socket = guard.open(url.host(), url.port(), CONNECTING, MOST);
                var _ = new Deadline(socket, context.remaining())) {
            new TrustedTls("").over(socket, url.host(), url.port()).close();
        } catch (EgressRefused e) {
            throw NodeFailure.permanent(
                    "chat.egress-refused", Fault.USER, String.valueOf(e.getMessage()));
        } catch (SSLException e) {
            throw NodeFailure.permanent(
                    "chat.untrusted-certificate",
                    Fault.USER,
                    "Expected %s to have a certificate that is trusted, found: %s."
                            .formatted(
                                    url.host(), Printable.of(String.valueOf(e.getMessage()), 200)));
        } catch (IOException e) {
            throw NodeFailure.retryable(
                    "chat.unreachable",
                    Fault.PROVIDER,
                    "Expected to reach %s, found: %s."
                            .formatted(
                                    url.host(), Printable.of(String.valueOf(e.getMessage()), 200)));
        }
        return url.host()
                + " is reached over TLS with a trusted certificate. Whether the workflow behind the"
                + " address takes messages cannot be tried without posting one; nothing was posted.";
    }
}
