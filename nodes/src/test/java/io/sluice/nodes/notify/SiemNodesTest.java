package io.sluice.nodes.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.EffectClass;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Outcome;
import io.sluice.nodes.notify.EventForm.Config;
import io.sluice.nodes.notify.EventForm.EventPlan;
import io.sluice.nodes.notify.EventForm.Output;
import io.sluice.nodes.qualys.NodeTypeDocs;
import io.sluice.nodes.qualys.SandboxWorld;
import io.sluice.nodes.support.LoopbackServer;
import io.sluice.nodes.support.TestContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// F055: events reach a SIEM by webhook, Splunk and syslog, and a lost answer is told honestly.
class SiemNodesTest {
    private static final String SECRET =
            "whsec_"
                    + Base64.getEncoder()
                            .encodeToString(
                                    "0123456789abcdef01234567".getBytes(StandardCharsets.UTF_8));
    private static final String FORGED =
            "blocked\r\n2026-01-05T10:00:00Z all is well | = \\ \u001b[2K\u202E";

    private SandboxWorld world;
    private int port;
    private NodeEnvironment environment;
    private SiemExport export;
    private TestContext context;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        world = SandboxWorld.start(folder);
        port =
                Integer.parseInt(
                        world.environment().allowedPrivateHosts().iterator().next().split(":")[1]);
        environment =
                new NodeEnvironment(
                        Instant::now,
                        Set.of(
                                "localhost:" + port,
                                "localhost:" + syslog("tcp"),
                                "localhost:" + syslog("udp")));
        export = new SiemExport(environment);
        context = new TestContext();
        context.advance(
                Duration.between(
                        Instant.parse("2026-01-05T10:00:00Z"), InstantSource.system().instant()));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private int syslog(String transport) {
        return world.ask("GET", "syslog", "").path(transport).asInt();
    }

    private void connect(String kind, String url, String secret, Map<String, String> more) {
        var settings = new HashMap<>(more);
        settings.put("kind", kind);
        settings.put("url", url);
        context.with(
                new Connection(
                        "siem",
                        "siem",
                        settings,
                        secret.isEmpty() ? Map.of() : Map.of("secret", secret)));
    }

    private static Config config(String title) {
        return new Config(
                "siem", "policy.enforced", 8, title, "shop/web", Map.of("pod", "web\n1", "n", 3));
    }

    private Output run(EffectNode<Config, EventPlan, Output> node, String title)
            throws NodeFailure {
        return node.execute(node.plan(config(title), context).request(), context);
    }

