package io.sluice.nodes.intel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.intel.CheckReputation.Config;
import io.sluice.nodes.intel.CheckReputation.Judged;
import io.sluice.nodes.intel.CheckReputation.Output;
import io.sluice.nodes.qualys.SandboxWorld;
import io.sluice.nodes.support.TestContext;
import io.sluice.nodes.support.VendorHttp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// F044: what is known of an address, and that an error is never good news.
class CheckReputationTest {
    private static final String BAD = "203.0.113.9";
    private static final String GOOD = "198.51.100.7";

    private SandboxWorld world;
    private String base;
    private CheckReputation node;
    private TestContext context;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        world = SandboxWorld.start(folder);
        base = "http://" + world.environment().allowedPrivateHosts().iterator().next();
        node = new CheckReputation(new VendorHttp("reputation", world.environment()));
        context = new TestContext();
        context.advance(Duration.between(Instant.parse("2026-01-05T10:00:00Z"), Instant.now()));
        abuse("sandbox-key", Map.of());
        for (var feed :
                List.of(
                        "feodo.txt",
                        "drop.txt",
                        "drop_v4.json",
                        "blocklist.txt",
                        "threatfox.csv",
                        "urlhaus.csv",
                        "feodo.csv")) {
            feed(feed, Map.of());
        }
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private void abuse(String key, Map<String, String> more) {
        var settings = new java.util.HashMap<>(more);
        settings.put("url", base + "/abuseipdb");
        context.with(new Connection("abuse", "abuseipdb", settings, Map.of("key", key)));
    }

    private void feed(String name, Map<String, String> more) {
        var settings = new java.util.HashMap<>(more);
        settings.put("url", base + "/feeds/" + name);
        context.with(new Connection(name, "threat-feed", settings, Map.of()));
    }

    private void publish(String name, String json) {
        world.ask("PUT", "feeds/" + name, json);
    }

    private void score(String ip, int score) {
        world.ask("POST", "reputation", "{\"ip\":\"%s\",\"score\":%d}".formatted(ip, score));
    }

    private Output scores(String... values) throws NodeFailure {
        return check("abuse", List.of(), "unknown", values);
    }

    private Judged feeds(String value, String... feeds) throws NodeFailure {
        return check("", Arrays.asList(feeds), "unknown", value).results().getFirst();
    }

    private Output check(
            String connection, List<String> feeds, String whenUnknown, String... values)
            throws NodeFailure {
        return node.read(
                new Config(connection, feeds, List.of(values), 75, 25, whenUnknown, "PT5S", 100),
                context);
    }

    private int asked() {
        return world.calls("/api/v2/check").size();
    }

    @Test
    @DisplayName("F044: a score with its source and age")
    void judgesByScore() throws NodeFailure {
        score(BAD, 87);
        score("203.0.113.10", 40);

        var output = scores(BAD, GOOD, "203.0.113.10", BAD);

        assertThat(output.results())
                .extracting(Judged::verdict)
                .containsExactly("malicious", "clean", "suspicious");
        assertThat(output.results().getFirst().score()).isEqualTo(87);
        assertThat(output.results().getFirst().ageSeconds()).isZero();
        assertThat(output.results().getFirst().reasons())
                .containsExactly("abuse: score 87 of 100, 12 reports");
        assertThat(output.malicious()).containsExactly(BAD);
        assertThat(output.worst()).isEqualTo("malicious");
        assertThat(output.lookups()).isEqualTo(3);
    }

