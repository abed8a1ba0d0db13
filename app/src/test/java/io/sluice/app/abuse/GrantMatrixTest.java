package io.sluice.app.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.abuse.Routes.Route;
import io.sluice.app.api.Client;
import io.sluice.app.api.TestServer;
import io.sluice.app.security.Action;
import io.sluice.app.security.Grants;
import io.sluice.app.security.Role;
import io.sluice.db.audit.AuditLog;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is granted on one thing × every route × the granted thing, another of the same project, a
/// foreign one and an absent one.
class GrantMatrixTest {
    private static final Set<String> OF_WORKFLOWS = Set.of("workflow", "run", "event");

    private final TestServer server = TestServer.shared();
    private final String project = Workspaces.make(server);
    private final Client admin = Workspaces.in(server.admin(), project);
    private final Things granted = new Things(server, project);
    private final Things other = new Things(server, project);
    private final Things foreign = new Things(server, Workspaces.make(server));
    private final String user = server.user();
    private String workflow = "";

    private Client browser() {
        return Workspaces.in(server.signedIn(user), project);
    }

    /// Grants it anew when a request has used the workflow up.
    private void grant(Role role) {
        if (!granted.get("workflow").equals(workflow)) {
            workflow = granted.get("workflow");
            Workspaces.grant(admin, "workflows/" + workflow, user, role.key());
        }
    }

    private static boolean about(Route route, Set<String> kinds) {
        return route.kinds().stream().anyMatch(kinds::contains) || route.body().contains("{run}");
    }

    @ParameterizedTest
    @EnumSource(names = {"VIEWER", "OPERATOR", "EDITOR", "APPROVER"})
    @DisplayName("ASVS 8.2.1, 8.2.2: a role on one workflow gives that role there")
    void givesTheRoleOnTheGrantedWorkflow(Role role) {
        grant(role);
        var browser = browser();
        var wrong = new ArrayList<String>();

        Routes.guarded()
                .filter(route -> about(route, OF_WORKFLOWS))
                .forEach(route -> {
                    grant(role);
                    var reply = Asking.send(browser, route, granted::get);
                    boolean allowed = route.allows(EnumSet.of(role));
                    if (allowed && route.is("fresh")) {
                        route.kinds().forEach(granted::forget);
                        granted.forget("run");
                        granted.forget("event");
                    }
                    judge(allowed, reply).ifPresent(why -> wrong.add(route + " → " + why));
                });

        assertThat(wrong).isEmpty();
    }

    private Optional<String> judge(boolean allowed, Client.Reply reply) {
        if (reply.status() >= 500) {
            return Optional.of(reply.toString());
        }
        if (allowed) {
            return Set.of(401, 403).contains(reply.status())
                    ? Optional.of(reply.toString())
                    : Optional.empty();
        }
        if (reply.status() != 403 || !reply.code().equals("FORBIDDEN")) {
            return Optional.of("not refused: " + reply);
        }
        return denied() ? Optional.empty() : Optional.of("refused, but not audited");
    }

    private boolean denied() {
        return server.bean(AuditLog.class).list(project, Optional.empty(), 20).items().stream()
                .filter(entry -> entry.actor().name().equals(user))
                .findFirst()
                .filter(entry -> entry.action().equals("access.denied"))
                .isPresent();
    }

    @ParameterizedTest
    @EnumSource(names = {"VIEWER", "OPERATOR", "EDITOR", "APPROVER"})
    @DisplayName("ASVS 8.2.2: another thing of the project, a foreign and an absent one look alike")
    void tellsOthersFromAbsentByNothing(Role role) {
        grant(role);
        Workspaces.grant(admin, "connections/" + granted.get("connection"), user, "use");
        var browser = browser();
        var wrong = new ArrayList<String>();

        Routes.guarded()
                .filter(Route::namesThings)
                .filter(route -> !Set.of("user", "group", "project").contains(first(route)))
                .forEach(route -> {
                    var absent = Asking.described(browser, route, kind -> absent(kind));
                    var one = Asking.described(browser, route, other::get);
                    var elsewhere = Asking.described(browser, route, foreign::get);
                    boolean bulk = route.path().endsWith("/bulk");
                    boolean refused = one.startsWith("404 ") || one.startsWith("403 ");
                    if (!one.equals(absent) || !elsewhere.equals(absent) || !(bulk || refused)) {
                        wrong.add(
                                route
                                        + "\n  other:   "
                                        + one
                                        + "\n  foreign: "
                                        + elsewhere
                                        + "\n  absent:  "
                                        + absent);
                    }
                });

        assertThat(wrong).isEmpty();
    }

