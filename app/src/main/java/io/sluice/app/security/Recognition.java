package io.sluice.app.security;

import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/// Recognises the caller: a program by its bearer token, a browser by its session cookie. A request
/// that changes something and comes with a cookie must also bring the session's CSRF token, and no
/// request of a browser may come from another site.
public final class Recognition extends OncePerRequestFilter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final String BEARER = "Bearer ";

    private final Accounts accounts;
    private final Sessions sessions;
    private final Problems problems;

    Recognition(Accounts accounts, Sessions sessions, Problems problems) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            byToken(authorization, request, response, chain);
        } else if (unsafe(request) && crossSite(request)) {
            problems.write(
                    response,
                    ErrorCode.CROSS_SITE,
                    "Expected a request from this site's own pages, found one from another site.");
        } else {
            bySession(request, response, chain);
        }
    }

    private void byToken(
            String authorization,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        var caller =
                authorization.startsWith(BEARER)
                        ? accounts.byToken(
                                authorization.substring(BEARER.length()).strip(),
                                request.getRemoteAddr())
                        : Optional.<Caller>empty();
        if (caller.isEmpty()) {
            problems.write(
                    response,
                    ErrorCode.NOT_SIGNED_IN,
                    "Expected a live token after 'Authorization: Bearer ', found another; make one"
                            + " under Settings.");
            return;
        }
        goOn(caller.get(), request, response, chain);
    }

    private void bySession(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var cookie = cookie(request);
        var caller =
                cookie.flatMap(sessions::user)
                        .flatMap(user -> accounts.byName(user, request.getRemoteAddr()));
        if (cookie.isEmpty() || caller.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var sent = request.getHeader("X-CSRF-Token");
        if (unsafe(request) && (sent == null || !Tokens.same(Sessions.csrf(cookie.get()), sent))) {
            problems.write(
                    response,
                    ErrorCode.BAD_CSRF,
                    "Expected the header X-CSRF-Token with the value that GET /api/v1/session"
                            + " answers, found "
                            + (sent == null ? "none." : "another."));
            return;
        }
        goOn(caller.get(), request, response, chain);
    }

    private static void goOn(
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        try {
            SecurityContextHolder.setContext(new SecurityContextImpl(new Authenticated(caller)));
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    /// The session cookie of a request.
    public static Optional<String> cookie(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(Sessions.COOKIE))
                        .map(Cookie::getValue)
                        .filter(value -> !value.isBlank())
                        .findFirst();
    }

    private static boolean unsafe(HttpServletRequest request) {
        return !SAFE.contains(request.getMethod());
    }

    private static boolean crossSite(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }
}
