package io.sluice.app.account;

import io.sluice.app.problem.Input;
import io.sluice.app.problem.Listing;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Sessions;
import io.sluice.app.security.Site;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// The caller's own account.
@RestController
class AccountController {
    private final OwnAccount account;
    private final Site site;

    AccountController(OwnAccount account, Site site) {
        this.account = account;
        this.site = site;
    }

    /// @param password whether there is one to change
    record AccountView(String name, boolean password) {}

    /// @param current it is the session that asks
    record LiveView(
            String id,
            boolean current,
            Instant begunAt,
            Instant usedAt,
            Instant endsAt,
            String way,
            String remote,
            String agent) {
        static LiveView of(Sessions.Live live, String current) {
            return new LiveView(
                    live.id(),
                    live.id().equals(current),
                    live.begunAt(),
                    live.usedAt(),
                    live.endsAt(),
                    live.way(),
                    live.remote(),
                    live.agent());
        }
    }

    record PasswordChange(@Nullable String present, @Nullable String next) {}

    record Ended(int sessions) {}

    @GetMapping("/api/v1/account")
    AccountView show(Caller caller) {
        return new AccountView(caller.person(), account.hasPassword(caller));
    }

    @GetMapping("/api/v1/account/sessions")
    Listing<LiveView> sessions(Caller caller, HttpServletRequest request) {
        var current = Sessions.id(cookie(request));
        return new Listing<>(
                account.sessions(caller).stream().map(live -> LiveView.of(live, current)).toList(),
                null);
    }

    @DeleteMapping("/api/v1/account/sessions")
    Ended endOthers(Caller caller, HttpServletRequest request) {
        return new Ended(account.endOthers(caller, cookie(request)));
    }

    @DeleteMapping("/api/v1/account/sessions/{id}")
    ResponseEntity<Void> end(Caller caller, @PathVariable String id) {
        account.end(caller, id);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/api/v1/account/password")
    ResponseEntity<Void> changePassword(
            Caller caller, @RequestBody PasswordChange body, HttpServletRequest request) {
        var session =
                account.changePassword(
                        caller,
                        Input.required(body.present(), "/present"),
                        Input.required(body.next(), "/next"),
                        Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), ""));
        return ResponseEntity.noContent()
                .header(
                        HttpHeaders.SET_COOKIE,
                        site.setCookie(
                                request, Sessions.COOKIE, session, "Strict", Sessions.LONGEST))
                .build();
    }

    private String cookie(HttpServletRequest request) {
        return site.cookie(request, Sessions.COOKIE).orElse("");
    }
}
