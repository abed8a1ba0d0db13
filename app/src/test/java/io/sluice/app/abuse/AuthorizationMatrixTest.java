package io.sluice.app.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.abuse.Routes.Route;
import io.sluice.app.api.Client;
import io.sluice.app.api.TestServer;
import io.sluice.app.security.Role;
import io.sluice.db.audit.AuditLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Role × every route × own, foreign and absent things.
class AuthorizationMatrixTest {
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}|\\*\\*");
    private static final Pattern MOMENT =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z|\"next\":\"[^\"]*\"");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

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
                    int status = send(server.anonymous(), route, _ -> "nothing").status();
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
        var reply = send(browser, route, own::get);
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
                .filter(route -> !Set.of("user", "project").contains(first(route)))
                .forEach(route -> {
                    var client = route.allows(roles) ? insider : admin;
                    var one = described(client, route, foreign::get);
                    var other = described(client, route, kind -> absent(foreign, kind));
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

    /// An id of the same form as a foreign one.
    private static String absent(Things foreign, String kind) {
        if (Set.of("version", "node", "nothing", "step").contains(kind)) {
            return foreign.get(kind);
        }
        return "99" + foreign.get(kind);
    }

    /// Everything an answer tells, but for the ids that were asked for.
    private String described(Client client, Route route, Function<String, String> things) {
        var reply = send(client, route, things);
        var text =
                new StringBuilder(reply.status() + " " + new LinkedHashMap<>(headers(reply)) + " ");
        text.append(reply.body());
        var told = text.toString();
        for (var kind : List.of("workflow", "run", "event", "connection", "policy", "token")) {
            if (route.is(kind) || route.body().contains("{" + kind + "}")) {
                told = told.replace("'" + things.apply(kind), "'ID");
                told = told.replace("\"" + things.apply(kind), "\"ID");
            }
        }
        return told;
    }

    private static Map<String, List<String>> headers(Client.Reply reply) {
        var headers = new java.util.TreeMap<>(reply.response().headers().map());
        headers.remove("date");
        headers.remove("content-length");
        return headers;
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
        var before = lists(browser);

        List.of("workflow", "run", "step", "event", "connection", "policy", "token")
                .forEach(busy::get);

        assertThat(lists(browser)).isEqualTo(before);
        assertThat(before).hasSizeGreaterThan(10);
    }

    private Map<String, String> lists(Client browser) {
        var answers = new LinkedHashMap<String, String>();
        Routes.guarded()
                .filter(route -> route.is("list") && route.method().equals("GET"))
                .filter(route -> !route.path().equals("/api/v1/projects"))
                .forEach(route -> {
                    var reply = browser.get(route.path());
                    answers.put(
                            route.toString(),
                            MOMENT.matcher(reply.status() + " " + reply.body()).replaceAll("…"));
                });
        return answers;
    }

    private Client.Reply send(Client client, Route route, Function<String, String> things) {
        var kinds = new ArrayList<>(route.kinds());
        var path =
                VARIABLE.matcher(route.path())
                        .replaceAll(
                                _ -> Matcher.quoteReplacement(things.apply(kinds.removeFirst())));
        if (route.is("stream")) {
            return begun(client, path);
        }
        var body =
                route.body().contains("{run}")
                        ? route.body().replace("{run}", things.apply("run"))
                        : route.body();
        var type = route.path().endsWith("/import") ? "application/bpmn+xml" : "application/json";
        return client.with("If-Match", "\"1\"").raw(route.method(), path, type, body);
    }

    /// The beginning of an answer without end, and all of one that is a refusal.
    private static Client.Reply begun(Client client, String path) {
        var request = HttpRequest.newBuilder(URI.create(client.url() + path));
        client.headers().forEach(request::header);
        try {
            var live = HTTP.send(request.build(), BodyHandlers.ofInputStream());
            live.body().close();
            return live.statusCode() == 200 ? new Client.Reply(new Begun(live)) : client.get(path);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
