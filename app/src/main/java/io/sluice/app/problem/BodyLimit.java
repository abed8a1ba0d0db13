package io.sluice.app.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// No body is read beyond its bound, announced or not: 1 MiB for what comes in by hooks, 4 MiB for
/// everything else. Nor is it waited for for ever: one that trickles in is given up.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class BodyLimit extends OncePerRequestFilter {
    static final long HOOKS = 1L << 20;
    static final long OTHERS = 4L << 20;

    private static final Duration HOOKS_PATIENCE = Duration.ofSeconds(30);
    private static final Duration OTHERS_PATIENCE = Duration.ofMinutes(2);

    private final Problems problems;
    private final LongSupplier nanos;

    @Autowired
    BodyLimit(Problems problems) {
        this(problems, System::nanoTime);
    }

    BodyLimit(Problems problems, LongSupplier nanos) {
        this.problems = problems;
        this.nanos = nanos;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean hook = isHook(request.getRequestURI());
        long limit = hook ? HOOKS : OTHERS;
        if (request.getContentLengthLong() > limit) {
            problems.write(
                    response,
                    ErrorCode.TOO_LARGE,
                    "Expected a body of at most "
                            + limit
                            + " bytes, found "
                            + request.getContentLengthLong()
                            + "; send less.");
            return;
        }
        var query = request.getQueryString();
        if (query != null && query.contains("%00")) {
            problems.write(
                    response, ErrorCode.BAD_REQUEST, "Expected a query without the character 0.");
            return;
        }
        var patience = hook ? HOOKS_PATIENCE : OTHERS_PATIENCE;
        chain.doFilter(new Bounded(request, new Bounds(limit, patience, nanos)), response);
    }

    private static boolean isHook(String path) {
        return path.startsWith("/hooks/") || path.equals("/webhook/cdr");
    }

    private record Bounds(long bytes, Duration patience, LongSupplier nanos, long began) {
        Bounds(long bytes, Duration patience, LongSupplier nanos) {
            this(bytes, patience, nanos, nanos.getAsLong());
        }

        void check(long seen) throws IOException {
            if (seen > bytes) {
                throw new BodyTooLarge(bytes);
            }
            if (nanos.getAsLong() - began > patience.toNanos()) {
                throw new BodyTooSlow(patience);
            }
        }
    }

    private static final class Bounded extends HttpServletRequestWrapper {
        private final Bounds bounds;

        Bounded(HttpServletRequest request, Bounds bounds) {
            super(request);
            this.bounds = bounds;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Counting(super.getInputStream(), bounds);
        }
    }

    private static final class Counting extends ServletInputStream {
        private final ServletInputStream stream;
        private final Bounds bounds;
        private long seen;

        Counting(ServletInputStream stream, Bounds bounds) {
            this.stream = stream;
            this.bounds = bounds;
        }

        @Override
        public int read() throws IOException {
            int next = stream.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = stream.read(into, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int more) throws IOException {
            seen += more;
            bounds.check(seen);
        }

        @Override
        public boolean isFinished() {
            return stream.isFinished();
        }

        @Override
        public boolean isReady() {
            return stream.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            stream.setReadListener(listener);
        }
    }
}
