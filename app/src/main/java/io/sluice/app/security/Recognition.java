package io.sluice.app.security;

import io.sluice.app.problem.ErrorCode;
import io.sluice.app.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/// Recognises the caller: a program by its bearer token, a browser by its session cookie. A request
/// that changes something and comes with a cookie must also bring the session's CSRF token, and no
/// page of another site may change anything or read the API. A request with a token needs none of
/// this: no browser sends one by itself.
final class Recognition extends OncePerRequestFilter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final String BEARER = "Bearer ";
    private static final String API = "/api/";

    /// Where a request's [Standing] is.
    static final String STANDING = Standing.class.getName();

    private final Accounts accounts;
    private final Sessions sessions;
    private final Site site;
    private final Refusals refusals;
    private final InstantSource clock;
    private final Problems problems;

    Recognition(
            Accounts accounts,
            Sessions sessions,
            Site site,
            Refusals refusals,
            InstantSource clock,
            Problems problems) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.site = site;
        this.refusals = refusals;
        this.clock = clock;
        this.problems = problems;
    }

    /// What comes in by a hook carries the sender's own proof, also in the header that tokens of
    /// ours come in; nobody of ours is recognised there.
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getServletPath();
        return path.startsWith("/hooks/") || path.startsWith("/webhook/");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            byToken(authorization, request, response, chain);
        } else if (fromElsewhere(request)) {
            site.cookie(request, Sessions.COOKIE)
                    .flatMap(cookie -> caller(cookie, request.getRemoteAddr()))
                    .ifPresent(caller -> refused(caller, request, ErrorCode.CROSS_SITE));
            problems.write(
                    response,
                    ErrorCode.CROSS_SITE,
                    "Expected a request from this site's own pages, found one from another site.");
        } else {
            bySession(request, response, chain);
        }
    }

    private boolean fromElsewhere(HttpServletRequest request) {
        return unsafe(request)
                ? site.fromElsewhere(request)
                : request.getRequestURI().startsWith(API) && site.readFromElsewhere(request);
    }

    private void byToken(
            String authorization,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        var remote = request.getRemoteAddr();
        Supplier<Optional<Caller>> recognise =
                () ->
                        authorization.startsWith(BEARER)
                                ? accounts.byToken(
                                        authorization.substring(BEARER.length()).strip(), remote)
                                : Optional.empty();
        var caller = recognise.get();
        if (caller.isEmpty()) {
            problems.write(
                    response,
                    ErrorCode.NOT_SIGNED_IN,
                    "Expected a live token after 'Authorization: Bearer ', found another; make one"
                            + " under Settings.");
            return;
        }
        goOn(caller.get(), recognise, request, response, chain);
    }

    private void bySession(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var cookie = site.cookie(request, Sessions.COOKIE);
        var remote = request.getRemoteAddr();
        var caller = cookie.flatMap(sessions::user).flatMap(user -> accounts.byName(user, remote));
        if (cookie.isEmpty() || caller.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var sent = request.getHeader("X-CSRF-Token");
        if (unsafe(request) && (sent == null || !Tokens.same(Sessions.csrf(cookie.get()), sent))) {
            refused(caller.get(), request, ErrorCode.BAD_CSRF);
            problems.write(
                    response,
                    ErrorCode.BAD_CSRF,
                    "Expected the header X-CSRF-Token with the value that GET /api/v1/session"
                            + " answers, found "
                            + (sent == null ? "none." : "another."));
            return;
        }
        goOn(caller.get(), () -> caller(cookie.get(), remote), request, response, chain);
    }

    private Optional<Caller> caller(String cookie, String remote) {
        return sessions.look(cookie).flatMap(user -> accounts.byName(user, remote));
    }

    private void refused(Caller caller, HttpServletRequest request, ErrorCode code) {
        refusals.refused(caller, request.getMethod() + " " + request.getRequestURI(), code.name());
    }

    private void goOn(
            Caller caller,
            Supplier<Optional<Caller>> again,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        request.setAttribute(STANDING, new Standing(caller, again, clock));
        try {
            SecurityContextHolder.setContext(new SecurityContextImpl(new Authenticated(caller)));
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private static boolean unsafe(HttpServletRequest request) {
        return !SAFE.contains(request.getMethod());
    }
}
