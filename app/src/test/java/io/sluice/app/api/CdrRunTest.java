package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.cli.SluiceCli;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.terminal.Surroundings;
import io.sluice.sandbox.SandboxOptions;
import io.sluice.sandbox.SandboxServer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The command line handles findings of the simulated Qualys for a simulated cluster.
class CdrRunTest {
    @TempDir Path folder;

    private SandboxServer sandbox;
    private TestServer server;
    private Client outside;

    @BeforeEach
    void start() throws IOException {
        sandbox = SandboxServer.start(SandboxOptions.inFolder(folder.resolve("sandbox")));
        server = TestServer.start("--sluice.sandbox-url=" + sandbox.url());
        outside = new Client(sandbox.url(), Map.of());
        TestServer.await(() -> !outside.get("/sandbox/targets").json().at("cdr").absent());
    }

    @AfterEach
    void stop() {
        server.close();
        sandbox.close();
    }

    private record Ended(int exitCode, String out, String err) {}

    private Ended sluice(String... arguments) throws IOException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var token = Files.readString(server.data().resolve("cli-token")).strip();
        var around =
                new Surroundings(
                        Map.of("SLUICE_URL", server.url(), "SLUICE_TOKEN", token),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        new BufferedReader(new StringReader("")),
                        false,
                        ZoneOffset.UTC);
        int code = SluiceCli.run(around, arguments);
        return new Ended(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private void found(int count) {
        var answer =
                outside.post(
                        "/sandbox/findings",
                        Map.of(
                                "category", "Reverse_Shell",
                                "severity", 5,
                                "namespace", "shop",
                                "pod", "web-6f5d8c7b9-x2x4k",
                                "process", "bash",
                                "processPath", "/usr/bin/bash",
                                "destinationIp", "203.0.113.9",
                                "destinationPort", 4444,
                                "push", false,
                                "count", count));
        assertThat(answer.status()).as(answer.toString()).isLessThan(300);
    }

    private long applied() {
        return outside.get("/sandbox/calls?limit=1000").json().list().stream()
                .filter(call -> call.text("service").equals("kubernetes") && call.flag("applied"))
                .count();
    }

    @Test
    @DisplayName("F028: a plan shows policies and differences, and changes nothing anywhere")
    void aPlanChangesNothing() throws IOException {
        found(3);
        var jdbc = server.bean(JdbcClient.class);

        var plan = sluice("cdr", "run", "--once", "--hours", "24");
        var json = sluice("cdr", "run", "--once", "--format", "json");

        assertThat(plan.exitCode()).as(plan.toString()).isEqualTo(2);
        assertThat(plan.out())
                .contains("kind: TracingPolicyNamespaced", "namespace: shop", "missing")
                .contains("203.0.113.9");
        assertThat(json.exitCode()).isEqualTo(2);
        assertThat(Tree.parse(json.out()).list("policies").getFirst().text("category"))
                .isEqualTo("reverse-shell");
        for (var table :
                new String[] {"cdr_finding", "cdr_batch", "cdr_poll", "crs_policy", "run"}) {
            assertThat(jdbc.sql("select count(*) from " + table).query(Long.class).single())
                    .as(table)
                    .isZero();
        }
        assertThat(applied()).isZero();
    }

    @Test
    @DisplayName(
            "F028, F039: applying brings policies to the cluster; doing it again changes nothing")
    void applyingTwiceAppliesOnce() throws IOException {
        found(3);

        var first = sluice("cdr", "run", "--once", "--hours", "24", "--apply");
        long after = applied();
        var second = sluice("cdr", "run", "--once", "--hours", "24", "--apply");
        var plan = sluice("cdr", "run", "--once", "--hours", "24");

        assertThat(first.exitCode()).as(first.toString()).isZero();
        assertThat(first.out()).contains("CLUSTER", "kubernetes", "✓ Completed");
        assertThat(after).isPositive();
        assertThat(second.exitCode()).as(second.toString()).isZero();
        assertThat(second.out()).contains("Nothing has changed");
        assertThat(applied()).isEqualTo(after);
        assertThat(plan.exitCode()).as(plan.toString()).isZero();
        assertThat(server.admin().get("/api/v1/runs").json().list()).hasSize(1);
    }

    @Test
    @DisplayName("F028: what a cluster has lost is seen, and given back")
    void whatIsLostIsGivenBack() throws IOException {
        found(1);
        sluice("cdr", "run", "--once", "--apply");
        var live = outside.get("/sandbox/kubernetes/prod").json().list("policies").getFirst();
        var path =
                "/kubernetes/prod/apis/cilium.io/v1alpha1/namespaces/shop/tracingpoliciesnamespaced/"
                        + live.text("name");
        var admin = new Client(sandbox.url(), Map.of("Authorization", "Bearer sandbox-admin"));
        assertThat(admin.delete(path).status()).isLessThan(300);

        var seen = sluice("cdr", "run", "--once");
        var mended = sluice("cdr", "run", "--once", "--apply");

        assertThat(seen.exitCode()).as(seen.toString()).isEqualTo(2);
        assertThat(seen.out()).contains("No policy would be made or changed.", "missing");
        assertThat(mended.exitCode()).as(mended.toString()).isZero();
        assertThat(admin.get(path).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("F028: a cluster that cannot be reached is an error, and the others get theirs")
    void aPartThatFailsIsAnError() throws IOException {
        found(1);
        var made =
                server.admin()
                        .post(
                                "/api/v1/connections",
                                Map.of(
                                        "name",
                                        "gone",
                                        "type",
                                        "kubernetes",
                                        "settings",
                                        Map.of(
                                                "mode",
                                                "token",
                                                "server",
                                                sandbox.url() + "/kubernetes/prod"),
                                        "secrets",
                                        Map.of("token", "nobody-knows-it")));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);

        var ended = sluice("cdr", "run", "--once", "--apply", "--cluster", "kubernetes,gone");
        var mistyped = sluice("cdr", "run", "--once", "--cluster", "kubernets");

        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(1);
        assertThat(ended.out()).containsPattern("kubernetes +1").contains("✗ gone");
        assertThat(outside.get("/sandbox/kubernetes/prod").json().list("policies")).hasSize(1);
        assertThat(mistyped.exitCode()).isEqualTo(1);
        assertThat(mistyped.err()).contains("kubernets");
    }
}