    @Test
    @DisplayName("F044: answers are kept for a while")
    void asksAgainOnlyWhenAnAnswerIsOld() throws NodeFailure {
        scores(BAD);
        context.advance(Duration.ofMinutes(59));
        score(BAD, 90);

        var kept = scores(BAD);
        context.advance(Duration.ofMinutes(2));
        var fresh = scores(BAD);

        assertThat(kept.results().getFirst().verdict()).isEqualTo("clean");
        assertThat(kept.results().getFirst().ageSeconds()).isEqualTo(59 * 60);
        assertThat(fresh.results().getFirst().verdict()).isEqualTo("malicious");
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    @DisplayName("F044: a used-up quota is unknown, and nothing is asked until it begins anew")
    void stopsAskingWhenTheQuotaIsUsedUp() throws NodeFailure {
        world.ask("PATCH", "reputation", "{\"dailyLimit\":1}");

        var output = scores(GOOD, "198.51.100.8", "198.51.100.9");

        assertThat(output.unknown()).containsExactly("198.51.100.8", "198.51.100.9");
        assertThat(output.results().get(1).reasons().getFirst()).contains("quota");
        assertThat(output.results().get(1).complete()).isFalse();
        assertThat(asked()).isEqualTo(2);
        scores("198.51.100.10");
        assertThat(asked()).isEqualTo(2);
        context.advance(Duration.ofHours(25));
        world.ask("PATCH", "reputation", "{\"dailyLimit\":1000}");
        assertThat(scores("198.51.100.10").worst()).isEqualTo("clean");
    }

    @ParameterizedTest
    @ValueSource(strings = {"html", "status", "apply-then-drop", "drop-before", "unauthorized"})
    @DisplayName("F044: whatever goes wrong is unknown, never clean")
    void anErrorIsUnknown(String kind) throws NodeFailure {
        world.fault("abuseipdb", "check", kind, 1);

        var judged = scores(BAD).results().getFirst();

        assertThat(judged.verdict()).isEqualTo("unknown");
        assertThat(judged.treatedAs()).isEqualTo("unknown");
        assertThat(judged.reasons()).hasSize(1);
        assertThat(judged.score()).isNull();
    }

    @Test
    @DisplayName("F044: a time-out may be closed or open, or end the step")
    void whatUnknownMeansIsConfigured() throws NodeFailure {
        world.fault(
                "{\"service\":\"abuseipdb\",\"operation\":\"check\",\"kind\":\"delay\",\"delay\":\"PT0.4S\",\"times\":3}");
        var slow = new Config("abuse", List.of(), List.of(BAD), 75, 25, "malicious", "PT0.1S", 100);

        var closed = node.read(slow, context);
        var open =
                node.read(
                        new Config(
                                "abuse", List.of(), List.of(BAD), 75, 25, "clean", "PT0.1S", 100),
                        context);
        var failure =
                catchThrowableOfType(
                        NodeFailure.class,
                        () ->
                                node.read(
                                        new Config(
                                                "abuse",
                                                List.of(),
                                                List.of(BAD),
                                                75,
                                                25,
                                                "fail",
                                                "PT0.1S",
                                                100),
                                        context));

        assertThat(closed.malicious()).containsExactly(BAD);
        assertThat(closed.unknown()).containsExactly(BAD);
        assertThat(closed.results().getFirst().verdict()).isEqualTo("unknown");
        assertThat(open.worst()).isEqualTo("clean");
        assertThat(open.unknown()).containsExactly(BAD);
        assertThat(failure.code()).isEqualTo("reputation.unknown");
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    @DisplayName("F044: private addresses are told to nobody")
    void neverAsksAboutPrivateAddresses() throws NodeFailure {
        var output =
                scores(
                        "10.0.0.7",
                        "127.0.0.1",
                        "169.254.169.254",
                        "::1",
                        "fd00::1",
                        "::ffff:10.0.0.1");

        assertThat(output.results()).extracting(Judged::verdict).containsOnly("private");
        assertThat(asked()).isZero();
    }

    @Test
    void asksNoMoreOftenThanAllowed() throws NodeFailure {
        var many = IntStream.rangeClosed(1, 20).mapToObj(i -> "198.51.100." + i).toList();

        var output =
                node.read(
                        new Config("abuse", List.of(), many, 75, 25, "unknown", "PT5S", 5),
                        context);

        assertThat(asked()).isEqualTo(5);
        assertThat(output.unknown()).hasSize(15);
    }

    @Test
    @DisplayName("F044: plain feeds, ranges, ports, CSV by column name, one JSON object a line")
    void readsEachFormat() throws NodeFailure {
        publish("feodo.txt", "{\"entries\":[\"203.0.113.9\"]}");
        publish("drop.txt", "{\"entries\":[\"203.0.113.0/24\"]}");
        publish("drop_v4.json", "{\"entries\":[\"203.0.112.0/22\"]}");
        publish("blocklist.txt", "{\"entries\":[\"203.0.113.9\",\"2001:db8:0:0::9\"]}");
        publish(
                "threatfox.csv",
                "{\"entries\":[\"203.0.113.9:4444\",\"bad.example\",\"https://worse.example:8443/x?y\"]}");
        publish("urlhaus.csv", "{\"entries\":[\"http://203.0.113.9/bin.sh\"]}");
        publish("feodo.csv", "{\"entries\":[\"203.0.113.9:8080\"]}");
        for (var name :
                List.of(
                        "feodo.txt",
                        "drop.txt",
                        "drop_v4.json",
                        "blocklist.txt",
                        "threatfox.csv",
                        "urlhaus.csv",
                        "feodo.csv")) {
            assertThat(feeds(BAD, name).verdict()).as(name).isEqualTo("malicious");
            assertThat(feeds(BAD, name).lists()).containsExactly(name);
            assertThat(feeds(GOOD, name).verdict()).as(name).isEqualTo("clean");
        }
        assertThat(feeds("2001:db8::9", "blocklist.txt").verdict()).isEqualTo("malicious");
        assertThat(feeds("::ffff:203.0.113.9", "feodo.txt").verdict()).isEqualTo("malicious");
        assertThat(feeds("BAD.example", "threatfox.csv").verdict()).isEqualTo("malicious");
        assertThat(feeds("worse.example", "threatfox.csv").verdict()).isEqualTo("suspicious");
        assertThat(feeds("fine.example", "threatfox.csv").verdict()).isEqualTo("clean");
        assertThat(feeds("fine.example", "feodo.txt").verdict()).isEqualTo("unknown");
    }

    @Test
    @DisplayName("F044: entries expire by their own date")
    void entriesExpire() throws NodeFailure {
        publish(
                "threatfox.csv",
                "{\"entries\":[\"203.0.113.9:4444\",\"bad.example\"],\"seen\":\"2020-01-01T00:00:00Z\"}");

        assertThat(feeds(BAD, "threatfox.csv").verdict()).isEqualTo("clean");
    }

    @Test
    @DisplayName("F044: a feed is asked for changes only, and no more often than needed")
    void usesValidators() throws NodeFailure {
        publish("feodo.txt", "{\"entries\":[\"203.0.113.9\"]}");
        feeds(BAD, "feodo.txt");
        feeds(BAD, "feodo.txt");
        context.advance(Duration.ofMinutes(61));

        var again = feeds(BAD, "feodo.txt");

        assertThat(world.calls("feodo.txt"))
                .extracting(call -> call.path("status").asInt())
                .containsExactly(200, 304);
        assertThat(again.ageSeconds()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"html", "empty", "gigantic", "down"})
    @DisplayName("F044: the last good copy counts while there is no newer one")
    void keepsTheLastGoodCopy(String mode) throws NodeFailure {
        publish("feodo.txt", "{\"entries\":[\"203.0.113.9\"]}");
        feeds(BAD, "feodo.txt");
        publish("feodo.txt", "{\"mode\":\"%s\"}".formatted(mode));
        context.advance(Duration.ofHours(3));

        var listed = feeds(BAD, "feodo.txt");
        var other = feeds(GOOD, "feodo.txt");
        context.advance(Duration.ofDays(8));
        var tooOld = feeds(BAD, "feodo.txt");

        assertThat(listed.verdict()).isEqualTo("malicious");
        assertThat(listed.ageSeconds()).isEqualTo(3 * 3600);
        assertThat(other.verdict()).isEqualTo("unknown");
        assertThat(other.reasons().getFirst()).contains("feodo.txt");
        assertThat(tooOld.verdict()).isEqualTo("unknown");
    }

    @Test
    void aFeedThatNeverCameIsUnknownAndNotAskedAtOnceAgain() throws NodeFailure {
        publish("feodo.txt", "{\"mode\":\"down\"}");

        assertThat(feeds(BAD, "feodo.txt").verdict()).isEqualTo("unknown");
        publish("feodo.txt", "{\"mode\":\"normal\"}");
        assertThat(feeds(BAD, "feodo.txt").verdict()).isEqualTo("unknown");
        context.advance(Duration.ofMinutes(2));

        assertThat(feeds(BAD, "feodo.txt").verdict()).isEqualTo("clean");
        assertThat(world.calls("feodo.txt")).hasSize(2);
    }

    @Test
    @DisplayName(
            "F044: one source that is silent leaves a value unknown, one that speaks against it does not")
    void putsSourcesTogether() throws NodeFailure {
        publish("feodo.txt", "{\"entries\":[\"203.0.113.9\"]}");
        publish("drop.txt", "{\"mode\":\"down\"}");

        var output = check("abuse", List.of("feodo.txt", "drop.txt"), "unknown", BAD, GOOD);

        assertThat(output.malicious()).containsExactly(BAD);
        assertThat(output.unknown()).containsExactly(GOOD);
        assertThat(output.results().getFirst().complete()).isFalse();
        assertThat(output.results().getLast().reasons()).hasSize(3);
    }

    @Test
    void refusesConfigurationsThatCannotWork() {
        assertThat(code(() -> check("", List.of(), "unknown", BAD)))
                .isEqualTo("reputation.bad-config");
        assertThat(
                        code(() ->
                                node.read(
                                        new Config(
                                                "abuse", List.of(), List.of(), 75, 25, "unknown",
                                                "soon", 1),
                                        context)))
                .isEqualTo("reputation.bad-config");
        feed("feodo.txt", Map.of("format", "pdf"));
        assertThat(code(() -> feeds(BAD, "feodo.txt"))).isEqualTo("connection.bad-setting");
        feed("feodo.txt", Map.of("refresh", "often"));
        assertThat(code(() -> feeds(BAD, "feodo.txt"))).isEqualTo("connection.bad-setting");
    }

    @Test
    void doesNotGuessAtWhatIsNoValue() throws NodeFailure {
        var output = scores("203.0.113.0/24", "not a name", "1.2.3", "");

        assertThat(output.results()).extracting(Judged::verdict).containsOnly("unknown");
        assertThat(asked()).isZero();
    }

    private static String code(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(NodeFailure.class, call).code();
    }
}
