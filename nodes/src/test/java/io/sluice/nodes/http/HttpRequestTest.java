package io.sluice.nodes.http;

import static io.sluice.nodes.http.Endpoint.json;
import static io.sluice.nodes.http.Endpoint.text;
import static io.sluice.nodes.http.Forms.failureOf;
import static io.sluice.nodes.http.Forms.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.EffectClass;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Outcome;
import io.sluice.engine.node.Reconciliation;
import io.sluice.nodes.http.Endpoint.Reply;
import io.sluice.nodes.support.TestContext;
import io.sluice.nodes.support.VendorHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// F019: requests that change something.
class HttpRequestTest {
    private final AtomicReference<Reply> reply =
            new AtomicReference<>(json(201, "{\"id\":\"n-1\"}"));
    private final TestContext context = new TestContext();
    private Endpoint endpoint;
    private PlainRequest node;
    private IdempotentRequest keyed;

    @BeforeEach
    void start() throws IOException {
        endpoint = Endpoint.start(_ -> reply.get());
        var http = new VendorHttp("http", Endpoint.allowing(endpoint));
        node = new PlainRequest(http);
        keyed = new IdempotentRequest(http);
        context.with(Forms.bearer(endpoint, "/v1"));
    }

    @AfterEach
    void stop() throws IOException {
        endpoint.close();
    }

    private RequestOutput send(Forms.PostForm form) throws NodeFailure {
        return node.execute(node.plan(form.build(), context).request(), context);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    @DisplayName("F019: sends every method")
    void sendsEveryMethod(String method) throws Exception {
        var output = send(post("notes").over("api").method(method).body(Map.of("a", 1L), "json"));

        var request = endpoint.only();
        assertThat(request.method()).isEqualTo(method);
        assertThat(request.target()).isEqualTo("/v1/notes");
        assertThat(request.body()).isEqualTo("{\"a\":1}");
        assertThat(request.header("content-type")).contains("application/json");
        assertThat(request.header("authorization")).contains("Bearer tok-123");
        assertThat(output.status()).isEqualTo(201);
        assertThat(output.body()).isEqualTo(Map.of("id", "n-1"));
        assertThat(context.leaseChecks()).isEqualTo(1);
    }

    @Test
    void sendsTextFormsAndNothing() throws Exception {
        var url = endpoint.url("/");

        send(post(url).body("<a/>", "text").headers(Map.of("content-type", "application/xml")));
        send(post(url).body(Map.of("q", List.of("a b", "ü&")), "form"));
        send(post(url).method("DELETE"));

        var sent = endpoint.received();
        assertThat(sent.get(0).header("content-type")).contains("application/xml");
        assertThat(sent.get(0).body()).isEqualTo("<a/>");
        assertThat(sent.get(1).header("content-type"))
                .contains("application/x-www-form-urlencoded");
        assertThat(sent.get(1).body()).isEqualTo("q=a+b&q=%C3%BC%26");
        assertThat(sent.get(2).body()).isEmpty();
        assertThat(sent.get(2).headers()).doesNotContainKey("content-type");
    }

    @Test
    void plansWithoutSendingAndWithoutSecrets() throws Exception {
        var form =
                post("notes?token=abc&a=1")
                        .over("api")
                        .headers(Map.of("X-Session-Token", "hush", "X-A", "b"))
                        .body(Map.of("password", "hush", "name", "vm"), "json")
                        .assuming(Map.of("id", "(planned)"));

        var plan = node.plan(form.build(), context);

        var change = plan.changes().getFirst();
        assertThat(change.action()).isEqualTo("POST");
        assertThat(change.subject()).isEqualTo(endpoint.url("/v1/notes?token=***&a=1"));
        assertThat(change.summary()).contains("connection 'api'");
        assertThat(change.toString()).doesNotContain("hush", "tok-123").contains("vm");
        assertThat(plan.request().toString()).doesNotContain("tok-123");
        var preview = node.preview(plan.request()).orElseThrow();
        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.body()).isEqualTo(Map.of("id", "(planned)"));
        assertThat(endpoint.received()).isEmpty();
    }

    @Test
    void marksAPreviewWithoutAssumptionAsPlanned() throws Exception {
        var plan = node.plan(post(endpoint.url("/")).expecting("204").build(), context);

        var preview = node.preview(plan.request()).orElseThrow();

        assertThat(preview.status()).isEqualTo(204);
        assertThat(preview.text()).isEqualTo("(planned)");
    }

    @Test
    @DisplayName("F019: leaves open what became of a request whose answer was lost")
    void leavesOpenWhatBecameOfALostAnswer() throws Exception {
        reply.set(Endpoint.DROPPED);
        var plan = node.plan(post(endpoint.url("/")).build(), context).request();

        var failure = failureOf(() -> node.execute(plan, context));

        assertThat(failure.code()).isEqualTo("http.no-answer");
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(endpoint.received()).hasSize(1);
        assertThat(node.effectClass()).isEqualTo(EffectClass.BLIND);
        assertThat(node.reconcile(plan, context)).isInstanceOf(Reconciliation.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 408, 409, 425, 500, 502, 503, 504})
    void leavesOpenWhatAStatusDoesNotSettle(int status) {
        reply.set(text(status, "hm").with("Retry-After: 0"));

        var failure = failureOf(() -> send(post(endpoint.url("/")).method("DELETE")));

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(endpoint.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308, 400, 401, 402, 403, 404, 410, 412, 413, 422, 423, 429})
    void knowsThatNothingWasDone(int status) {
        reply.set(text(status, "no").with("Retry-After: 9"));

        var failure = failureOf(() -> send(post(endpoint.url("/"))));

        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(failure.retryable()).isEqualTo(status == 429);
        assertThat(failure.retryAfter())
                .isEqualTo(
                        status == 429
                                ? java.util.Optional.of(Duration.ofSeconds(9))
                                : java.util.Optional.empty());
    }

