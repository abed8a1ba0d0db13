package io.sluice.nodes.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Outcome;
import io.sluice.nodes.support.Json;
import io.sluice.nodes.support.TestContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NoticesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String LINK = "https://sluice.example/approvals/r1/3?project=default";

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String said = "no_service";
    private HttpServer channel;
    private Notices notices;

    @BeforeEach
    void open() throws IOException {
        channel = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        channel.createContext(
                "/",
                exchange -> {
                    var body = exchange.getRequestBody().readAllBytes();
                    taken.add(new String(body, StandardCharsets.UTF_8));
                    var answer = said.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        channel.start();
        notices = new Notices(new NodeEnvironment(() -> NOW, Set.of(host())));
    }

    @AfterEach
    void close() {
        channel.stop(0);
    }

    private String host() {
        return "localhost:" + channel.getAddress().getPort();
    }

    private static Notice notice(String title) {
        var event =
                new SiemEvent(
                        "approval:r1:3:asked:1",
                        NOW,
                        "approval.asked",
                        3,
                        title,
                        "engine",
                        "r1",
                        Map.of());
        return new Notice(event, title, List.of("May decide: <!channel>", "Until: noon"), LINK);
    }

    private void send(String type, String title) throws NodeFailure {
        var url = "http://" + host() + "/services/T0/secret";
        notices.send(
                new Connection("chat", type, Map.of(), Map.of("url", url)),
                notice(title),
                Duration.ofSeconds(10));
    }

    private JsonNode body() {
        return Json.parse(taken.getFirst()).orElseThrow();
    }

    @Test
    void slackGetsTextsThatFormatNothingAndCallNobody() throws NodeFailure {
        send("slack", "Patch <!everyone> *now* & \n then?");

        assertThat(body().path("text").asString())
                .isEqualTo("Patch &lt;!everyone&gt; *now* &amp;   then?");
        var blocks = body().path("blocks");
        assertThat(blocks.get(0).path("text").path("type").asString()).isEqualTo("plain_text");
        assertThat(blocks.get(1).path("text").path("type").asString()).isEqualTo("plain_text");
        assertThat(blocks.get(1).path("text").path("text").asString())
                .isEqualTo("May decide: <!channel>\nUntil: noon");
        assertThat(blocks.get(2).path("text").path("text").asString())
                .isEqualTo("<" + LINK + "|Look at it and decide>");
        assertThat(blocks).hasSize(3);
    }

    @Test
    void slackTakesNoLongerHeadings() throws NodeFailure {
        send("slack", "x".repeat(400));

        assertThat(body().path("blocks").get(0).path("text").path("text").asString()).hasSize(150);
    }

    @Test
    void teamsGetsACardWhoseTextsKnowNoFormatting() throws NodeFailure {
        send("teams", "[Click](https://evil.example)");

        var card = body().path("attachments").get(0).path("content");
        assertThat(card.path("type").asString()).isEqualTo("AdaptiveCard");
        assertThat(card.path("body"))
                .hasSize(3)
                .allSatisfy(block ->
                        assertThat(block.path("inlines").get(0).path("type").asString())
                                .isEqualTo("TextRun"));
        assertThat(card.path("actions").get(0).path("url").asString()).isEqualTo(LINK);
    }

    @Test
    void tellsWhyItWasNotTakenWithoutTheAddress() {
        status = 404;
        var refused = catchThrowableOfType(NodeFailure.class, () -> send("slack", "Patch?"));
        assertThat(refused.code()).isEqualTo("chat.refused");
        assertThat(refused).hasMessageContaining("no_service").hasMessageContaining("'chat'");
        assertThat(refused.getMessage()).doesNotContain("secret");

        status = 503;
        var unknown = catchThrowableOfType(NodeFailure.class, () -> send("teams", "Patch?"));
        assertThat(unknown.outcome()).isEqualTo(Outcome.UNKNOWN);
        status = 429;
        assertThat(catchThrowableOfType(NodeFailure.class, () -> send("slack", "Patch?")).code())
                .isEqualTo("chat.rate-limited");
    }

    @Test
    void aConnectionOfAnotherKindCarriesNoMessages() {
        var failure = catchThrowableOfType(NodeFailure.class, () -> send("aws", "Patch?"));

        assertThat(failure.code()).isEqualTo("chat.bad-config");
        assertThat(taken).isEmpty();
    }

    private String probe(String type, String url) throws NodeFailure {
        var connection = new Connection("chat", type, Map.of(), Map.of("url", url));
        for (var probe :
                new NotifyNodes()
                        .connectionProbes(new NodeEnvironment(() -> NOW, Set.of(host())))) {
            if (probe.connectionType().equals(type)) {
                return probe.probe(connection, new TestContext().with(connection).leased(false));
            }
        }
        throw new AssertionError("no probe");
    }

    private NodeFailure refused(String type, String url) {
        return catchThrowableOfType(NodeFailure.class, () -> probe(type, url));
    }

    @Test
    @DisplayName("The test of a Slack connection posts nothing: a message without a text is none")
    void triesSlackWithoutPosting() throws NodeFailure {
        var url = "http://" + host() + "/services/T0/secret";
        status = 400;
        said = "no_text";

        assertThat(probe("slack", url)).contains("nothing was posted");

        assertThat(taken).containsExactly("{}");
        status = 404;
        said = "no_service";
        var gone = refused("slack", url);
        assertThat(gone).hasMessageContaining("no_service");
        assertThat(gone.getMessage()).doesNotContain("secret");
        status = 200;
        assertThat(refused("slack", url).code()).isEqualTo("chat.refused");
    }

    @Test
    @DisplayName("The test of a Teams connection sends nothing, for whatever is sent begins a flow")
    void triesTeamsWithoutSending() {
        assertThat(refused("teams", "http://" + host() + "/workflows/secret").code())
                .isEqualTo("connection.bad-setting");
        assertThat(refused("teams", "https://127.0.0.1:1/workflows/secret").code())
                .isEqualTo("chat.egress-refused");
        assertThat(taken).isEmpty();
    }
}
