package io.sluice.app.session;

import io.sluice.app.security.KnownDevices;
import io.sluice.app.security.Sessions;
import io.sluice.app.security.Site;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/// What a browser brings when somebody signs in, and what it takes along.
@Component
public class Browsers {
    private final Site site;

    Browsers(Site site) {
        this.site = site;
    }

    public SignIn.Browser of(HttpServletRequest request) {
        return new SignIn.Browser(
                request.getRemoteAddr(),
                Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), ""),
                site.cookie(request, KnownDevices.COOKIE),
                site.cookie(request, Sessions.COOKIE));
    }

    public HttpHeaders cookies(SignIn.Begun begun, HttpServletRequest request) {
        var headers = new HttpHeaders();
        headers.add(
                HttpHeaders.SET_COOKIE,
                site.setCookie(
                        request, Sessions.COOKIE, begun.session(), "Strict", Sessions.LONGEST));
        begun.device()
                .ifPresent(device ->
                        headers.add(
                                HttpHeaders.SET_COOKIE,
                                site.setCookie(
                                        request,
                                        KnownDevices.COOKIE,
                                        device,
                                        "Strict",
                                        KnownDevices.KEPT)));
        return headers;
    }
}
