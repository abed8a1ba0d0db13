package io.sluice.app.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.abuse.Routes.Route;
import io.sluice.app.api.Client;
import io.sluice.app.api.TestServer;
import io.sluice.app.security.Role;
import io.sluice.db.audit.AuditLog;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Role × every route × own, foreign and absent things.
class AuthorizationMatrixTest {
    private final TestServer server = TestServer.shared();
    private final Things own = new Things(server, "default");

    @Test
    @DisplayName("ASVS 8.2.1: a route that the table does not know fails the build")
    void knowsEveryRoute() {
        var listed = new TreeSet<String>();
        Routes.all().forEach(route -> listed.add(route.toString()));

        assertThat(listed).isEqualTo(mapped());
    }

    private Set<String> mapped() {
        var routes = new TreeSet<String>();
        server.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((info, method) -> {
                    if (!method.getBeanType().getPackageName().startsWith("io.sluice.app.web")
                            && method.getBeanType().getName().startsWith("io.sluice")) {
                        for (var path : info.getPatternValues()) {
                            for (var verb : info.getMethodsCondition().getMethods()) {
                                routes.add(verb + " " + path);
                            }
                        }
                    }
                });
        routes.add("GET /api/v1/openapi.yaml");
        routes.removeIf(route -> route.endsWith(" /error"));
        return routes;
    }

    @Test
    void asksStrangersToSignInEverywhere() {
        var wrong = new ArrayList<String>();
        Routes.guarded()
                .forEach(route -> {
                    int status = Asking.send(server.anonymous(), route, _ -> "nothing").status();
                    if (status != 401) {
                        wrong.add(route + " → " + status);
                    }
                });
        assertThat(wrong).isEmpty();
    }

    @Test
    @DisplayName(
            "ASVS 8.2.1, 8.2.2: each role reaches what the table says, and every denial is audited")
    void letsEachRoleDoItsOwnAndNothingElse() {
        var wrong = new ArrayList<String>();
        var all = new ArrayList<Optional<Role>>();
        all.add(Optional.empty());
        EnumSet.allOf(Role.class).forEach(role -> all.add(Optional.of(role)));
        for (var role : all) {
            var roles = role.<Set<Role>>map(EnumSet::of).orElse(EnumSet.noneOf(Role.class));
            var user = server.user(Role.keys(roles).toArray(String[]::new));
            var browser = server.signedIn(user);
            Routes.guarded()
                    .forEach(route ->
                            verdict(browser, user, route, route.allows(roles))
                                    .ifPresent(
                                            why -> wrong.add(roles + " " + route + " → " + why)));
        }
        assertThat(wrong).isEmpty();
    }

    private Optional<String> verdict(Client browser, String user, Route route, boolean allowed) {
        var reply = Asking.send(browser, route, own::get);
        if (allowed && route.is("fresh")) {
            route.kinds().forEach(own::forget);
            own.forget("run");
        }
        if (reply.status() >= 500) {
            return Optional.of(reply.toString());
        }
        if (allowed) {
            return reply.status() == 401 || reply.status() == 403
                    ? Optional.of(reply.toString())
                    : Optional.empty();
        }
        if (reply.status() != 403 || !reply.body().contains("\"code\":\"FORBIDDEN\"")) {
            return Optional.of("not refused: " + reply);
        }
        return denied(user) ? Optional.empty() : Optional.of("refused, but not audited");
    }

    /// Whether the last thing this user did was to be denied something. The engine writes as well.
    private boolean denied(String user) {
        return server.bean(AuditLog.class).list("default", Optional.empty(), 20).items().stream()
                .filter(entry -> entry.actor().name().equals(user))
                .findFirst()
                .filter(entry -> entry.action().equals("access.denied"))
                .filter(entry -> !seen.contains(entry.seq()))
                .map(entry -> seen.add(entry.seq()))
                .orElse(false);
    }

    private final Set<Long> seen = new TreeSet<>();

    @Test
    @DisplayName("ASVS 8.2.2, API1:2023: what is foreign and what is absent look alike")
    void tellsForeignFromAbsentByNothing() {
        var foreign = new Things(server, Workspaces.make(server));
        var roles = EnumSet.allOf(Role.class);
        roles.remove(Role.ADMIN);
        var insider = server.signedIn(server.user(Role.keys(roles).toArray(String[]::new)));
        var admin = server.signedIn(server.user("admin"));
        var wrong = new ArrayList<String>();

        Routes.guarded()
                .filter(Route::namesThings)
                .filter(route -> !Set.of("user", "group", "project").contains(first(route)))
                .forEach(route -> {
                    var client = route.allows(roles) ? insider : admin;
                    var one = Asking.described(client, route, foreign::get);
                    var other =
                            Asking.described(client, route, kind -> Asking.absent(foreign, kind));
                    boolean bulk = route.path().endsWith("/bulk");
                    if (!one.equals(other) || !(bulk || one.startsWith("404 "))) {
                        wrong.add(route + "\n  foreign: " + one + "\n  absent:  " + other);
                    }
                });

        assertThat(wrong).isEmpty();
    }

    private static String first(Route route) {
        return route.kinds().isEmpty() ? "" : route.kinds().getFirst();
    }

    @Test
    @DisplayName("Lists, searches, counts and figures of one project do not move with another's")
    void countsNothingOfOthers() {
        var quiet = Workspaces.make(server);
        var busy = new Things(server, Workspaces.make(server));
        var watcher = server.user();
        Workspaces.join(
                server, quiet, watcher, "viewer", "operator", "editor", "auditor", "approver");
        var browser = Workspaces.in(server.signedIn(watcher), quiet);
        var before = Asking.lists(browser);

        List.of("workflow", "run", "step", "event", "connection", "policy", "token")
                .forEach(busy::get);

        assertThat(Asking.lists(browser)).isEqualTo(before);
        assertThat(before).hasSizeGreaterThan(10);
    }
}
