package io.sluice.nodes.http;

import static io.sluice.nodes.http.Endpoint.json;
import static io.sluice.nodes.http.Endpoint.text;
import static io.sluice.nodes.http.Forms.failureOf;
import static io.sluice.nodes.http.Forms.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.engine.node.NodeFailure.Outcome;
import io.sluice.nodes.http.Endpoint.Received;
import io.sluice.nodes.http.Endpoint.Reply;
import io.sluice.nodes.support.TestContext;
import io.sluice.nodes.support.VendorHttp;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// F019: reading from any endpoint.
class HttpGetTest {
    private final TestContext context = new TestContext();
    private @Nullable Endpoint open;

    @AfterEach
    void stop() throws IOException {
        if (open != null) {
            open.close();
        }
    }

    private Endpoint serving(Function<Received, Reply> answers) throws IOException {
        var endpoint = Endpoint.start(answers);
        open = endpoint;
        return endpoint;
    }

    private HttpGet node() {
        return new HttpGet(
                new VendorHttp(
                        "http", open == null ? Endpoint.allowing() : Endpoint.allowing(open)));
    }

    @Test
    @DisplayName("F019: reads JSON with query and headers")
    void readsJsonWithQueryAndHeaders() throws Exception {
        var endpoint = serving(_ -> json(200, "{\"hosts\":[{\"id\":7}]}").with("X-Total: 1"));
        var query = new LinkedHashMap<String, @Nullable Object>();
        query.put("name", "a b&c");
        query.put("tag", List.of("x", "y"));
        query.put("limit", 5L);
        query.put("none", null);

        var output =
                node().read(
                                get(endpoint.url("/hosts"))
                                        .query(query)
                                        .headers(Map.of("X-Source", "sluice"))
                                        .build(),
                                context);

        assertThat(output.status()).isEqualTo(200);
        assertThat(output.headers()).containsEntry("x-total", "1");
        assertThat(output.body()).isEqualTo(Map.of("hosts", List.of(Map.of("id", 7L))));
        assertThat(output.text()).isNull();
        var request = endpoint.only();
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.target()).isEqualTo("/hosts?name=a%20b%26c&tag=x&tag=y&limit=5");
        assertThat(request.header("x-source")).contains("sluice");
    }

    @Test
    void readsTextAndLeavesOutCookiesAndBinaries() throws Exception {
        var endpoint =
                serving(request ->
                        request.path().equals("/text")
                                ? text(200, "grüezi").with("Set-Cookie: session=1")
                                : text(200, "PK\0\1"));

        var output = node().read(get(endpoint.url("/text")).build(), context);
        var binary = node().read(get(endpoint.url("/zip")).build(), context);

        assertThat(output.text()).isEqualTo("grüezi");
        assertThat(output.body()).isNull();
        assertThat(output.headers()).doesNotContainKey("set-cookie");
        assertThat(binary.text()).isNull();
    }

    @Test
    void asksForHeadersOnly() throws Exception {
        var endpoint = serving(_ -> json(200, "{\"a\":1}").with("ETag: \"v1\""));

        var output = node().read(get(endpoint.url("/")).method("HEAD").build(), context);

        assertThat(endpoint.only().method()).isEqualTo("HEAD");
        assertThat(output.headers()).containsEntry("etag", "\"v1\"");
        assertThat(output.body()).isNull();
    }

    @Test
    void takesAnExpectedStatusForSuccess() throws Exception {
        var endpoint = serving(_ -> json(404, "{\"error\":\"gone\"}"));

        var output = node().read(get(endpoint.url("/x")).expecting("2xx", "404").build(), context);
        var failure = failureOf(() -> node().read(get(endpoint.url("/x")).build(), context));

        assertThat(output.status()).isEqualTo(404);
        assertThat(failure.code()).isEqualTo("http.not-found");
        assertThat(failure).hasMessageContaining("gone");
        assertThat(failure.retryable()).isFalse();
    }

    @Test
    @DisplayName("F019: waits as long as Retry-After says")
    void waitsAsLongAsRetryAfterSays() throws Exception {
        var endpoint =
                serving(request ->
                        text(request.path().equals("/limit") ? 429 : 503, "slow down")
                                .with("Retry-After: 17"));

        for (var path : List.of("/limit", "/busy")) {
            var failure = failureOf(() -> node().read(get(endpoint.url(path)).build(), context));

            assertThat(failure.fault()).isEqualTo(Fault.CAPACITY);
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(17));
            assertThat(failure.retryable()).isTrue();
        }
    }

    @Test
    void triesAgainWhatMayPass() throws Exception {
        var endpoint = serving(_ -> text(502, "bad gateway"));

        var failure = failureOf(() -> node().read(get(endpoint.url("/")).build(), context));

        assertThat(failure.code()).isEqualTo("http.unavailable");
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    @Test
    @DisplayName("F019: refuses an answer that does not fit the schema")
    void refusesAnAnswerThatDoesNotFitTheSchema() throws Exception {
        var endpoint = serving(_ -> json(200, "{\"id\":\"seven\"}"));
        Map<String, @Nullable Object> schema =
                Map.of("type", "object", "properties", Map.of("id", Map.of("type", "integer")));

        var failure =
                failureOf(
                        () -> node().read(get(endpoint.url("/")).schema(schema).build(), context));

        assertThat(failure.code()).isEqualTo("http.unexpected-answer");
        assertThat(failure).hasMessageContaining("/id").hasMessageContaining("integer");
    }

    @Test
    void stopsAPatternThatWouldRunForEver() throws Exception {
        var endpoint = serving(_ -> json(200, "\"" + "a".repeat(40) + "!\""));
        Map<String, @Nullable Object> schema = Map.of("pattern", "^(.*a){20}$");

        var failure =
                failureOf(
                        () -> node().read(get(endpoint.url("/")).schema(schema).build(), context));

        assertThat(failure.code()).isEqualTo("http.unexpected-answer");
        assertThat(failure).hasMessageContaining("too long");
    }

    @Test
    void refusesASchemaThatIsNone() throws Exception {
        var endpoint = serving(_ -> json(200, "{}"));
        var wrong =
                List.<Map<String, @Nullable Object>>of(
                        Map.of("type", "banana"),
                        Map.of("pattern", "("),
                        Map.of("$ref", endpoint.url("/schema")),
                        Map.of("$schema", "https://example.com/other"));

        for (var schema : wrong) {
            var failure =
                    failureOf(() ->
                            node().read(get(endpoint.url("/")).schema(schema).build(), context));

            assertThat(failure).as("%s", schema).isNotNull();
            assertThat(failure.code()).as("%s", schema).isEqualTo("http.bad-schema");
        }
        assertThat(endpoint.received()).isEmpty();
    }

    @Test
    void bindsAnAnswersLength() throws Exception {
        var endpoint = serving(_ -> text(200, "x".repeat(2000)));

        var failure =
                failureOf(
                        () -> node().read(get(endpoint.url("/")).maxBytes(1999).build(), context));
        var output = node().read(get(endpoint.url("/")).maxBytes(2000).build(), context);

        assertThat(failure.code()).isEqualTo("http.answer-too-large");
        assertThat(output.text()).hasSize(2000);
    }

    @Test
    void saysThatAnAnswerIsNoJson() throws Exception {
        var broken = List.of("{\"a\":", "{\"a\":1e999}", "[".repeat(65) + "]".repeat(65));
        var at = new java.util.concurrent.atomic.AtomicInteger();
        var endpoint = serving(_ -> json(200, broken.get(at.getAndIncrement())));

        for (var _ : broken) {
            var failure = failureOf(() -> node().read(get(endpoint.url("/")).build(), context));

            assertThat(failure.code()).isEqualTo("http.unexpected-answer");
        }
    }

    @Test
    void treatsALostAnswerAsOneToAskAgain() throws Exception {
        var endpoint = serving(_ -> Endpoint.DROPPED);

        var failure = failureOf(() -> node().read(get(endpoint.url("/")).build(), context));

        assertThat(failure.code()).isEqualTo("http.no-answer");
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    @DisplayName("F019: refuses private addresses unless they are allowed")
    void refusesPrivateAddressesUnlessTheyAreAllowed() {
        for (var host : List.of("127.0.0.1:9", "169.254.169.254", "[::1]:9", "10.0.0.1")) {
            var failure =
                    failureOf(() -> node().read(get("http://" + host + "/").build(), context));

            assertThat(failure.code()).isEqualTo("http.egress-refused");
            assertThat(failure.fault()).isEqualTo(Fault.USER);
        }
    }

    @Test
    void saysWhatIsWrongWithAUrl() {
        var wrong =
                Arrays.asList(
                        "",
                        "/hosts",
                        "example.com/x",
                        "ftp://example.com/",
                        "file:///etc/passwd",
                        "http://",
                        "https://user:pa55@example.com/",
                        "https://exa mple.com/",
                        "https://example.com\\@evil.test/",
                        "https://example.com/a\r\nX: y",
                        "https://example.com:99999/",
                        "https://example.com/" + "a".repeat(9000));

        for (var url : wrong) {
            var failure = failureOf(() -> node().read(get(url).build(), context));

            assertThat(failure).as(url).isNotNull();
            assertThat(failure.code()).as(url).isEqualTo("http.bad-url");
            assertThat(failure).hasMessageStartingWith("Expected ");
            assertThat(failure.getMessage()).doesNotContain("pa55").doesNotContain("\n");
        }
    }

    @Test
    void refusesConfigurationsThatMakeNoSense() throws Exception {
        var endpoint = serving(_ -> json(200, "[]"));
        var url = endpoint.url("/");
        Map<String, @Nullable Object> nested = Map.of("a", Map.of("b", 1L));
        var wrong =
                List.of(
                        get(url).method("POST"),
                        get(url).expecting(),
                        get(url).expecting("2x"),
                        get(url).readAs("xml"),
                        get(url).maxBytes(0),
                        get(url).maxBytes(Long.MAX_VALUE),
                        get(url).links("items"),
                        get(url).pointer("", ""),
                        get(url).links("").maxPages(0),
                        get(url).links("").method("HEAD"),
                        get(url).query(nested));

        for (var form : wrong) {
            assertThat(failureOf(() -> node().read(form.build(), context)).code())
                    .isEqualTo("http.bad-config");
        }
        assertThat(endpoint.received()).isEmpty();
    }
}
