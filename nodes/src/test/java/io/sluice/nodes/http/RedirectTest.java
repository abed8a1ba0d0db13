package io.sluice.nodes.http;

import static io.sluice.nodes.http.Endpoint.json;
import static io.sluice.nodes.http.Endpoint.redirect;
import static io.sluice.nodes.http.Forms.failureOf;
import static io.sluice.nodes.http.Forms.get;
import static io.sluice.nodes.http.Forms.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeFailure.Outcome;
import io.sluice.nodes.http.Endpoint.Received;
import io.sluice.nodes.http.Endpoint.Reply;
import io.sluice.nodes.support.TestContext;
import io.sluice.nodes.support.VendorHttp;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RedirectTest {
    private final TestContext context = new TestContext();
    private Endpoint home;
    private Endpoint other;

    @BeforeEach
    void start() throws IOException {
        home = Endpoint.start(this::answer);
        other =
                Endpoint.start(request ->
                        request.path().equals("/back")
                                ? redirect(302, home.url("/end"))
                                : json(200, "{\"from\":\"other\"}"));
        context.with(Forms.bearer(home, ""));
    }

    @AfterEach
    void stop() throws IOException {
        home.close();
        other.close();
    }

    private Reply answer(Received request) {
        return switch (request.path()) {
            case "/end" -> json(200, "{\"from\":\"home\"}");
            case "/near" -> redirect(307, "/end");
            case "/far" -> redirect(302, other.url("/end"));
            case "/far-and-back" -> redirect(302, other.url("/back"));
            case "/nowhere" -> redirect(301, "ftp://example.com/");
            case "/303" -> redirect(303, "/end");
            case "/308" -> redirect(308, "/end");
            default -> redirect(302, request.target() + "x");
        };
    }

    private HttpGet node() {
        return new HttpGet(new VendorHttp("http", Endpoint.allowing(home, other)));
    }

    @Test
    void followsARedirectAtHomeWithCredentials() throws Exception {
        var output = node().read(get("/near").over("api").build(), context);

        assertThat(output.body()).isEqualTo(Map.of("from", "home"));
        assertThat(home.received())
                .hasSize(2)
                .allMatch(request -> request.header("authorization").isPresent());
    }

    @Test
    @DisplayName("F019: carries no credentials to another origin")
    void carriesNothingToAnotherOrigin() throws Exception {
        var form = get("/far").over("api").headers(Map.of("X-Own", "mine", "Cookie", "c=1"));

        var output = node().read(form.build(), context);

        assertThat(output.body()).isEqualTo(Map.of("from", "other"));
        assertThat(other.only().headers()).doesNotContainKeys("authorization", "x-own", "cookie");
    }

    @Test
    void carriesNothingBackFromAnotherOrigin() throws Exception {
        node().read(get("/far-and-back").over("api").build(), context);

        assertThat(home.received().getLast().path()).isEqualTo("/end");
        assertThat(home.received().getLast().header("authorization")).isEmpty();
    }

    @Test
    @DisplayName("F019: refuses a redirect to a private address")
    void refusesARedirectToAPrivateAddress() {
        var node = new HttpGet(new VendorHttp("http", Endpoint.allowing(home)));

        var failure = failureOf(() -> node.read(get(home.url("/far")).build(), context));

        assertThat(failure.code()).isEqualTo("http.egress-refused");
        assertThat(other.received()).isEmpty();
    }

    @Test
    void endsAfterFiveRedirects() {
        var failure = failureOf(() -> node().read(get(home.url("/endless")).build(), context));

        assertThat(failure.code()).isEqualTo("http.too-many-redirects");
        assertThat(home.received()).hasSize(6);
    }

    @Test
    void refusesARedirectToNowhere() {
        var failure = failureOf(() -> node().read(get(home.url("/nowhere")).build(), context));

        assertThat(failure.code()).isEqualTo("http.redirect-refused");
    }

    @Test
    void leavesARedirectThatIsExpectedAlone() throws Exception {
        var output = node().read(get(home.url("/near")).expecting("307").build(), context);

        assertThat(output.headers()).containsEntry("location", "/end");
    }

    @Test
    void neverRedirectsAWrite() {
        var http = new VendorHttp("http", Endpoint.allowing(home, other));
        var node = new PlainRequest(http);

        for (var path : List.of("/303", "/308")) {
            var failure =
                    failureOf(() ->
                            node.execute(
                                    node.plan(post(home.url(path)).build(), context).request(),
                                    context));

            assertThat(failure.code()).isEqualTo("http.redirected");
            assertThat(failure.outcome())
                    .isEqualTo(path.equals("/303") ? Outcome.UNKNOWN : Outcome.NOT_APPLIED);
        }
        assertThat(home.received()).hasSize(2);
    }
}
