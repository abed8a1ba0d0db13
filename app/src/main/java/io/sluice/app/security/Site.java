package io.sluice.app.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/// This server as browsers see it: which requests come from its own pages, and how its cookies are
/// called.
///
/// Over TLS, or when the public address says that people come over TLS, cookies carry the prefix
/// `__Host-`, with which a browser takes them from this very host only; then no others are looked
/// at.
@Component
public class Site {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final String PREFIX = "__Host-";
    private static final Set<String> OWN = Set.of("same-origin", "none");
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final OwnAddress address;
    private final InstantSource clock;
    private volatile @Nullable Known known;

    private record Known(String url, Instant until) {}

    Site(OwnAddress address, InstantSource clock) {
        this.address = address;
        this.clock = clock;
    }

    private String url() {
        var now = clock.instant();
        var before = known;
        if (before != null && before.until().isAfter(now)) {
            return before.url();
        }
        var found = address.url();
        known = new Known(found, now.plus(FRESH));
        return found;
    }

    private boolean secure(HttpServletRequest request) {
        return request.isSecure() || url().startsWith("https:");
    }

    /// The value of one of our cookies; empty as well if a request brings two that differ.
    public Optional<String> cookie(HttpServletRequest request, String name) {
        var cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        var full = full(name, request);
        var values =
                Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(full))
                        .map(Cookie::getValue)
                        .filter(value -> !value.isBlank())
                        .distinct()
                        .toList();
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    private String full(String name, HttpServletRequest request) {
        return secure(request) ? PREFIX + name : name;
    }

    /// A header that sets one of our cookies, for this host alone and out of reach of scripts.
    ///
    /// @param sameSite `Strict`; `Lax` for what must come along when another site sends somebody
    ///   here
    /// @param age zero takes the cookie away
    public String setCookie(
            HttpServletRequest request, String name, String value, String sameSite, Duration age) {
        return ResponseCookie.from(full(name, request), value)
                .path("/")
                .httpOnly(true)
                .secure(secure(request))
                .sameSite(sameSite)
                .maxAge(age)
                .build()
                .toString();
    }

    /// Whether a request was made by a page of another site: its browser says so, or names an
    /// origin that is neither the public address nor the host that was asked.
    boolean fromElsewhere(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !OWN.contains(site)) {
            return true;
        }
        var origins = Collections.list(request.getHeaders(HttpHeaders.ORIGIN));
        return !origins.isEmpty() && (origins.size() > 1 || !own(origins, request));
    }

    /// Whether a page of another site reads one of our answers, rather than sends somebody here.
    boolean readFromElsewhere(HttpServletRequest request) {
        return "cross-site".equals(request.getHeader("Sec-Fetch-Site"))
                && !"navigate".equals(request.getHeader("Sec-Fetch-Mode"));
    }

    private boolean own(List<String> origins, HttpServletRequest request) {
        var origin = origin(origins.getFirst());
        if (origin.isEmpty()) {
            return false;
        }
        if (origin.equals(origin(url()))) {
            return true;
        }
        var host = request.getHeader(HttpHeaders.HOST);
        return host != null
                && (origin.get().secure() || !secure(request))
                && origin(origin.get().scheme() + "://" + host).equals(origin);
    }

    private record Origin(String scheme, String host, int port) {
        boolean secure() {
            return scheme.equals("https");
        }
    }

    private static Optional<Origin> origin(String text) {
        try {
            var uri = URI.create(text);
            if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
                return Optional.empty();
            }
            var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            int usual = scheme.equals("https") ? HTTPS : HTTP;
            return Set.of("http", "https").contains(scheme)
                    ? Optional.of(
                            new Origin(
                                    scheme,
                                    uri.getHost().toLowerCase(Locale.ROOT),
                                    uri.getPort() < 0 ? usual : uri.getPort()))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
