package io.sluice.nodes.qualys;

import static io.sluice.nodes.qualys.Effects.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.qualys.client.CdrFindings;
import io.sluice.nodes.qualys.client.CdrFindings.Question;
import io.sluice.nodes.qualys.client.CdrFindings.Told;
import io.sluice.nodes.qualys.client.Qualys;
import io.sluice.nodes.support.TestContext;
import io.sluice.nodes.support.VendorHttp;
import io.sluice.policy.finding.FindingReader;
import io.sluice.policy.finding.Reading;
import io.sluice.policy.finding.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F027: findings of Cloud Detection and Response are read from the first page to the last.
class CdrFindingsTest {
    private SandboxWorld world;
    private Qualys qualys;
    private TestContext context;
    private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        world = SandboxWorld.start(folder);
        qualys = new Qualys(new VendorHttp("qualys", world.environment()));
        context = world.context();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private Told read(int pageSize) throws NodeFailure {
        return read(pageSize, "container");
    }

    private Told read(int pageSize, String resourceType) throws NodeFailure {
        var now = Instant.now().plusSeconds(60);
        var question = new Question(now.minus(Duration.ofHours(24)), now, resourceType, pageSize);
        return findings().read(question, rows::addAll);
    }

    private CdrFindings findings() throws NodeFailure {
        return qualys.open("q", context).cdrFindings();
    }

    @Test
    @DisplayName("F027: every finding once, through all pages, however small they are")
    void readsAllPages() throws NodeFailure {
        world.ask("POST", "findings", "{\"count\":250,\"workloads\":5}");
        world.ask("PATCH", "cdr", "{\"maxPageSize\":40}");

        var told = read(100);

        assertThat(told).isEqualTo(new Told(250, 7, 0));
        assertThat(new HashSet<>(rows)).hasSize(250);
    }

    @Test
    @DisplayName("F027: ten thousand findings in one poll")
    void readsTenThousand() throws NodeFailure {
        world.ask("POST", "findings", "{\"count\":10000,\"workloads\":20}");
        var began = System.nanoTime();

        var told = read(500);

        assertThat(told.rows()).isEqualTo(10_000);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void readsNothingWhereThereIsNothing() throws NodeFailure {
        world.ask("POST", "findings", "{\"age\":\"PT30H\"}");
        world.ask("POST", "findings", "{\"resourceType\":\"vm\"}");

        assertThat(read(100).rows()).isZero();
        assertThat(read(100, "").rows()).isEqualTo(1);
    }

    @Test
    void handsThemOnAsTheyCameSoThatTheyCanBeReadWithDoubt() throws NodeFailure {
        for (var kind : List.of("yaml", "newline", "types", "missing", "nameless", "broad")) {
            world.ask("POST", "findings", "{\"hostile\":[\"%s\"]}".formatted(kind));
        }

        read(100, "");

        var readings = new FindingReader(Source.POLL, Instant.now()).readAll(rows);
        assertThat(rows).hasSize(6);
        assertThat(readings).hasSize(6);
        assertThat(readings)
                .allSatisfy(each -> {
                    if (each instanceof Reading.Read(var finding, var _)) {
                        assertThat(finding.workload().pod()).doesNotContain("\n");
                        assertThat(finding.program().path()).doesNotContain("\n");
                    }
                });
    }

    @Test
    void hugeFindingsDoNotHideTheOthers() throws NodeFailure {
        world.ask("POST", "findings", "{\"count\":100,\"hostile\":[\"huge\"]}");
        world.ask("POST", "findings", "{\"count\":5}");

        var told = read(100);

        assertThat(told.rows()).isEqualTo(105);
        assertThat(told.tooLarge()).isZero();
    }

    @Test
    void waitsAsLongAsItIsToldAndGoesOnWhereItWas() throws NodeFailure {
        world.ask("POST", "findings", "{\"count\":30}");
        findings().read(new Question(Instant.EPOCH, Instant.EPOCH, "", 10), _ -> {});
        world.fault(
                "{\"service\":\"qualys-gateway\",\"operation\":\"findings\",\"kind\":\"rate-limit\",\"times\":2,\"writesOnly\":false}");

        assertThat(read(10).rows()).isEqualTo(30);
        assertThat(rows).doesNotHaveDuplicates();
    }

    @Test
    void saysHowLongToWaitWhenItCannotWaitItself() {
        world.fault(
                "{\"service\":\"qualys-gateway\",\"operation\":\"findings\",\"kind\":\"rate-limit\",\"times\":1,\"writesOnly\":false}");
        context.remaining(Duration.ofMillis(900));

        var failure = failureOf(() -> read(10));

        assertThat(failure.code()).isEqualTo("qualys.rate-limit");
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(1));
    }

    @Test
    void logsInAgainWhenTheTokenIsRefused() throws NodeFailure {
        read(10);
        world.fault(
                "{\"service\":\"qualys-gateway\",\"operation\":\"findings\",\"kind\":\"unauthorized\",\"times\":1,\"writesOnly\":false}");

        read(10);

        assertThat(world.calls("/auth")).hasSize(2);
    }

    @Test
    void tellsAMissingModuleFromAnOutage() {
        world.ask("PATCH", "cdr", "{\"provisioned\":false}");
        var missing = failureOf(() -> read(10));
        world.ask("PATCH", "cdr", "{\"provisioned\":true}");
        world.fault(
                "{\"service\":\"qualys-gateway\",\"operation\":\"findings\",\"kind\":\"status\",\"status\":503,\"times\":1,\"writesOnly\":false}");
        var outage = failureOf(() -> read(10));
        world.fault(
                "{\"service\":\"qualys-gateway\",\"operation\":\"findings\",\"kind\":\"html\",\"status\":502,\"times\":1,\"writesOnly\":false}");
        var page = failureOf(() -> read(10));

        assertThat(missing.code()).isEqualTo("qualys.cdr.not-provisioned");
        assertThat(missing.retryable()).isFalse();
        assertThat(outage.retryable()).isTrue();
        assertThat(page.retryable()).isTrue();
    }

    @Test
    @DisplayName("F027: the window reaches into the one before, and back after a standstill")
    void choosesItsWindow() {
        var now = Instant.parse("2026-01-05T10:00:00Z");
        var day = Duration.ofHours(24);
        var hour = Duration.ofHours(1);

        assertThat(CdrWindow.next(java.util.Optional.empty(), now, day, hour))
                .isEqualTo(new CdrWindow(now.minus(day), now));
        assertThat(CdrWindow.next(java.util.Optional.of(now.minus(hour)), now, day, hour).from())
                .isEqualTo(now.minus(2, ChronoUnit.HOURS));
        assertThat(
                        CdrWindow.next(
                                        java.util.Optional.of(now.minus(3, ChronoUnit.DAYS)),
                                        now,
                                        day,
                                        hour)
                                .from())
                .isEqualTo(now.minus(73, ChronoUnit.HOURS));
        assertThat(CdrWindow.next(java.util.Optional.of(Instant.EPOCH), now, day, hour).from())
                .isEqualTo(now.minus(30, ChronoUnit.DAYS));
        assertThat(CdrWindow.next(java.util.Optional.of(now.plusSeconds(9000)), now, day, hour))
                .isEqualTo(new CdrWindow(now, now));
    }
}
