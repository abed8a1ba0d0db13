package io.sluice.app.session;

import io.sluice.app.problem.Input;
import io.sluice.app.profile.SluiceProperties;
import io.sluice.app.security.Caller;
import io.sluice.app.security.Grants;
import io.sluice.app.security.Projects;
import io.sluice.app.security.Role;
import io.sluice.app.security.Sessions;
import io.sluice.app.security.SetUpTokens;
import io.sluice.app.security.Site;
import io.sluice.app.settings.InstallationSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// The session of a browser.
@RestController
class SessionController {
    private static final String VERSION = "0.1.0";

    private final SignIn signIn;
    private final SetUp setUp;
    private final Browsers browsers;
    private final Site site;
    private final OtherWays ways;
    private final InstallationSettings settings;
    private final boolean sandbox;

    SessionController(
            SignIn signIn,
            SetUp setUp,
            Browsers browsers,
            Site site,
            OtherWays ways,
            InstallationSettings settings,
            SluiceProperties properties) {
        this.signIn = signIn;
        this.setUp = setUp;
        this.browsers = browsers;
        this.site = site;
        this.ways = ways;
        this.settings = settings;
        sandbox = properties.sandbox().isPresent();
    }

    /// @param roles for all of the project
    /// @param grants on single things of it
    record UserView(String name, List<String> roles, GrantsView grants) {
        static UserView of(Caller caller) {
            return new UserView(
                    caller.person(), Role.keys(caller.roles()), GrantsView.of(caller.grants()));
        }
    }

    /// @param workflows roles by id
    record GrantsView(
            Map<String, List<String>> workflows, List<String> uses, List<String> manages) {
        static GrantsView of(Grants grants) {
            var workflows = new TreeMap<String, List<String>>();
            grants.workflows().forEach((id, roles) -> workflows.put(id, Role.keys(roles)));
            return new GrantsView(
                    workflows,
                    grants.uses().stream().sorted().toList(),
                    grants.manages().stream().sorted().toList());
        }
    }

    /// @param setUp an account exists
    /// @param csrfToken what a change must bring as X-CSRF-Token; empty without a session
    /// @param providers ways in beside the password
    /// @param solo one person may approve the own run
    record SessionView(
            boolean setUp,
            @Nullable UserView user,
            String csrfToken,
            List<OtherWays.Way> providers,
            boolean solo,
            boolean sandbox,
            String project,
            String version) {}

    record SetUpRequest(
            @Nullable String token, @Nullable String userName, @Nullable String password) {}

    record SignInRequest(@Nullable String userName, @Nullable String password) {}

    @GetMapping("/api/v1/session")
    ResponseEntity<SessionView> show(Optional<Caller> caller, HttpServletRequest request) {
        var cookie = site.cookie(request, Sessions.COOKIE).filter(_ -> caller.isPresent());
        var project = caller.map(Caller::project).orElse(Projects.DEFAULT);
        var view =
                new SessionView(
                        setUp.done(),
                        caller.map(UserView::of).orElse(null),
                        cookie.map(Sessions::csrf).orElse(""),
                        ways.list(),
                        settings.soloApproval(project),
                        sandbox,
                        project,
                        VERSION);
        return ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").body(view);
    }

    @PostMapping("/api/v1/session/setup")
    ResponseEntity<Void> setUp(@RequestBody SetUpRequest body, HttpServletRequest request) {
        setUp.make(
                Input.text(body.token(), "/token", 100),
                Input.text(body.userName(), "/userName", 100),
                Input.required(body.password(), "/password"),
                request.getRemoteAddr());
        return ResponseEntity.status(201).build();
    }

    @PostMapping("/api/v1/session/setup/token")
    ResponseEntity<SetUpTokens.Made> renew(Caller caller) {
        return ResponseEntity.status(201)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(setUp.renew(caller));
    }

    @PostMapping("/api/v1/session")
    ResponseEntity<Void> begin(@RequestBody SignInRequest body, HttpServletRequest request) {
        var begun =
                signIn.withPassword(
                        Input.text(body.userName(), "/userName", 100),
                        Input.required(body.password(), "/password"),
                        browsers.of(request));
        return ResponseEntity.ok().headers(browsers.cookies(begun, request)).build();
    }

    @DeleteMapping("/api/v1/session")
    ResponseEntity<Void> end(Optional<Caller> caller, HttpServletRequest request) {
        caller.ifPresent(one ->
                site.cookie(request, Sessions.COOKIE)
                        .ifPresent(cookie -> signIn.signOut(one, cookie)));
        return ResponseEntity.noContent()
                .header(
                        HttpHeaders.SET_COOKIE,
                        site.setCookie(request, Sessions.COOKIE, "", "Strict", Duration.ZERO))
                .build();
    }
}
