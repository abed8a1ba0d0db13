package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sluice.app.cli.client.Tree;
import io.sluice.db.policy.PolicyEvents;
import io.sluice.policy.lifecycle.By;
import io.sluice.policy.lifecycle.Move;
import io.sluice.policy.lifecycle.Right;
import io.sluice.policy.manifest.Manifest;
import io.sluice.policy.register.ClusterState;
import io.sluice.policy.register.ClusterState.Result;
import io.sluice.policy.register.Draft;
import io.sluice.policy.register.PolicyKey;
import io.sluice.policy.register.PolicyKind;
import io.sluice.policy.register.PolicyRegister;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens to policies is told to receivers that listen on real sockets.
class PolicyEventsTest {
    private static final By OPERATOR = new By("user", "olga", Set.of(Right.OPERATE));

    @TempDir Path folder;

    /// Takes webhooks, and refuses them while it is told to.
    private static final class Siem implements AutoCloseable {
        final List<Tree> taken = new CopyOnWriteArrayList<>();
        final List<String> ids = new CopyOnWriteArrayList<>();
        private final HttpServer http;
        private volatile int status = 200;
        private volatile int refused;

        Siem() throws IOException {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.createContext("/", this::take);
            http.start();
        }

        private synchronized void take(HttpExchange exchange) throws IOException {
            try (exchange) {
                var body =
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                if (status == 200) {
                    ids.add(
                            Objects.requireNonNull(
                                    exchange.getRequestHeaders().getFirst("webhook-id")));
                    taken.add(Tree.parse(body));
                } else {
                    refused++;
                }
                exchange.sendResponseHeaders(status, -1);
            }
        }

        String host() {
            return "127.0.0.1:" + http.getAddress().getPort();
        }

        List<String> types() {
            return taken.stream().map(one -> one.at("data").text("type")).toList();
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }

    private TestServer server(Siem... receivers) {
        var hosts = String.join(",", List.of(receivers).stream().map(Siem::host).toList());
        return TestServer.start(
                folder.resolve("data"),
                "--sluice.allowed-private-hosts=" + hosts,
                "--sluice.cdr.minimum-audit=PT0S");
    }

    private static void connect(TestServer server, String name, Siem siem, String flag) {
        var made =
                server.admin()
                        .post(
                                "/api/v1/connections",
                                Map.of(
                                        "name",
                                        name,
                                        "type",
                                        "siem",
                                        "settings",
                                        Map.of(
                                                "kind",
                                                "webhook",
                                                "url",
                                                "http://" + siem.host() + "/" + name,
                                                "policyEvents",
                                                flag),
                                        "secrets",
                                        Map.of()));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        var receiver = new PolicyEvents.Receiver("default", name);
        if (flag.equals("yes")) {
            TestServer.await(() -> server.bean(PolicyEvents.class).look(receiver).isPresent());
        }
    }

    private static Manifest manifest(String name, String action) {
        return new Manifest(
                "cilium.io/v1alpha1",
                "TracingPolicyNamespaced",
                name,
                "shop",
                Map.of(),
                Map.of(),
                Map.of("action", action));
    }

    /// A policy that was generated, has come to its cluster, and was withdrawn: five events.
    private static String lived(TestServer server, String workload) {
        var register = server.bean(PolicyRegister.class);
        var draft =
                new Draft(
                        new PolicyKey(
                                "prod", "shop", workload, "crypto-mining", PolicyKind.TRACING),
                        List.of("prod"),
                        "T1496",
                        Optional.of(manifest("s-" + workload, "Post")),
                        Optional.of(manifest("s-" + workload, "Sigkill")),
                        "",
                        List.of(),
                        1,
                        Instant.parse("2026-01-05T10:00:00Z"),
                        Optional.empty());
        var id = register.generate("default", List.of(draft), OPERATOR).getFirst().policy().id();
        report(register, id, Result.FAILED, "No answer.");
        report(register, id, Result.FAILED, "No answer.");
        report(register, id, Result.AUDITING, "");
        register.move("default", id, new Move.Withdraw("It was a test"), OPERATOR, "w");
        return id;
    }

    private static final List<String> LIFE =
            List.of(
                    "policy.generate",
                    "policy.failed",
                    "policy.applied",
                    "policy.start-audit",
                    "policy.withdraw");

    private static void report(PolicyRegister register, String id, Result result, String message) {
        register.applied(
                "default", id, new ClusterState("prod", 1, "h", result, message, Instant.EPOCH));
    }

    private static List<String> lives(int count) {
        return IntStream.range(0, count).mapToObj(_ -> LIFE).flatMap(List::stream).toList();
    }

    @Test
    @DisplayName(
            "F055: whatever happens to a policy is told to each SIEM that asks for it, in order")
    void eachReceiverIsTold() throws Exception {
        try (var siem = new Siem();
                var other = new Siem();
                var server = server(siem, other)) {
            connect(server, "siem", siem, "yes");
            connect(server, "silent", other, "no");

            var id = lived(server, "web");
            TestServer.await(() -> siem.taken.size() == LIFE.size());

            assertThat(siem.types()).isEqualTo(LIFE);
            var last = siem.taken.getLast().at("data");
            assertThat(last.text("subject")).isEqualTo(id);
            assertThat(last.text("actor")).isEqualTo("user:olga");
            assertThat(last.text("fields", "reason")).isEqualTo("It was a test");
            assertThat(last.text("fields", "technique")).isEqualTo("T1496");
            assertThat(other.taken).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "F055: one that is away is told later, all of it and in order, and keeps nobody else waiting")
    void anOutageIsCaughtUp() throws Exception {
        try (var siem = new Siem();
                var away = new Siem();
                var server = server(siem, away)) {
            connect(server, "siem", siem, "yes");
            connect(server, "away", away, "yes");
            away.status = 503;

            IntStream.range(0, 30).forEach(i -> lived(server, "web-" + i));
            TestServer.await(() -> siem.taken.size() == 150 && away.refused > 0);
            assertThat(away.taken).isEmpty();
            away.status = 200;
            TestServer.await(() -> away.taken.size() == 150);

            assertThat(away.types()).isEqualTo(lives(30));
            assertThat(away.ids).isEqualTo(siem.ids).doesNotHaveDuplicates();
        }
    }

    @Test
    @DisplayName("F055: a new process goes on where the old one ended; nothing comes twice")
    void aNewProcessGoesOn() throws Exception {
        try (var siem = new Siem()) {
            try (var server = server(siem)) {
                server.keep();
                connect(server, "siem", siem, "yes");
                lived(server, "first");
                TestServer.await(() -> siem.taken.size() == 5);
                siem.status = 503;
                lived(server, "second");
                TestServer.await(() -> siem.refused > 0);
            }
            siem.status = 200;
            try (var server = server(siem)) {
                TestServer.await(() -> siem.taken.size() >= 10);
                lived(server, "third");
                TestServer.await(() -> siem.taken.size() >= 15);
            }

            assertThat(siem.types()).isEqualTo(lives(3));
            assertThat(siem.ids).doesNotHaveDuplicates();
        }
    }
}