    private List<JsonNode> received(String channel, int count) {
        var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            var all = world.ask("GET", "sink?channel=" + channel, "");
            if (all.size() >= count || System.nanoTime() > end) {
                return all.valueStream().toList();
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private static NodeFailure failureOf(ThrowingCallable call) {
        return catchThrowableOfType(NodeFailure.class, call);
    }

    @Test
    @DisplayName("F055: to Splunk's HTTP Event Collector")
    void sendsToSplunk() throws NodeFailure {
        connect(
                "splunk",
                "http://localhost:" + port + "/splunk",
                "sandbox-hec",
                Map.of("index", "sec"));

        var output = run(new SendEvent(export), "Mining blocked");

        var event = received("splunk", 1).getFirst().path("parsed");
        assertThat(event.path("index").asString()).isEqualTo("sec");
        assertThat(event.path("sourcetype").asString()).isEqualTo("sluice:event");
        assertThat(event.path("time").asDouble()).isPositive();
        assertThat(event.at("/event/type").asString()).isEqualTo("policy.enforced");
        assertThat(event.at("/event/severity").asInt()).isEqualTo(8);
        assertThat(event.at("/event/fields/run").asString()).isEqualTo("run-1");
        assertThat(event.at("/event/fields/pod").asString()).isEqualTo("web\n1");
        assertThat(output).isEqualTo(new Output(output.id(), "splunk", true));
    }

    @Test
    @DisplayName("F055: to a webhook, signed; a repeat is taken once")
    void sendsToAWebhookOnce() throws NodeFailure {
        world.ask("PUT", "sink/soc", "{\"secret\":\"%s\"}".formatted(SECRET));
        connect("webhook", "http://localhost:" + port + "/sink/soc", SECRET, Map.of());
        var node = new SendWebhook(export);
        var plan = node.plan(config("Mining blocked"), context).request();
        world.fault("sink", "soc", "apply-then-drop", 1);

        var lost = failureOf(() -> node.execute(plan, context));
        node.execute(plan, context);

        assertThat(lost.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(node.effectClass()).isEqualTo(EffectClass.TOKEN);
        var all = received("sink/soc", 1);
        assertThat(all).hasSize(1);
        assertThat(all.getFirst().at("/parsed/type").asString())
                .isEqualTo("sluice.policy.enforced");
        assertThat(all.getFirst().at("/parsed/data/subject").asString()).isEqualTo("shop/web");
        assertThat(world.ask("GET", "effects", "").at("/0/applied").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("F055: over syslog, in one message whatever its texts are")
    void sendsOverTcp() throws NodeFailure {
        connect("syslog", "tcp://localhost:" + syslog("tcp"), "", Map.of("facility", "13"));

        var output = run(new SendEvent(export), FORGED);
        run(new SendEvent(export), "second");

        var all = received("syslog-tcp", 2);
        assertThat(all).hasSize(2);
        var first = all.getFirst();
        assertThat(first.at("/parsed/facility").asInt()).isEqualTo(13);
        assertThat(first.at("/parsed/severity").asInt()).isEqualTo(3);
        assertThat(first.at("/parsed/msgId").asString()).isEqualTo("policy.enforced");
        assertThat(first.path("body").asString())
                .doesNotContain("\n", "\r", "\u001b", "\u202E")
                .contains("web\\n1");
        assertThat(output.acknowledged()).isFalse();
        assertThat(output.receiver()).isEqualTo("syslog/tcp");
    }

    @Test
    void sendsCefOverUdp() throws NodeFailure {
        connect("syslog", "udp://localhost:" + syslog("udp"), "", Map.of("format", "cef"));

        run(new SendEvent(export), FORGED);

        var message = received("syslog-udp", 1).getFirst().at("/parsed/message").asString();
        assertThat(message)
                .startsWith(
                        "CEF:0|Sluice|Sluice|1|policy.enforced|blocked  2026-01-05T10:00:00Z all is well \\| = \\\\")
                .contains("cs1=shop/web")
                .doesNotContain("\n");
    }

    @Test
    void refusesADatagramThatIsTooLong() {
        connect("syslog", "udp://localhost:" + syslog("udp"), "", Map.of());
        var long_ = new Config("siem", "a.b", 1, "t", "", Map.of("text", "x".repeat(9_000)));
        var node = new SendEvent(export);

        var failure = failureOf(() -> node.execute(node.plan(long_, context).request(), context));

        assertThat(failure.code()).isEqualTo("siem.too-long");
    }

    @Test
    @DisplayName("F055: nothing is sent to an address that is not allowed")
    void goesThroughTheEgressGuard() {
        for (var url :
                List.of("tcp://127.0.0.1:" + syslog("tcp"), "udp://127.0.0.1:" + syslog("udp"))) {
            connect("syslog", url, "", Map.of());

            var failure = failureOf(() -> run(new SendEvent(export), "x"));

            assertThat(failure.code()).isEqualTo("siem.egress-refused");
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        }
    }

    @Test
    void tellsWhatWasNotSentFromWhatMayHaveBeen() {
        var splunk = "http://localhost:" + port + "/splunk";
        connect("splunk", splunk, "other-token", Map.of());
        var wrongToken = failureOf(() -> run(new SendEvent(export), "x"));
        connect("splunk", splunk, "sandbox-hec", Map.of());
        world.fault("splunk", "collector", "rate-limit", 1);
        var busy = failureOf(() -> run(new SendEvent(export), "x"));
        world.fault("splunk", "collector", "apply-then-drop", 1);
        var lost = failureOf(() -> run(new SendEvent(export), "x"));
        world.fault("splunk", "collector", "status", 1);
        var broken = failureOf(() -> run(new SendEvent(export), "x"));
        context.leased(false);
        var unleased = failureOf(() -> run(new SendEvent(export), "x"));

        assertThat(wrongToken.code()).isEqualTo("siem.forbidden");
        assertThat(wrongToken.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(busy.code()).isEqualTo("siem.busy");
        assertThat(busy.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(busy.retryable()).isTrue();
        assertThat(lost.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(broken.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(unleased.code()).isEqualTo("lease.lost");
        assertThat(new SendEvent(export).effectClass()).isEqualTo(EffectClass.BLIND);
    }

    @Test
    void doesNotTakeALoginPageForSuccess() throws IOException {
        var page = "<html>Welcome</html>".getBytes(StandardCharsets.UTF_8);
        try (var server = LoopbackServer.answering(LoopbackServer.with(200, page))) {
            var open = new NodeEnvironment(Instant::now, Set.of("localhost:" + server.port()));
            connect("splunk", server.url(), "t", Map.of());

            var failure = failureOf(() -> run(new SendEvent(new SiemExport(open)), "x"));

            assertThat(failure.code()).isEqualTo("siem.unexpected-answer");
            assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        }
    }

    @Test
    void nothingListensWhereItShould() throws IOException {
        var free = LoopbackServer.answering(LoopbackServer.with(200, new byte[0]));
        free.close();
        var open = new NodeEnvironment(Instant::now, Set.of("localhost:" + free.port()));
        connect("syslog", "tcp://localhost:" + free.port(), "", Map.of());

        var failure = failureOf(() -> run(new SendEvent(new SiemExport(open)), "x"));

        assertThat(failure.code()).isEqualTo("siem.unreachable");
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    @Test
    @DisplayName("F055: policy actions are exported outside of runs too")
    void sendsForTheApplication() throws NodeFailure {
        var connection =
                new Connection(
                        "siem",
                        "siem",
                        Map.of("kind", "webhook", "url", "http://localhost:" + port + "/sink/app"),
                        Map.of());
        var event =
                new SiemEvent(
                        "policy-7-3",
                        Instant.parse("2026-01-05T10:00:00Z"),
                        "policy.promoted",
                        7,
                        "Promoted",
                        "ada",
                        "shop/web",
                        Map.of("policy", "p-7"));

        export.send(connection, event, Duration.ofSeconds(10));

        var body = received("sink/app", 1).getFirst();
        assertThat(body.path("key").asString()).isEqualTo("policy-7-3");
        assertThat(body.at("/parsed/data/actor").asString()).isEqualTo("ada");
    }

    @Test
    void refusesConnectionsThatCannotWork() {
        connect("pigeon", "http://localhost", "", Map.of());
        assertThat(failureOf(() -> run(new SendEvent(export), "x")).code())
                .isEqualTo("connection.bad-setting");
        connect("syslog", "http://localhost", "", Map.of());
        assertThat(failureOf(() -> run(new SendEvent(export), "x"))).hasMessageContaining("tls://");
        connect("webhook", "http://localhost:1/x", "whsec_%%", Map.of());
        assertThat(failureOf(() -> run(new SendEvent(export), "x"))).hasMessageContaining("Base64");
        connect("splunk", "http://localhost:1", "t", Map.of());
        assertThat(failureOf(() -> run(new SendWebhook(export), "x")).code())
                .isEqualTo("siem.bad-config");
    }

    @Test
    void explainsItselfAndStoresItsPlan() {
        new NotifyNodes().nodeTypes(environment).forEach(NodeTypeDocs::complete);
        NodeTypeDocs.survivesJson(new EventPlan("siem", "evt_1", "{}"));
    }
}