    @Test
    void believesTheStatusesAnAuthorLists() {
        reply.set(text(503, "maintenance").with("Retry-After: 60"));
        var limited = failureOf(() -> send(post(endpoint.url("/")).notAppliedBy("409", "503")));
        reply.set(text(409, "exists"));
        var conflict = failureOf(() -> send(post(endpoint.url("/")).notAppliedBy("409", "503")));

        assertThat(limited.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(limited.retryAfter()).contains(Duration.ofSeconds(60));
        assertThat(conflict.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(conflict.code()).isEqualTo("http.conflict");
        assertThat(conflict.retryable()).isFalse();
    }

    @Test
    void knowsThatARefusedConnectionCarriedNothing() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var environment =
                new io.sluice.engine.node.NodeEnvironment(
                        java.time.InstantSource.system(), Set.of("127.0.0.1:" + port));
        var alone = new PlainRequest(new VendorHttp("http", environment));
        var plan = alone.plan(post("http://127.0.0.1:" + port + "/").build(), context).request();

        var failure = failureOf(() -> alone.execute(plan, context));

        assertThat(failure.code()).isEqualTo("http.unreachable");
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void sendsNothingOnceTheLeaseHasGone() {
        context.leased(false);

        assertThat(failureOf(() -> send(post(endpoint.url("/")))).code()).isEqualTo("lease.lost");
        assertThat(endpoint.received()).isEmpty();
    }

    @Test
    void neverTakesASuccessThatDoesNotFitForNothingDone() {
        var misfit = failureOf(() -> send(post(endpoint.url("/")).schema(Map.of("type", "array"))));
        var tooLong = failureOf(() -> send(post(endpoint.url("/")).maxBytes(3)));
        reply.set(json(200, "not json"));
        var noJson = failureOf(() -> send(post(endpoint.url("/"))));

        assertThat(misfit.code()).isEqualTo("http.unexpected-answer");
        assertThat(List.of(misfit, tooLong, noJson))
                .allMatch(failure -> failure.outcome() == Outcome.UNKNOWN);
    }

    @Test
    @DisplayName("F019: sends the same key and body in every attempt")
    void sendsTheSameKeyAndBodyInEveryAttempt() throws Exception {
        var form = post("pay").over("api").body(Map.of("b", 1L, "a", 2L), "json");
        var plan = keyed.plan(form.keyedBy("Idempotency-Key"), context).request();
        reply.set(Endpoint.DROPPED);
        var lost = failureOf(() -> keyed.execute(plan, context));
        reply.set(json(200, "{}"));
        keyed.execute(plan, context);
        context.effectKey("f".repeat(32));
        keyed.execute(plan, context);

        assertThat(lost.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(keyed.effectClass()).isEqualTo(EffectClass.TOKEN);
        assertThat(endpoint.received())
                .extracting(request -> request.header("idempotency-key").orElse("-"))
                .containsExactly(
                        "0123456789abcdef0123456789abcdef",
                        "0123456789abcdef0123456789abcdef",
                        "f".repeat(32));
        assertThat(endpoint.received())
                .extracting(Endpoint.Received::body)
                .containsOnly(endpoint.received().getFirst().body());
    }

    @Test
    void takesAnotherIdempotencyHeaderButNoneOfTheConnection() throws Exception {
        keyed.execute(
                keyed.plan(post("x").over("api").keyedBy("X-Request-Id"), context).request(),
                context);
        var stolen =
                failureOf(
                        () -> keyed.plan(post("x").over("api").keyedBy("Authorization"), context));
        var twice =
                failureOf(() ->
                        keyed.plan(
                                post("x")
                                        .headers(Map.of("x-request-id", "1"))
                                        .over("api")
                                        .keyedBy("X-Request-Id"),
                                context));

        assertThat(endpoint.only().header("x-request-id")).contains(context.effectKey());
        assertThat(stolen.code()).isEqualTo("http.bad-header");
        assertThat(twice.code()).isEqualTo("http.bad-config");
    }

    @Test
    void refusesBadRequestsAlreadyWhenPlanning() {
        var url = endpoint.url("/");
        var wrong =
                List.of(
                        post(url).method("GET"),
                        post(url).body(List.of(1L), "form"),
                        post(url).body(Map.of(), "text"),
                        post(url).body("a", "xml"),
                        post(url).body(Map.of("a", Map.of("b", 1L)), "form"),
                        post(url).expecting("200-299"),
                        post(url).notAppliedBy("all"));

        for (var form : wrong) {
            assertThat(failureOf(() -> node.plan(form.build(), context)).code())
                    .isEqualTo("http.bad-config");
        }
        assertThat(
                        failureOf(() ->
                                        node.plan(
                                                post(url).schema(Map.of("type", 1L)).build(),
                                                context))
                                .code())
                .isEqualTo("http.bad-schema");
        assertThat(
                        failureOf(() ->
                                        node.plan(
                                                post(url)
                                                        .body(
                                                                "x".repeat(8 * 1024 * 1024 + 1),
                                                                "text")
                                                        .build(),
                                                context))
                                .code())
                .isEqualTo("http.body-too-large");
    }
}
