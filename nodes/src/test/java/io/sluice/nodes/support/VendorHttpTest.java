package io.sluice.nodes.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.engine.node.NodeFailure.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VendorHttpTest {
    private final TestContext context = new TestContext();

    private static VendorHttp allowing(String... hosts) {
        return new VendorHttp(
                "vendor",
                new EgressGuard(
                        Set.of(hosts), host -> List.of(InetAddress.ofLiteral("127.0.0.1"))));
    }

    private static VendorHttp to(LoopbackServer server) {
        return allowing("localhost:" + server.port());
    }

    private static Request get(String url) {
        return new Request.Builder().url(url).build();
    }

    private static Request post(String url) {
        return new Request.Builder().url(url).post(RequestBody.create(new byte[10])).build();
    }

    private NodeFailure reading(VendorHttp http, String url) {
        return catchThrowableOfType(NodeFailure.class, () -> http.read(get(url), context));
    }

    private NodeFailure writing(VendorHttp http, String url) {
        return catchThrowableOfType(NodeFailure.class, () -> http.write(post(url), context));
    }

    @Test
    void readsAWholeAnswer() throws IOException, NodeFailure {
        try (var server =
                LoopbackServer.answering(LoopbackServer.with(404, new byte[] {'h', 'i'}))) {
            var reply = to(server).read(get(server.url()), context);

            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.text()).isEqualTo("hi");
            assertThat(context.leaseChecks()).isZero();
        }
    }

    @Test
    @DisplayName("F019: a name that resolves to loopback is refused at connect")
    void refusesANameThatResolvesToLoopback() throws IOException {
        try (var server = LoopbackServer.answering(LoopbackServer.with(200, new byte[0]))) {
            var url = "http://innocent.test:" + server.port() + "/";

            var failure = writing(to(server), url);

            assertThat(failure.code()).isEqualTo("vendor.egress-refused");
            assertThat(failure.fault()).isEqualTo(Fault.USER);
            assertThat(failure.retryable()).isFalse();
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void aNameThatIsReboundIsJudgedByWhatIsConnectedTo() throws IOException {
        try (var server = LoopbackServer.answering(LoopbackServer.with(200, new byte[0]))) {
            var looks = new AtomicInteger();
            var guard =
                    new EgressGuard(
                            Set.of(),
                            host ->
                                    List.of(
                                            InetAddress.ofLiteral(
                                                    looks.getAndIncrement() == 0
                                                            ? "203.0.113.1"
                                                            : "127.0.0.1")));
            assertThat(guard.resolve("rebind.test").getFirst().getHostAddress())
                    .isEqualTo("203.0.113.1");

            var failure =
                    reading(
                            new VendorHttp("vendor", guard),
                            "http://rebind.test:" + server.port() + "/");

            assertThat(failure.code()).isEqualTo("vendor.egress-refused");
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    @DisplayName("F019: the metadata address and private ranges are refused")
    void refusesLiteralAddresses() {
        var http =
                new VendorHttp(
                        "vendor",
                        new EgressGuard(Set.of(), host -> List.of(InetAddress.ofLiteral(host))));

        for (var host :
                List.of("169.254.169.254", "10.0.0.1", "192.168.0.1", "[::1]", "[fd00:ec2::254]")) {
            assertThat(reading(http, "http://" + host + "/").code())
                    .isEqualTo("vendor.egress-refused");
        }
    }

    @Test
    void doesNotFollowARedirect() throws IOException, NodeFailure {
        try (var inner = LoopbackServer.answering(LoopbackServer.with(200, new byte[0]));
                var outer =
                        LoopbackServer.answering(exchange -> {
                            exchange.getResponseHeaders().add("Location", inner.url());
                            exchange.sendResponseHeaders(302, -1);
                        })) {
            var reply = to(outer).read(get(outer.url()), context);

            assertThat(reply.status()).isEqualTo(302);
            assertThat(inner.requests()).isZero();
            assertThat(reply.failure("vendor", false, context.now(), "").code())
                    .isEqualTo("vendor.redirected");
        }
    }

    @Test
    void asksForTheLeaseOnceForEachWrite() throws IOException, NodeFailure {
        try (var server = LoopbackServer.answering(LoopbackServer.with(200, new byte[0]))) {
            var reply = to(server).write(post(server.url()), context);

            assertThat(reply.successful()).isTrue();
            assertThat(context.leaseChecks()).isEqualTo(1);
        }
    }

    @Test
    void sendsNothingWithoutTheLease() throws IOException {
        try (var server = LoopbackServer.answering(LoopbackServer.with(200, new byte[0]))) {
            context.leased(false);

            assertThat(writing(to(server), server.url()).code()).isEqualTo("lease.lost");
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void nobodyListeningMeansNotApplied() {
        var failure = writing(allowing("localhost:1"), "http://localhost:1/");

        assertThat(failure.code()).isEqualTo("vendor.unreachable");
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void aBrokenConnectionAfterTheRequestIsUnknownAndNotRepeated() throws IOException {
        try (var server =
                LoopbackServer.answering(exchange -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write(new byte[10]);
                })) {
            var failure = writing(to(server), server.url());

            assertThat(failure.code()).isEqualTo("vendor.no-answer");
            assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void aWriteIsNotRepeatedWhenAskedToRetryAtOnce() throws IOException, NodeFailure {
        try (var server =
                LoopbackServer.answering(exchange -> {
                    exchange.getResponseHeaders().add("Retry-After", "0");
                    exchange.sendResponseHeaders(503, -1);
                })) {
            var reply = to(server).write(post(server.url()), context);

            assertThat(reply.status()).isEqualTo(503);
            assertThat(server.requests()).isEqualTo(1);
            assertThat(reply.failure("vendor", true, context.now(), "").outcome())
                    .isEqualTo(Outcome.UNKNOWN);
        }
    }

    @Test
    void endsWhenTheTimeOfTheCallIsUp() throws IOException {
        var done = new CountDownLatch(1);
        try (var server =
                LoopbackServer.answering(exchange -> {
                    var _ = awaited(done);
                    exchange.sendResponseHeaders(200, -1);
                })) {
            context.remaining(Duration.ofMillis(300));

            var failure = writing(to(server), server.url());

            assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
            done.countDown();
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void sendsNothingWithoutTime() throws IOException {
        try (var server = LoopbackServer.answering(LoopbackServer.with(200, new byte[0]))) {
            context.remaining(Duration.ZERO);

            assertThat(writing(to(server), server.url()).code()).isEqualTo("vendor.no-time");
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void refusesAnAnswerBeyondTheLimit() throws IOException {
        try (var server = LoopbackServer.answering(LoopbackServer.with(200, new byte[1000]))) {
            var failure =
                    catchThrowableOfType(
                            NodeFailure.class,
                            () -> to(server).read(get(server.url()), context, 999));

            assertThat(failure.code()).isEqualTo("vendor.answer-too-large");
            assertThat(failure.retryable()).isFalse();
        }
    }
}
