package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RolesTest {
    private static final List<String> ROLES =
            List.of("viewer", "operator", "editor", "approver", "responder", "admin");
    private static final Set<String> ALL = Set.copyOf(ROLES);

    /// @param allowed the roles that get further than the authorization point
    private record Probe(
            String what, Set<String> allowed, Function<Client, Client.Reply> request) {}

    private static Probe probe(
            String what, Set<String> allowed, Function<Client, Client.Reply> request) {
        return new Probe(what, allowed, request);
    }

    private static final List<Probe> PROBES =
            List.of(
                    probe("list workflows", ALL, c -> c.get("/api/v1/workflows")),
                    probe("list runs", ALL, c -> c.get("/api/v1/runs")),
                    probe("list events", ALL, c -> c.get("/api/v1/events")),
                    probe("list approvals", ALL, c -> c.get("/api/v1/approvals")),
                    probe("list connections", ALL, c -> c.get("/api/v1/connections")),
                    probe("list node types", ALL, c -> c.get("/api/v1/node-types")),
                    probe("list policies", ALL, c -> c.get("/api/v1/policies")),
                    probe("see blocks", ALL, c -> c.get("/status")),
                    probe("list pauses", ALL, c -> c.get("/api/v1/pauses")),
                    probe(
                            "pause",
                            Set.of("operator", "admin"),
                            c -> c.post("/api/v1/pauses", Map.of("scope", "run", "id", "nobody"))),
                    probe(
                            "block",
                            Set.of("operator"),
                            c -> c.post("/api/block", Map.of("type", "none"))),
                    probe(
                            "plan policies",
                            Set.of("operator"),
                            c -> c.post("/api/v1/policies/plan", Map.of("connection", "none"))),
                    probe(
                            "handle findings",
                            Set.of("operator"),
                            c -> c.post("/api/v1/policies/apply", Map.of("connection", "none"))),
                    probe(
                            "promote",
                            Set.of("approver"),
                            c ->
                                    c.post(
                                            "/api/v1/policies/none/moves",
                                            Map.of("move", "promote", "reason", "x"))),
                    probe(
                            "break the glass",
                            Set.of("responder"),
                            c ->
                                    c.post(
                                            "/api/v1/policies/none/moves",
                                            Map.of(
                                                    "move", "break-glass",
                                                    "reason", "x",
                                                    "duration", "1h"))),
                    probe("list templates", ALL, c -> c.get("/api/v1/templates")),
                    probe(
                            "start",
                            Set.of("operator"),
                            c -> c.post("/api/v1/workflows/none/runs", Map.of())),
                    probe(
                            "message",
                            Set.of("operator"),
                            c -> c.post("/api/v1/messages", Map.of("name", "m", "key", "k"))),
                    probe(
                            "make a workflow",
                            Set.of("editor"),
                            c ->
                                    c.post(
                                            "/api/v1/workflows",
                                            Map.of("document", Drawings.manual("by role")))),
                    probe(
                            "publish",
                            Set.of("editor"),
                            c ->
                                    c.with("If-Match", "\"1\"")
                                            .post("/api/v1/workflows/none/publish", Map.of())),
                    probe(
                            "enable",
                            Set.of("editor"),
                            c -> c.post("/api/v1/workflows/none/enable", Map.of())),
                    probe(
                            "install",
                            Set.of("editor"),
                            c -> c.post("/api/v1/templates/none/install", Map.of())),
                    probe(
                            "decide",
                            Set.of("approver"),
                            c ->
                                    c.post(
                                            "/api/v1/approvals/none/1",
                                            Map.of("decision", "approved"))),
                    probe(
                            "make a connection",
                            Set.of("admin"),
                            c ->
                                    c.post(
                                            "/api/v1/connections",
                                            Map.of("name", "x", "type", "none"))),
                    probe("users", Set.of("admin"), c -> c.get("/api/v1/users")),
                    probe("tokens", Set.of("admin"), c -> c.get("/api/v1/tokens")),
                    probe(
                            "settings",
                            Set.of("admin"),
                            c -> c.put("/api/v1/settings", Map.of("soloApproval", false))),
                    probe(
                            "hook secret",
                            Set.of("admin"),
                            c -> c.post("/api/v1/hooks/none/secret", Map.of())),
                    probe("audit", Set.of("admin"), c -> c.get("/api/v1/audit")),
                    probe(
                            "verify",
                            Set.of("operator", "admin"),
                            c -> c.post("/api/v1/verify", Map.of())));

    private final TestServer server = TestServer.shared();

    @Test
    void letsEachRoleDoItsOwnAndNothingElse() {
        var wrong = new ArrayList<String>();
        for (var role : ROLES) {
            var browser = server.signedIn(server.user(role));
            for (var probe : PROBES) {
                var reply = probe.request().apply(browser);
                boolean passed = reply.status() != 403;
                if (passed != probe.allowed().contains(role) || reply.status() >= 500) {
                    wrong.add(role + ": " + probe.what() + " → " + reply);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void asksStrangersToSignIn() {
        for (var probe : PROBES) {
            assertThat(probe.request().apply(server.anonymous()).status())
                    .as(probe.what())
                    .isEqualTo(401);
        }
        assertThat(server.withToken("slc_guess").get("/api/v1/runs").status()).isEqualTo(401);
    }

    @Test
    void givesATokenNoMoreThanItsMakerHas() {
        var admin = server.admin();
        server.user("admin");
        var maker = server.user("admin", "viewer");
        var browser = server.signedIn(maker);

        var tooMuch =
                browser.post("/api/v1/tokens", Map.of("name", "t", "roles", List.of("operator")));
        var made =
                browser.post(
                        "/api/v1/tokens",
                        Map.of("name", TestServer.unique("token"), "roles", List.of("viewer")));
        var program = server.withToken(made.json().text("token"));

        assertThat(tooMuch.status()).isEqualTo(400);
        assertThat(program.get("/api/v1/runs").status()).isEqualTo(200);
        admin.patch("/api/v1/users/" + maker, Map.of("disabled", true));
        assertThat(program.get("/api/v1/runs").status()).isEqualTo(401);
    }
}
