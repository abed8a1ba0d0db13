package io.sluice.nodes.qualys;

import static io.sluice.nodes.qualys.Effects.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.engine.node.NodeFailure.Outcome;
import io.sluice.nodes.qualys.client.Qualys;
import io.sluice.nodes.support.TestContext;
import io.sluice.nodes.support.VendorHttp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How Qualys says no: limits, logins, pages of HTML.
class QualysLimitsTest {
    private SandboxWorld world;
    private ReadTruRisk node;
    private TestContext context;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        world = SandboxWorld.start(folder);
        node = new ReadTruRisk(new Qualys(new VendorHttp("qualys", world.environment())));
        context = world.context();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void honoursTheRateLimit() {
        fault("rate-limit");

        var failure = failureOf(this::read);

        assertThat(failure.code()).isEqualTo("qualys.rate-limit");
        assertThat(failure.fault()).isEqualTo(Fault.CAPACITY);
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(failure.retryAfter()).hasValueSatisfying(p -> assertThat(p).isPositive());
    }

    @Test
    void honoursTheConcurrencyLimit() {
        fault("concurrency-limit");

        var failure = failureOf(this::read);

        assertThat(failure.code()).isEqualTo("qualys.concurrency-limit");
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void isNotMisledByAPageOfHtml() {
        fault("html");

        var failure = failureOf(this::read);

        assertThat(failure.code()).isEqualTo("qualys.unavailable");
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void triesAgainAfterAnAnswerOf503() {
        fault("status");

        assertThat(failureOf(this::read).retryable()).isTrue();
    }

    @Test
    void neverTriesAWrongPasswordAgain() {
        context.with(world.qualys("wrong"));

        var failure = failureOf(this::read);

        assertThat(failure.code()).isEqualTo("qualys.login-refused");
        assertThat(failure.retryable()).isFalse();
        assertThat(failure.getMessage()).doesNotContain("wrong");
    }

    @Test
    void givesUpWithinTheTimeOfTheCall() {
        world.fault(
                "{\"service\":\"qualys\",\"operation\":\"*\",\"kind\":\"delay\",\"delay\":\"PT20S\",\"times\":1,\"writesOnly\":false}");
        context.remaining(Duration.ofMillis(300));

        assertThat(failureOf(this::read).retryable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"qualysapi.qualys.com", "http://:80", "https://user:secret@host", "ftp://x"})
    void refusesAnAddressThatIsNone(String url) {
        context.with(
                new Connection(
                        "q",
                        "qualys",
                        Map.of("apiUrl", url, "username", "u"),
                        Map.of("password", "p")));

        var failure = failureOf(this::read);

        assertThat(failure.code()).isEqualTo("connection.bad-setting");
        assertThat(failure.getMessage()).doesNotContain("secret");
    }

    private void fault(String kind) {
        world.fault(
                "{\"service\":\"qualys\",\"operation\":\"*\",\"kind\":\"%s\",\"times\":1,\"writesOnly\":false}"
                        .formatted(kind));
    }

    private void read() throws NodeFailure {
        node.read(new ReadTruRisk.Config("q", 7001), context);
    }
}
