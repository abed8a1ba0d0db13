package io.sluice.nodes.http;

import static io.sluice.nodes.http.Endpoint.json;
import static io.sluice.nodes.http.Forms.connection;
import static io.sluice.nodes.http.Forms.failureOf;
import static io.sluice.nodes.http.Forms.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.Connection;
import io.sluice.nodes.support.Json;
import io.sluice.nodes.support.TestContext;
import io.sluice.nodes.support.VendorHttp;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HttpConnectionTest {
    private Endpoint endpoint;
    private HttpGet node;

    @BeforeEach
    void start() throws IOException {
        endpoint =
                Endpoint.start(request ->
                        json(
                                        request.path().equals("/no") ? 401 : 200,
                                        Json.write(Map.of("echo", request.headers())))
                                .with("X-Echo: " + request.header("authorization").orElse("-")));
        node = new HttpGet(new VendorHttp("http", Endpoint.allowing(endpoint)));
    }

    @AfterEach
    void stop() throws IOException {
        endpoint.close();
    }

    private Connection with(Map<String, String> settings, Map<String, String> secrets) {
        var all = new LinkedHashMap<>(settings);
        all.putIfAbsent("baseUrl", endpoint.url("/"));
        return connection(all, secrets);
    }

    private String sent(Connection connection, String header) throws Exception {
        node.read(get("/a").over("api").build(), new TestContext().with(connection));
        return endpoint.received().getLast().header(header).orElse("-");
    }

    @Test
    @DisplayName("F019: authenticates by none, basic, bearer and header")
    void authenticatesInEveryWay() throws Exception {
        var none = with(Map.of(), Map.of());
        var basic =
                with(
                        Map.of("authentication", "basic", "username", "svc"),
                        Map.of("password", "grün:1"));
        var bearer = with(Map.of("authentication", "bearer"), Map.of("token", "tok"));
        var header =
                with(
                        Map.of("authentication", "header", "headerName", "X-Api-Key"),
                        Map.of("token", "key"));

        assertThat(sent(none, "authorization")).isEqualTo("-");
        assertThat(sent(basic, "authorization")).isEqualTo("Basic c3ZjOmdyw7xuOjE=");
        assertThat(sent(bearer, "authorization")).isEqualTo("Bearer tok");
        assertThat(sent(header, "x-api-key")).isEqualTo("key");
    }

    @Test
    void keepsSecretsOutOfOutputsAndMessages() throws Exception {
        var context =
                new TestContext()
                        .with(
                                with(
                                        Map.of("authentication", "bearer"),
                                        Map.of("token", "s\"ecret\\1")));

        var output = node.read(get("/a").over("api").build(), context);
        var failure = failureOf(() -> node.read(get("/no").over("api").build(), context));

        assertThat(endpoint.received().getLast().header("authorization"))
                .contains("Bearer s\"ecret\\1");
        assertThat(output.toString()).doesNotContain("ecret").contains("Bearer •••");
        assertThat(failure.code()).isEqualTo("http.unauthenticated");
        assertThat(failure.getMessage()).doesNotContain("ecret").contains("•••");
    }

    @Test
    void putsTheBaseUrlBeforeRelativeOnes() throws Exception {
        var context =
                new TestContext()
                        .with(connection(Map.of("baseUrl", endpoint.url("/v1")), Map.of()));

        for (var url :
                List.of("hosts", "/hosts", "./hosts", endpoint.url("/v1/hosts"), "", "?a=1")) {
            node.read(get(url).over("api").build(), context);
        }

        assertThat(endpoint.received())
                .extracting(Endpoint.Received::target)
                .containsExactly(
                        "/v1/hosts", "/v1/hosts", "/v1/hosts", "/v1/hosts", "/v1", "/v1?a=1");
    }

    @Test
    void keepsRelativeUrlsBelowTheBase() {
        var context =
                new TestContext()
                        .with(connection(Map.of("baseUrl", endpoint.url("/v1")), Map.of()));

        for (var url : List.of("../admin", "../v1x", "%2e%2e/admin", "//evil.test/", "a\\b")) {
            assertThat(failureOf(() -> node.read(get(url).over("api").build(), context)).code())
                    .as(url)
                    .isEqualTo("http.bad-url");
        }
    }

    @Test
    @DisplayName("F019: sends credentials to the connection's own origin only")
    void refusesToSendCredentialsElsewhere() {
        var context =
                new TestContext()
                        .with(with(Map.of("authentication", "bearer"), Map.of("token", "tok")));
        var elsewhere =
                List.of(
                        "https://" + endpoint.hostPort() + "/",
                        endpoint.url("/").replace("127.0.0.1", "localhost"),
                        "http://127.0.0.1:1/");

        for (var url : elsewhere) {
            var failure = failureOf(() -> node.read(get(url).over("api").build(), context));

            assertThat(failure.code()).isEqualTo("http.foreign-origin");
        }
        assertThat(endpoint.received()).isEmpty();
    }

    @Test
    void refusesConnectionsThatAreIncompleteOrWrong() {
        var base = endpoint.url("/");
        assertThat(codeFor(Map.of("authentication", "bearer"), Map.of("token", "t")))
                .isEqualTo("connection.incomplete");
        assertThat(codeFor(Map.of("baseUrl", base, "authentication", "basic"), Map.of()))
                .isEqualTo("connection.incomplete");
        assertThat(codeFor(Map.of("baseUrl", base, "authentication", "digest"), Map.of()))
                .isEqualTo("connection.bad-setting");
        assertThat(
                        codeFor(
                                Map.of("baseUrl", base, "authentication", "bearer"),
                                Map.of("token", "a\r\nX: y")))
                .isEqualTo("connection.bad-setting");
        assertThat(
                        codeFor(
                                Map.of(
                                        "baseUrl",
                                        base,
                                        "authentication",
                                        "header",
                                        "headerName",
                                        "Host"),
                                Map.of("token", "t")))
                .isEqualTo("connection.bad-setting");
        for (var url : List.of("example.com", "ftp://x", "http://u:p@x/", base + "?a=1")) {
            assertThat(codeFor(Map.of("baseUrl", url), Map.of()))
                    .isEqualTo("connection.bad-setting");
        }
    }

    private String codeFor(Map<String, String> settings, Map<String, String> secrets) {
        var context = new TestContext().with(connection(settings, secrets));
        return failureOf(() -> node.read(get("/a").over("api").build(), context)).code();
    }

    @Test
    void refusesHeadersThatAreNotTheAuthors() {
        var context =
                new TestContext()
                        .with(
                                with(
                                        Map.of(
                                                "authentication",
                                                "header",
                                                "headerName",
                                                "X-Api-Key"),
                                        Map.of("token", "t")));
        var wrong =
                List.of(
                        Map.of("Host", "evil.test"),
                        Map.of("authorization", "Basic x"),
                        Map.of("x-api-key", "mine"),
                        Map.of("Content-Length", "0"),
                        Map.of("X-A", "a\r\nX-B: b"),
                        Map.of("X-A", "ümlaut"),
                        Map.of("X A", "a"),
                        Map.of("X-A\r\nX-B", "b"),
                        Map.of("X-A", "1", "x-a", "2"));

        for (var headers : wrong) {
            var form = get("/a").over("api").headers(headers);

            assertThat(failureOf(() -> node.read(form.build(), context)).code())
                    .as("%s", headers)
                    .isEqualTo("http.bad-header");
        }
        assertThat(endpoint.received()).isEmpty();
    }
}
