package io.sluice.nodes.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The forms in which a host inside is hidden, over real sockets: none reaches the server that
/// listens there.
class EgressFormsTest {
    private final TestContext context = new TestContext();

    private NodeFailure reading(VendorHttp http, Request request) {
        return catchThrowableOfType(NodeFailure.class, () -> http.read(request, context));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "127.0.1",
                "2130706433",
                "0x7f000001",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "017700000001",
                "127.0.0.1.",
                "localhost",
                "localhost.",
                "LocalHost",
                "①②⑦.⓪.⓪.①",
                "ⓛocalhost",
                "127。0。0。1",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::127.0.0.1]",
                "[64:ff9b::127.0.0.1]",
                "[2002:7f00:1::]",
                "[::ffff:0:127.0.0.1]",
                "0.0.0.0",
                "0",
                "[::]"
            })
    @DisplayName("F019: no form of a loopback address reaches what listens there")
    void reachesNothingInside(String host) throws IOException {
        try (var server = LoopbackServer.answering(LoopbackServer.with(200, new byte[0]))) {
            var url = HttpUrl.parse("http://" + host + ":" + server.port() + "/");
            if (url == null) {
                return; // Not a URL at all.
            }
            var http = new VendorHttp("vendor", EgressGuard.allowing(Set.of("sandbox:8090")));

            var failure = reading(http, new Request.Builder().url(url).build());

            assertThat(failure.code()).isIn("vendor.egress-refused", "vendor.unreachable");
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void aNameWithPublicAndPrivateAddressesReachesNoPrivateOne() throws IOException {
        try (var server = LoopbackServer.answering(LoopbackServer.with(200, new byte[0]))) {
            var guard =
                    new EgressGuard(
                            Set.of(),
                            _ ->
                                    List.of(
                                            InetAddress.ofLiteral("127.0.0.1"),
                                            InetAddress.ofLiteral("::1")));
            var url = "http://mixed.test:" + server.port() + "/";

            var failure =
                    reading(
                            new VendorHttp("vendor", guard),
                            new Request.Builder().url(url).build());

            assertThat(failure.code()).isEqualTo("vendor.egress-refused");
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void aConnectionThatIsKeptOpenServesNoOtherName() throws IOException, NodeFailure {
        try (var server = LoopbackServer.answering(LoopbackServer.with(200, new byte[0]))) {
            var looks = new AtomicInteger();
            var guard =
                    new EgressGuard(
                            Set.of("allowed.test:" + server.port()),
                            _ -> {
                                looks.incrementAndGet();
                                return List.of(InetAddress.ofLiteral("127.0.0.1"));
                            });
            var http = new VendorHttp("vendor", guard);
            http.read(
                    new Request.Builder().url("http://allowed.test:" + server.port() + "/").build(),
                    context);

            var failure =
                    reading(
                            http,
                            new Request.Builder()
                                    .url("http://other.test:" + server.port() + "/")
                                    .build());

            assertThat(failure.code()).isEqualTo("vendor.egress-refused");
            assertThat(server.requests()).isEqualTo(1);
            assertThat(looks).hasValue(2);
        }
    }

    @Test
    @DisplayName("A compressed answer is measured by what it becomes")
    void isNotFilledByCompressedZeros() throws IOException {
        var zeros = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zeros)) {
            for (int i = 0; i < 64; i++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        assertThat(zeros.size()).isLessThan(100_000);
        try (var server =
                LoopbackServer.answering(exchange -> {
                    exchange.getResponseHeaders().add("Content-Encoding", "gzip");
                    exchange.sendResponseHeaders(200, zeros.size());
                    exchange.getResponseBody().write(zeros.toByteArray());
                })) {
            var http = to(server);
            var request = new Request.Builder().url(server.url()).build();

            assertThat(reading(http, request).code()).isEqualTo("vendor.answer-too-large");
        }
    }

    private static VendorHttp to(LoopbackServer server) {
        return new VendorHttp("vendor", EgressGuard.allowing(Set.of("localhost:" + server.port())));
    }

    @Test
    void anAnswerThatSomebodyElseReadsEndsAtItsLimit() throws IOException {
        try (var server = LoopbackServer.answering(LoopbackServer.with(200, new byte[100_000]))) {
            var client =
                    GuardedClient.builder(
                                    EgressGuard.allowing(Set.of("localhost:" + server.port())))
                            .addInterceptor(new AnswerLimit(50_000))
                            .build();
            try (var response =
                    client.newCall(new Request.Builder().url(server.url()).build()).execute()) {
                assertThat(
                                catchThrowableOfType(
                                        AnswerTooLarge.class, () -> response.body().bytes()))
                        .isNotNull();
            }
        }
    }

    @Test
    void aConnectionIsTakenToItsAllowedHostsOnly() throws IOException, NodeFailure {
        try (var server = LoopbackServer.answering(LoopbackServer.with(200, new byte[0]))) {
            var request = new Request.Builder().url(server.url()).build();
            var http = to(server);

            for (var allowed :
                    List.of("localhost:" + server.port(), "LOCALHOST", "a.test, localhost")) {
                context.with(limited(allowed));
                assertThat(http.read(request, context).status()).isEqualTo(200);
            }
            int before = server.requests();
            for (var allowed :
                    List.of("localhost:1", "*.localhost", "local", "host", "localhost.test", ",")) {
                context.with(limited(allowed));
                assertThat(reading(http, request).code())
                        .as(allowed)
                        .isEqualTo("connection.host-not-allowed");
            }
            assertThat(server.requests()).isEqualTo(before);
        }
    }

    private static Connection limited(String hosts) {
        return new Connection("c", "vendor", Map.of("allowedHosts", hosts), Map.of());
    }
}
