package io.sluice.nodes.notify;

import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.nodes.support.EgressGuard;
import io.sluice.nodes.support.EgressRefused;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLException;

/// Sends one message to a syslog server: a datagram (RFC 5426), or a connection of its own with the
/// octets counted (RFC 6587), in TLS (RFC 5425) or not. Syslog has no answer: all that can be known
/// is that the message was handed over.
record SyslogWire(EgressGuard guard) {
    /// What RFC 5426 wants every receiver to take is less, what a datagram can hold is more.
    static final int LONGEST_DATAGRAM = 8_192;

    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final int PARTING_MILLIS = 300;

    void send(SiemReceiver.Syslog to, String message, NodeContext context) throws NodeFailure {
        context.ensureReachable(to.server(), to.port());
        var bytes = message.getBytes(StandardCharsets.UTF_8);
        if (to.transport().equals("udp")) {
            datagram(to, bytes, context);
        } else {
            stream(to, bytes, context);
        }
    }

    private void datagram(SiemReceiver.Syslog to, byte[] bytes, NodeContext context)
            throws NodeFailure {
        if (bytes.length > LONGEST_DATAGRAM) {
            throw NodeFailure.permanent(
                    "siem.too-long",
                    Fault.CAPACITY,
                    "Expected at most %d bytes for a datagram, found %d; use tcp or tls, or fewer fields."
                            .formatted(LONGEST_DATAGRAM, bytes.length));
        }
        try (var socket = new DatagramSocket()) {
            var address = guard.resolve(to.server()).getFirst();
            guard.check(to.server(), address, to.port());
            context.ensureLeased();
            socket.send(
                    new DatagramPacket(
                            bytes, bytes.length, new InetSocketAddress(address, to.port())));
        } catch (IOException e) {
            throw untouched(to, e);
        }
    }

    private void stream(SiemReceiver.Syslog to, byte[] bytes, NodeContext context)
            throws NodeFailure {
        var patience = context.remaining();
        try (var plain = guard.socketFactory().createSocket();
                var _ = new Deadline(plain, patience);
                var socket = open(to, plain, patience)) {
            context.ensureLeased();
            write(to, socket, bytes);
        } catch (IOException e) {
            throw untouched(to, e);
        }
    }

    private Socket open(SiemReceiver.Syslog to, Socket plain, Duration most)
            throws IOException, NodeFailure {
        var patience = Math.max(1, Math.min(CONNECTING.toMillis(), most.toMillis()));
        var address = guard.resolve(to.server()).getFirst();
        plain.connect(new InetSocketAddress(address, to.port()), (int) patience);
        plain.setSoTimeout((int) patience);
        return to.transport().equals("tls")
                ? new TrustedTls(to.authority()).over(plain, to.server(), to.port())
                : plain;
    }

    /// From here on the server may have the message, whatever happens.
    private static void write(SiemReceiver.Syslog to, Socket socket, byte[] bytes)
            throws NodeFailure {
        try {
            var count = (bytes.length + " ").getBytes(StandardCharsets.US_ASCII);
            var framed = new byte[count.length + bytes.length];
            System.arraycopy(count, 0, framed, 0, count.length);
            System.arraycopy(bytes, 0, framed, count.length, bytes.length);
            socket.getOutputStream().write(framed);
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            part(socket);
        } catch (IOException e) {
            throw NodeFailure.unanswered(
                    "siem.no-answer",
                    "Expected %s to take the whole message, found: %s."
                            .formatted(where(to), e.getMessage()),
                    e);
        }
    }

    /// A server that resets the connection has not taken the message; one that closes it, or says
    /// nothing, has.
    private static void part(Socket socket) throws IOException {
        socket.setSoTimeout(PARTING_MILLIS);
        try {
            var rest = socket.getInputStream().readNBytes(1);
            if (rest.length > 0) {
                return;
            }
        } catch (SocketTimeoutException e) {
            return;
        }
    }

    private static NodeFailure untouched(SiemReceiver.Syslog to, IOException e) {
        return switch (e) {
            case EgressRefused refused ->
                    NodeFailure.permanent(
                            "siem.egress-refused",
                            Fault.USER,
                            String.valueOf(refused.getMessage()));
            case SSLException untrusted ->
                    NodeFailure.permanent(
                            "siem.untrusted-certificate",
                            Fault.USER,
                            "Expected %s to have a certificate that is trusted, found: %s. Nothing was sent."
                                    .formatted(where(to), untrusted.getMessage()));
            case UnknownHostException _ ->
                    NodeFailure.retryable(
                            "siem.unreachable",
                            Fault.PROVIDER,
                            "Expected %s to have an address, found none; check its name."
                                    .formatted(where(to)));
            default ->
                    NodeFailure.retryable(
                            "siem.unreachable",
                            Fault.PROVIDER,
                            "Expected to reach %s, found: %s. Nothing was sent."
                                    .formatted(where(to), e.getMessage()));
        };
    }

    private static String where(SiemReceiver.Syslog to) {
        return to.server() + ":" + to.port();
    }
}
