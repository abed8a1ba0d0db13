package io.sluice.app.trigger;

import io.sluice.app.limit.Allowance;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Problems;
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
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Before a byte of a delivery's body is read: no address takes in more than its share, and whoever
/// was refused again and again at one is not looked at for a while. Addresses that do not exist are
/// treated alike.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 9)
class HookGate extends OncePerRequestFilter {
    private static final int LONGEST = 200;

    private final Problems problems;
    private final Allowance deliveries;
    private final Allowance refusals;

    /// @param perSecond deliveries to one address
    /// @param refusedPerMinute refused deliveries of one sender to one address
    @Autowired
    HookGate(
            Problems problems,
            @Value("${sluice.hooks.per-second}") int perSecond,
            @Value("${sluice.hooks.refused-per-minute}") int refusedPerMinute) {
        this(problems, perSecond, refusedPerMinute, System::nanoTime);
    }

    HookGate(Problems problems, int perSecond, int refusedPerMinute, LongSupplier nanos) {
        this.problems = problems;
        deliveries = new Allowance(perSecond, Duration.ofSeconds(1), nanos);
        refusals = new Allowance(refusedPerMinute, Duration.ofMinutes(1), nanos);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return !path.startsWith("/hooks/") && !path.startsWith("/webhook/");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var uri = request.getRequestURI();
        var path = uri.length() > LONGEST ? uri.substring(0, LONGEST) : uri;
        var sender = request.getRemoteAddr() + " " + path;
        if (!refusals.has(sender) || !deliveries.take(path)) {
            problems.write(
                    response,
                    ErrorCode.TOO_MANY_ATTEMPTS,
                    "Expected fewer deliveries to this address; send it again in a moment.");
            response.setHeader("Retry-After", "1");
            return;
        }
        chain.doFilter(request, response);
        if (response.getStatus() == 401 || response.getStatus() == 404) {
            refusals.take(sender);
        }
    }
}
