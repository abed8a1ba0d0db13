package io.sluice.app.limit;

import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Problems;
import io.sluice.app.security.Tokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// A program gone wild does not take what the others need: so many requests a second with one
/// token, before it is looked up and before a body is read. A token is told apart by its hash.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 8)
class TokenGate extends OncePerRequestFilter {
    private final Problems problems;
    private final Allowance requests;

    @Autowired
    TokenGate(Problems problems, @Value("${sluice.tokens.per-second}") int perSecond) {
        this(problems, perSecond, System::nanoTime);
    }

    TokenGate(Problems problems, int perSecond, LongSupplier nanos) {
        this.problems = problems;
        requests = new Allowance(perSecond, Duration.ofSeconds(1), nanos);
    }

    /// Hooks have a gate of their own, and senders there who cannot be told apart by a token.
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.startsWith("/hooks/")
                || path.startsWith("/webhook/")
                || request.getHeader(HttpHeaders.AUTHORIZATION) == null;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var token = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (requests.take(Tokens.hash(token))) {
            chain.doFilter(request, response);
            return;
        }
        problems.write(
                response,
                ErrorCode.TOO_MANY_ATTEMPTS,
                "Expected fewer requests with one token; come again in a moment.");
        response.setHeader("Retry-After", "1");
    }
}
