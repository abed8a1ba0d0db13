package io.sluice.sandbox.siem;

import io.sluice.sandbox.world.World;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens for syslog on a TCP and a UDP port. Over TCP a message is framed by its length (RFC
/// 6587, octet counting) or ends with its line; over UDP each datagram is one.
public final class SyslogReceiver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SyslogReceiver.class);
    private static final int MAX_MESSAGE = 65_536;
    private static final int MAX_COUNT_DIGITS = 6;

    private final World world;
    private final ServerSocket tcp;
    private final DatagramSocket udp;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private SyslogReceiver(World world, ServerSocket tcp, DatagramSocket udp) {
        this.world = world;
        this.tcp = tcp;
        this.udp = udp;
    }

    /// @param port of both, or 0 for free ones
    public static SyslogReceiver start(World world, String host, int port) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        ServerSocket tcp = new ServerSocket(port, 50, address);
        try {
            DatagramSocket udp = new DatagramSocket(new InetSocketAddress(address, port));
            SyslogReceiver receiver = new SyslogReceiver(world, tcp, udp);
            Thread.ofVirtual().name("sandbox-syslog-tcp").start(receiver::accept);
            Thread.ofPlatform().daemon().name("sandbox-syslog-udp").start(receiver::receive);
            return receiver;
        } catch (IOException e) {
            tcp.close();
            throw e;
        }
    }

    public int tcpPort() {
        return tcp.getLocalPort();
    }

    public int udpPort() {
        return udp.getLocalPort();
    }

    private void accept() {
        while (!tcp.isClosed()) {
            try {
                Socket socket = tcp.accept();
                open.add(socket);
                Thread.ofVirtual().name("sandbox-syslog").start(() -> read(socket));
            } catch (IOException e) {
                LOG.debug("No longer listening", e);
            }
        }
    }

    private void read(Socket socket) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream())) {
            for (Optional<String> next = next(in); next.isPresent(); next = next(in)) {
                keep("syslog-tcp", next.get());
            }
        } catch (IOException e) {
            LOG.debug("A syslog connection broke", e);
        } finally {
            open.remove(socket);
        }
    }

    private static Optional<String> next(InputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        return Optional.of(first >= '1' && first <= '9' ? counted(in, first) : line(in, first));
    }

    private static String counted(InputStream in, int first) throws IOException {
        StringBuilder digits = new StringBuilder().append((char) first);
        for (int c = in.read(); c != ' '; c = in.read()) {
            if (c < '0' || c > '9' || digits.length() == MAX_COUNT_DIGITS) {
                throw new IOException("Expected the length of a message, found " + digits);
            }
            digits.append((char) c);
        }
        int length = Integer.parseInt(digits.toString());
        byte[] message = in.readNBytes(Math.min(length, MAX_MESSAGE));
        if (message.length < length) {
            throw new IOException("Expected %d octets, found fewer".formatted(length));
        }
        return new String(message, StandardCharsets.UTF_8);
    }

    private static String line(InputStream in, int first) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = first; c >= 0 && c != '\n' && line.size() < MAX_MESSAGE; c = in.read()) {
            line.write(c);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private void receive() {
        byte[] buffer = new byte[MAX_MESSAGE];
        while (!udp.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                keep(
                        "syslog-udp",
                        new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                LOG.debug("No longer listening", e);
            }
        }
    }

    private void keep(String channel, String text) {
        try {
            world.write(() ->
                    world.controls()
                            .inbox()
                            .add(channel, "", Map.of(), text, SyslogMessage.parse(text)));
        } catch (IllegalStateException e) {
            LOG.debug("A message came too late", e);
        }
    }

    @Override
    public void close() {
        try {
            tcp.close();
            udp.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            LOG.debug("A syslog socket did not close", e);
        }
    }
}
