package io.sluice.nodes.http;

import io.sluice.engine.node.NodeEnvironment;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import okio.Buffer;
import okio.ByteString;

/// A small HTTP server on loopback that remembers what it was asked and answers as it is told.
final class Endpoint implements AutoCloseable {
    /// @param headers by lower-case name
    record Received(String method, String target, Map<String, String> headers, String body) {
        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        String path() {
            return target.split("\\?", 2)[0];
        }
    }

    /// @param status 0 drops the connection without an answer
    record Reply(int status, List<String> headers, ByteString body) {
        Reply with(String header) {
            var more = new ArrayList<>(headers);
            more.add(header);
            return new Reply(status, more, body);
        }
    }

    static final Reply DROPPED = new Reply(0, List.of(), ByteString.EMPTY);

    private final ServerSocket server;
    private final Function<Received, Reply> answers;
    private final List<Received> received = new CopyOnWriteArrayList<>();

    private Endpoint(ServerSocket server, Function<Received, Reply> answers) {
        this.server = server;
        this.answers = answers;
    }

    static Endpoint start(Function<Received, Reply> answers) throws IOException {
        var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var endpoint = new Endpoint(server, answers);
        Thread.ofVirtual().start(endpoint::accept);
        return endpoint;
    }

    static Reply text(int status, String body) {
        return new Reply(status, List.of("Content-Type: text/plain"), ByteString.encodeUtf8(body));
    }

    static Reply json(int status, String body) {
        return new Reply(
                status,
                List.of("Content-Type: application/json; charset=utf-8"),
                ByteString.encodeUtf8(body));
    }

    static Reply redirect(int status, String location) {
        return text(status, "elsewhere").with("Location: " + location);
    }

    /// An environment in which exactly these may be reached.
    static NodeEnvironment allowing(Endpoint... endpoints) {
        var hosts = new ArrayList<String>();
        for (var endpoint : endpoints) {
            hosts.add(endpoint.hostPort());
        }
        return new NodeEnvironment(InstantSource.system(), Set.copyOf(hosts));
    }

    String hostPort() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    String url(String path) {
        return "http://" + hostPort() + path;
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    Received only() {
        if (received.size() != 1) {
            throw new AssertionError("Expected one request, found " + received);
        }
        return received.getFirst();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            var request = request(in);
            received.add(request);
            var reply = answers.apply(request);
            if (reply.status() != 0) {
                socket.getOutputStream().write(bytes(reply, request.method().equals("HEAD")));
                socket.getOutputStream().flush();
            }
        } catch (IOException gone) {
            // The client has gone; what it got is its own affair.
        }
    }

    private static Received request(InputStream in) throws IOException {
        var first = line(in).split(" ");
        var headers = new TreeMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return new Received(first[0], first[1], headers, body);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static byte[] bytes(Reply reply, boolean head) {
        var text = new StringBuilder("HTTP/1.1 " + reply.status() + " Said\r\n");
        reply.headers().forEach(header -> text.append(header).append("\r\n"));
        if (reply.status() != 204) {
            text.append("Content-Length: ").append(reply.body().size()).append("\r\n");
        }
        var start = text.append("Connection: close\r\n\r\n").toString();
        var begin = start.getBytes(StandardCharsets.ISO_8859_1);
        if (head || reply.status() == 204) {
            return begin;
        }
        return new Buffer().write(begin).write(reply.body()).readByteArray();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