    private static String first(Route route) {
        return route.kinds().isEmpty() ? "" : route.kinds().getFirst();
    }

    private String absent(String kind) {
        return Asking.absent(other, kind);
    }

    @ParameterizedTest
    @EnumSource(names = {"VIEWER", "OPERATOR", "EDITOR", "APPROVER"})
    @DisplayName("ASVS 8.2.1: what is for all of the project is refused; lists show the own part")
    void refusesWhatIsForAllOfTheProject(Role role) {
        grant(role);
        var browser = browser();
        var wrong = new ArrayList<String>();

        Routes.guarded()
                .filter(route -> !route.namesThings() || first(route).equals("project"))
                .filter(route -> !route.toString().equals("DELETE /api/v1/account/sessions"))
                .forEach(route -> {
                    boolean allowed =
                            Set.of("known", "ENTER").contains(route.who())
                                    || (route.is("part") && route.allows(EnumSet.of(role)));
                    judge(allowed, Asking.send(browser, route, granted::get))
                            .ifPresent(why -> wrong.add(route + " → " + why));
                });

        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"use", "connection-manager"})
    @DisplayName("ASVS 8.2.1, 8.2.2: a grant on one connection gives that, and nothing of others")
    void givesWhatIsGrantedOnTheConnection(String what) {
        var wrong = new ArrayList<String>();
        Routes.guarded()
                .filter(route -> first(route).equals("connection"))
                .forEach(route -> {
                    var path = "connections/" + granted.get("connection");
                    Workspaces.grant(admin, path, user, what);
                    var browser = browser();
                    boolean allowed =
                            what.equals(Grants.MANAGE)
                                    && route.who().equals(Action.MANAGE_CONNECTIONS.name());
                    judge(allowed, Asking.send(browser, route, granted::get))
                            .ifPresent(why -> wrong.add(route + " → " + why));
                    if (allowed && route.is("fresh")) {
                        granted.forget("connection");
                        Workspaces.grant(
                                admin, "connections/" + granted.get("connection"), user, what);
                    }
                    var absent = Asking.described(browser, route, kind -> absent(kind));
                    if (!absent.equals(Asking.described(browser, route, other::get))
                            || !absent.equals(Asking.described(browser, route, foreign::get))) {
                        wrong.add(route + " tells others from absent ones");
                    }
                });
        assertThat(wrong).isEmpty();
    }

    @Test
    @DisplayName("Lists, searches, counts and figures do not move with what is not granted")
    void countsNothingOfOthers() {
        grant(Role.VIEWER);
        Workspaces.grant(admin, "connections/" + granted.get("connection"), user, "use");
        var browser = browser();
        List.of("run", "step", "event").forEach(granted::get);
        var before = Asking.lists(browser);

        List.of("workflow", "run", "step", "event", "connection", "policy", "token")
                .forEach(other::get);
        admin.post(
                "/api/v1/pauses",
                Map.of("scope", "run", "id", other.get("run"), "reason", "a test's"));

        assertThat(Asking.lists(browser)).isEqualTo(before);
        assertThat(before.get("GET /api/v1/workflows")).contains(workflow);
        assertThat(before.get("GET /api/v1/runs")).contains(granted.get("run"));
        assertThat(before.get("GET /api/v1/events")).contains(granted.get("event"));
        assertThat(before.get("GET /api/v1/approvals")).contains(granted.get("run"));
        assertThat(before.get("GET /api/v1/connections")).contains(granted.get("connection"));
    }
}
