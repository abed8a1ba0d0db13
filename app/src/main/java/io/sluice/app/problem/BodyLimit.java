package io.sluice.app.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// No body is read beyond its bound, announced or not: 1 MiB for what comes in by hooks, 4 MiB for
/// everything else.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class BodyLimit extends OncePerRequestFilter {
    static final long HOOKS = 1L << 20;
    static final long OTHERS = 4L << 20;

    private final Problems problems;

    BodyLimit(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long limit = isHook(request.getRequestURI()) ? HOOKS : OTHERS;
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
        chain.doFilter(new Bounded(request, limit), response);
    }

    private static boolean isHook(String path) {
        return path.startsWith("/hooks/") || path.equals("/webhook/cdr");
    }

    private static final class Bounded extends HttpServletRequestWrapper {
        private final long limit;

        Bounded(HttpServletRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Counting(super.getInputStream(), limit);
        }
    }

    private static final class Counting extends ServletInputStream {
        private final ServletInputStream stream;
        private final long limit;
        private long seen;

        Counting(ServletInputStream stream, long limit) {
            this.stream = stream;
            this.limit = limit;
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
            if (seen > limit) {
                throw new BodyTooLarge(limit);
            }
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
