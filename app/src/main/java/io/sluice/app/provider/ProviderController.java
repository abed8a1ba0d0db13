package io.sluice.app.provider;

import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.security.Site;
import io.sluice.app.session.Browsers;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The way to an identity provider and back. A browser that goes wrong is sent to the page that it
/// came from, with the code of the error behind `#sign-in=`; whoever wants JSON gets the problem.
@RestController
class ProviderController {
    private static final int PATH_LENGTH = 500;

    /// A path of this site: `//host` and `/\host` are none.
    private static final Pattern PATH = Pattern.compile("/(?:[!-\\[\\]-~&&[^/]][!-\\[\\]-~]*)?");

    private final ProviderSignIn signIn;
    private final Browsers browsers;
    private final Site site;

    ProviderController(ProviderSignIn signIn, Browsers browsers, Site site) {
        this.signIn = signIn;
        this.browsers = browsers;
        this.site = site;
    }

    @GetMapping("/api/v1/session/providers/{id}")
    ResponseEntity<Void> send(@PathVariable String id, HttpServletRequest request) {
        return orPage(
                request,
                back(request.getParameter("back")),
                () -> {
                    var sent = signIn.send(id, back(one(request, "back")), request.getRemoteAddr());
                    var headers = new HttpHeaders();
                    headers.add(
                            HttpHeaders.SET_COOKIE,
                            round(request, sent.cookie(), ProviderRounds.LIFE));
                    return to(sent.to(), headers);
                });
    }

    @GetMapping("/api/v1/session/providers/{id}/callback")
    ResponseEntity<Void> receive(@PathVariable String id, HttpServletRequest request) {
        var cookie = site.cookie(request, ProviderRounds.COOKIE);
        return orPage(
                request,
                // Of this browser's own round: what it brings along says nothing about it.
                back(cookie.flatMap(signIn::back).orElse(null)),
                () -> {
                    var brought =
                            new ProviderSignIn.Brought(
                                    one(request, "state"),
                                    one(request, "code"),
                                    one(request, "iss"),
                                    one(request, "error"));
                    var arrived = signIn.receive(id, brought, cookie, browsers.of(request));
                    var headers = browsers.cookies(arrived.begun(), request);
                    headers.add(HttpHeaders.SET_COOKIE, round(request, "", Duration.ZERO));
                    return to(URI.create(arrived.back()), headers);
                });
    }

    /// Lax, since it is another site that sends the browser back.
    private String round(HttpServletRequest request, String value, Duration age) {
        return site.setCookie(request, ProviderRounds.COOKIE, value, "Lax", age);
    }

    private static @Nullable String one(HttpServletRequest request, String name) {
        var values = request.getParameterValues(name);
        if (values != null && values.length > 1) {
            throw new ApiProblem(
                    ErrorCode.BAD_REQUEST, "Expected '" + name + "' once, found it more often.");
        }
        return values == null ? null : values[0];
    }

    private static String back(@Nullable String path) {
        return path != null && path.length() <= PATH_LENGTH && PATH.matcher(path).matches()
                ? path
                : "/";
    }

    private static ResponseEntity<Void> orPage(
            HttpServletRequest request, String back, Supplier<ResponseEntity<Void>> answer) {
        try {
            return answer.get();
        } catch (ApiProblem problem) {
            var accept = request.getHeader(HttpHeaders.ACCEPT);
            if (accept == null || !accept.contains("text/html")) {
                throw problem;
            }
            var page = back.split("#", 2)[0];
            return to(URI.create(page + "#sign-in=" + problem.code().name()), new HttpHeaders());
        }
    }

    private static ResponseEntity<Void> to(URI target, HttpHeaders headers) {
        headers.setLocation(target);
        headers.setCacheControl("no-store");
        return new ResponseEntity<>(headers, HttpStatus.SEE_OTHER);
    }
}
