package io.sluice.nodes.http;

import static io.sluice.nodes.http.Endpoint.json;
import static io.sluice.nodes.http.Forms.failureOf;
import static io.sluice.nodes.http.Forms.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.nodes.http.Endpoint.Received;
import io.sluice.nodes.http.Endpoint.Reply;
import io.sluice.nodes.support.TestContext;
import io.sluice.nodes.support.VendorHttp;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// F019: answers that come in pages.
class PagingTest {
    private final TestContext context = new TestContext();
    private Endpoint endpoint;
    private HttpGet node;

    @BeforeEach
    void start() throws IOException {
        endpoint = Endpoint.start(this::answer);
        node = new HttpGet(new VendorHttp("http", Endpoint.allowing(endpoint)));
        context.with(Forms.bearer(endpoint, ""));
    }

    @AfterEach
    void stop() throws IOException {
        endpoint.close();
    }

    private Reply answer(Received request) {
        return switch (request.target()) {
            case "/links" ->
                    json(200, "[1,2]")
                            .with(
                                    "Link: <https://a.test/?x=1,2>; rel=prev, </links?p=2>; rel=\"Next last\"");
            case "/links?p=2" -> json(200, "[3]").with("Link: <?p=3>; title=\"a;b,c\"; rel=next");
            case "/links?p=3" -> json(200, "[]").with("Link: </links>; rel=\"first\"");
            case "/body" -> json(200, "{\"data\":[1,2],\"links\":{\"next\":\"/body?p=2\"}}");
            case "/body?p=2" -> json(200, "{\"data\":[3],\"links\":{\"next\":null}}");
            case "/foreign" -> json(200, "[]").with("Link: <http://127.0.0.1:1/>; rel=next");
            case "/round" -> json(200, "[]").with("Link: </round>; rel=next");
            case "/object" -> json(200, "{\"data\":{}}");
            case "/number" -> json(200, "{\"data\":[],\"next\":2}");
            default -> {
                var page = Integer.parseInt(request.target().substring("/endless?p=".length()));
                yield json(200, "[" + page + "]")
                        .with("Link: </endless?p=" + (page + 1) + ">; rel=next");
            }
        };
    }

    @Test
    @DisplayName("F019: follows Link headers with the connection's credentials")
    void followsLinkHeaders() throws Exception {
        var output = node.read(get("/links").over("api").links("").build(), context);

        assertThat(output.body()).isEqualTo(List.of(1L, 2L, 3L));
        assertThat(output.pages()).isEqualTo(3);
        assertThat(endpoint.received())
                .extracting(request -> request.header("authorization").orElse(""))
                .containsOnly("Bearer tok-123");
    }

    @Test
    @DisplayName("F019: follows a URL in the body")
    void followsAUrlInTheBody() throws Exception {
        var output =
                node.read(
                        get(endpoint.url("/body")).pointer("/links/next", "/data").build(),
                        context);

        assertThat(output.body()).isEqualTo(List.of(1L, 2L, 3L));
        assertThat(output.pages()).isEqualTo(2);
    }

    @Test
    void neverLeavesOutPagesInSilence() {
        assertThat(code(get(endpoint.url("/endless?p=1")).links("").maxPages(4)))
                .isEqualTo("http.too-many-pages");
        assertThat(endpoint.received()).hasSize(4);
    }

    @Test
    void bindsAllPagesTogether() {
        assertThat(code(get(endpoint.url("/endless?p=1")).links("").maxBytes(7)))
                .isEqualTo("http.answer-too-large");
        assertThat(endpoint.received()).hasSize(3);
    }

    @Test
    void staysAtItsOrigin() {
        assertThat(code(get(endpoint.url("/foreign")).links(""))).isEqualTo("http.foreign-page");
    }

    @Test
    void refusesPagesThatMakeNoSense() {
        assertThat(code(get(endpoint.url("/round")).links(""))).isEqualTo("http.bad-page");
        assertThat(code(get(endpoint.url("/object")).links("/data"))).isEqualTo("http.bad-page");
        assertThat(code(get(endpoint.url("/number")).pointer("/next", "/data")))
                .isEqualTo("http.bad-page");
    }

    private String code(Forms.GetForm form) {
        return failureOf(() -> node.read(form.build(), context)).code();
    }
}
