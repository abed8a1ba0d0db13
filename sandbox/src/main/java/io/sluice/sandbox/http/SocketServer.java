package io.sluice.sandbox.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/// An HTTP/1.1 server: one virtual thread a request, bodies up to one mebibyte, and the ability to
/// hang up without an answer.
public final class SocketServer implements AutoCloseable {
    private static final int MAX_BODY_BYTES = 1 << 20;
    private static final int MAX_REQUESTS = 512;

    private final Server server;
    private final ServerConnector connector;

    private SocketServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /// Binds and serves; port 0 picks a free one. Throws [IOException] when the port is taken.
    public static SocketServer start(String host, int port, Function<Call, Reply> calls)
            throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(16, 4);
        threads.setName("sandbox-http");
        VirtualThreadPool requests = new VirtualThreadPool(MAX_REQUESTS);
        requests.setName("sandbox-call");
        threads.setVirtualThreadsExecutor(requests);
        Server server = new Server(threads);
        server.addBean(requests);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setAcceptQueueSize(1024);
        server.addConnector(connector);
        server.setHandler(new Front(calls));
        SocketServer running = new SocketServer(server, connector);
        running.begin(host, port);
        return running;
    }

    private void begin(String host, int port) throws IOException {
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new IOException("Cannot listen on %s:%d: %s".formatted(host, port, e), e);
        }
    }

    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The HTTP server did not stop", e);
        }
    }

    private static final class Front extends Handler.Abstract {
        private final Function<Call, Reply> calls;

        Front(Function<Call, Reply> calls) {
            this.calls = calls;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback)
                throws Exception {
            switch (reply(request)) {
                case Reply.Send(Answer answer) -> send(answer, response, callback);
                case Reply.Stream(String type, Reply.Source source) ->
                        stream(request, response, callback, type, source);
                case Reply.Drop() -> drop(request, callback);
            }
            return true;
        }

        private Reply reply(Request request) throws IOException {
            try (InputStream body = Content.Source.asInputStream(request)) {
                byte[] bytes = body.readNBytes(MAX_BODY_BYTES + 1);
                if (bytes.length > MAX_BODY_BYTES) {
                    return new Reply.Send(
                            Answer.text(413, "Expected a body of at most 1 MiB; send less\n")
                                    .with("Connection", "close"));
                }
                return calls.apply(call(request, new String(bytes, StandardCharsets.UTF_8)));
            }
        }

        private static Call call(Request request, String body) {
            Map<String, String> headers = new TreeMap<>();
            for (HttpField field : request.getHeaders()) {
                String value = field.getValue() == null ? "" : field.getValue();
                headers.merge(
                        field.getName().toLowerCase(Locale.ROOT), value, (a, b) -> a + "," + b);
            }
            String query = request.getHttpURI().getQuery();
            return new Call(
                    request.getMethod(),
                    request.getHttpURI().getPath(),
                    query == null ? "" : query,
                    headers,
                    body);
        }

        private static void send(Answer answer, Response response, Callback callback) {
            response.setStatus(answer.status());
            if (!answer.contentType().isEmpty()) {
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
            }
            answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
            Content.Sink.write(response, true, answer.body(), callback);
        }

        /// A stream may be silent for longer than a connection may be idle.
        private static void stream(
                Request request,
                Response response,
                Callback callback,
                String type,
                Reply.Source source) {
            request.addIdleTimeoutListener(_ -> false);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
            try (OutputStream out = Content.Sink.asOutputStream(response)) {
                out.flush();
                source.writeTo(out);
            } catch (IOException e) {
                callback.failed(new EofException(e));
                return;
            }
            callback.succeeded();
        }

        private static void drop(Request request, Callback callback) {
            request.getConnectionMetaData().getConnection().getEndPoint().close();
            // This kind of failure is expected, and so not logged.
            callback.failed(new EofException("Dropped on purpose"));
        }
    }
}
