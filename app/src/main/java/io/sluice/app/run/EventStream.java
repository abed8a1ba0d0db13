package io.sluice.app.run;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Writes server-sent events to one client, from that request's own virtual thread.
final class EventStream {
    static final Duration HEART_BEAT = Duration.ofSeconds(15);

    private final OutputStream out;
    private long lastWrite = System.nanoTime();

    EventStream(HttpServletResponse response) throws IOException {
        response.setStatus(200);
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        out = response.getOutputStream();
        write("retry: 2000\n\n");
    }

    /// @param id what the client sends as `Last-Event-ID` when it comes back
    void event(String name, String id, String json) throws IOException {
        write("event: " + name + "\nid: " + id + "\ndata: " + json + "\n\n");
    }

    /// A comment, when nothing was written for a while: it finds out whether the client is there.
    void beat() throws IOException {
        if (System.nanoTime() - lastWrite > HEART_BEAT.toNanos()) {
            write(": still here\n\n");
        }
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
        lastWrite = System.nanoTime();
    }
}
