package io.sluice.app.abuse;

import io.sluice.app.api.Client;
import io.sluice.app.api.Drawings;
import io.sluice.app.api.TestServer;
import io.sluice.policy.lifecycle.By;
import io.sluice.policy.manifest.Manifest;
import io.sluice.policy.register.Draft;
import io.sluice.policy.register.PolicyKey;
import io.sluice.policy.register.PolicyKind;
import io.sluice.policy.register.PolicyRegister;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One thing of each kind in a project, made when it is first asked for.
final class Things {
    private final TestServer server;
    private final String project;
    private final Client admin;
    private final Map<String, String> made = new HashMap<>();

    Things(TestServer server, String project) {
        this.server = server;
        this.project = project;
        admin = server.admin().with("X-Sluice-Project", project);
    }

    String get(String kind) {
        var known = made.get(kind);
        if (known == null) {
            known = make(kind);
            made.put(kind, known);
        }
        return known;
    }

    /// Another of the kind.
    void forget(String kind) {
        made.remove(kind);
        if (kind.equals("run")) {
            made.remove("step");
        }
    }

    private String make(String kind) {
        return switch (kind) {
            case "workflow" -> server.published(admin, Drawings.asking(unique()));
            case "version" -> "1";
            case "node" -> "begin";
            case "nothing" -> "nothing";
            case "run" -> run();
            case "step" -> step();
            case "event" -> event();
            case "connection" -> connection();
            case "policy" -> policy();
            case "token" -> token();
            case "user" -> server.user("viewer");
            case "group" -> group();
            case "project" -> project;
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private String unique() {
        return TestServer.unique("of-" + project);
    }

    private String run() {
        return require(
                        admin.post(
                                "/api/v1/workflows/" + get("workflow") + "/runs",
                                Map.of("input", Map.of())))
                .json()
                .text("id");
    }

    private String step() {
        var run = get("run");
        TestServer.await(() -> approval(run).isPresent());
        return approval(run).orElseThrow();
    }

    private Optional<String> approval(String run) {
        return admin.get("/api/v1/approvals?limit=500").json().list().stream()
                .filter(one -> one.text("run").equals(run))
                .map(one -> one.text("step"))
                .findFirst();
    }

    private String event() {
        require(
                admin.with("Idempotency-Key", unique())
                        .post("/api/v1/workflows/" + get("workflow") + "/runs", Map.of()));
        return admin.get("/api/v1/events").json().list().getFirst().text("id");
    }

    private String connection() {
        var name = unique();
        require(
                admin.post(
                        "/api/v1/connections",
                        Map.of(
                                "name",
                                name,
                                "type",
                                "http",
                                "settings",
                                Map.of("baseUrl", "https://example.com"),
                                "secrets",
                                Map.of())));
        return name;
    }

    private String token() {
        return require(
                        admin.post(
                                "/api/v1/tokens",
                                Map.of("name", unique(), "roles", List.of("viewer"))))
                .json()
                .text("id");
    }

    private String group() {
        var name = unique();
        require(server.admin().post("/api/v1/groups", Map.of("name", name)));
        return name;
    }

    private String policy() {
        var cluster = unique();
        Map<String, @Nullable Object> kprobes = Map.of("kprobes", List.of(Map.of("call", "x")));
        var manifest =
                new Manifest(
                        "cilium.io/v1alpha1",
                        "TracingPolicyNamespaced",
                        "sluice-" + cluster,
                        "shop",
                        Map.of(),
                        Map.of(),
                        kprobes);
        var draft =
                new Draft(
                        new PolicyKey(cluster, "shop", "web", "crypto-mining", PolicyKind.TRACING),
                        List.of(cluster),
                        "T1496",
                        Optional.of(manifest),
                        Optional.empty(),
                        "It may only watch.",
                        List.of(),
                        1,
                        Instant.parse("2026-01-05T10:00:00Z"),
                        Optional.empty());
        return server.bean(PolicyRegister.class)
                .generate(project, List.of(draft), By.ENGINE)
                .getFirst()
                .policy()
                .id();
    }

    static Client.Reply require(Client.Reply reply) {
        if (reply.status() >= 300) {
            throw new IllegalStateException(reply.toString());
        }
        return reply;
    }
}
