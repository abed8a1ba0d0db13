package io.sluice.nodes.servicenow;

import static io.sluice.nodes.qualys.Effects.apply;
import static io.sluice.nodes.qualys.Effects.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.engine.node.NodeFailure.Outcome;
import io.sluice.nodes.qualys.SandboxWorld;
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

/// How ServiceNow says no, and how a connection proves who it is.
class ServiceNowLimitsTest {
    private static final String NOBODY = "0123456789abcdef0123456789abcdef";

    private SandboxWorld world;
    private ServiceNow serviceNow;
    private TestContext context;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        world = SandboxWorld.start(folder);
        serviceNow = new ServiceNow(new VendorHttp("servicenow", world.environment()));
        context = world.context();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void waitsAsLongAsRetryAfterSays() {
        fault("rate-limit", false);

        var failure = failureOf(this::read);

        assertThat(failure.code()).isEqualTo("servicenow.rate-limit");
        assertThat(failure.fault()).isEqualTo(Fault.CAPACITY);
        assertThat(failure.retryAfter()).hasValueSatisfying(p -> assertThat(p).isPositive());
    }

    @Test
    void knowsASleepingInstanceByItsWebPage() {
        fault("html", false);

        var failure = failureOf(this::read);

        assertThat(failure.code()).isEqualTo("servicenow.asleep");
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void leavesOpenWhatAWebPageInPlaceOfAnAnswerMeansForAWrite() {
        fault("html", true);

        assertThat(failureOf(this::create).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void leavesOpenWhatAnErrorInsideMeansForAWrite() {
        fault("status", true);

        assertThat(failureOf(this::create).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void saysThatARecordIsUnknown() {
        var failure = failureOf(this::read);

        assertThat(failure.code()).isEqualTo("servicenow.record.not-found");
        assertThat(failure.retryable()).isFalse();
    }

    @Test
    void saysWhichRuleRefusedAWrite() throws NodeFailure {
        var incident = apply(new CreateIncident(serviceNow), incident(), context);
        var update =
                new UpdateRecord.Config(
                        "sn", "incident", incident.sysId(), Map.of("state", "6"), null);

        var failure = failureOf(() -> apply(new UpdateRecord(serviceNow), update, context));

        assertThat(failure.code()).isEqualTo("servicenow.forbidden");
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    @Test
    void neverTriesAWrongPasswordAgain() {
        context.with(
                new Connection(
                        "sn",
                        "servicenow",
                        world.serviceNow(Map.of()).setting("url").stream()
                                .collect(
                                        java.util.stream.Collectors.toMap(
                                                url -> "url", url -> url)),
                        Map.of("password", "wrong")));

        assertThat(failureOf(this::read).code()).isEqualTo("connection.incomplete");
        context.with(world.serviceNow(Map.of("username", "nobody")));
        assertThat(failureOf(this::read).code()).isEqualTo("servicenow.login-refused");
    }

    @Test
    void fetchesATokenOnceAndKeepsIt() throws NodeFailure {
        context.with(oauth());

        create();
        context.effectKey(NOBODY.replace('0', '1'));
        create();

        assertThat(world.calls("oauth_token.do")).hasSize(1);
        assertThat(world.list("incidents")).hasSize(2);
    }

    @Test
    void fetchesATokenAnewShortlyBeforeItExpires() throws NodeFailure {
        context.with(oauth());

        create();
        context.advance(Duration.ofMinutes(29));
        create();

        assertThat(world.calls("oauth_token.do")).hasSize(2);
    }

    @Test
    void fetchesATokenOnceMoreWhenItIsRefused() throws NodeFailure {
        context.with(oauth());
        create();
        fault("unauthorized", false);

        create();

        assertThat(world.calls("oauth_token.do")).hasSize(2);
        assertThat(world.list("incidents")).hasSize(1);
    }

    @Test
    void refusesAnotherKindOfAuthentication() {
        context.with(world.serviceNow(Map.of("authentication", "kerberos")));

        assertThat(failureOf(this::read).code()).isEqualTo("connection.bad-setting");
    }

    private Connection oauth() {
        return world.serviceNow(Map.of("authentication", "oauth", "clientId", "sandbox-client"));
    }

    private void fault(String kind, boolean writesOnly) {
        world.fault(
                "{\"service\":\"servicenow\",\"operation\":\"/api/now/table\",\"kind\":\"%s\",\"times\":1,\"writesOnly\":%s}"
                        .formatted(kind, writesOnly));
    }

    private void read() throws NodeFailure {
        serviceNow.open("sn", context).tables().load("incident", NOBODY);
    }

    private void create() throws NodeFailure {
        apply(new CreateIncident(serviceNow), incident(), context);
    }

    private static CreateIncident.Config incident() {
        return new CreateIncident.Config("sn", "Something", null, 2, 2, null, null, null);
    }
}
