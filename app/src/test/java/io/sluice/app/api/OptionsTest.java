package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.sluice.app.cli.client.Tree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Options through a ServiceNow that answers over a socket.
class OptionsTest {
    private static final AtomicInteger CALLS = new AtomicInteger();
    private static volatile int status = 200;
    private static HttpServer outside;
    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        outside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        outside.createContext(
                "/api/now/table/sys_user_group",
                exchange -> {
                    CALLS.incrementAndGet();
                    var body =
                            """
                            {"result": [
                              {"sys_id": "11111111111111111111111111111111", "name": "Cloud", "active": "true"},
                              {"sys_id": "22222222222222222222222222222222", "name": "Security", "active": "true"}]}
                            """
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        outside.start();
        server =
                TestServer.start(
                        "--sluice.allowed-private-hosts=localhost:"
                                + outside.getAddress().getPort());
    }

    @AfterAll
    static void stop() {
        server.close();
        outside.stop(0);
    }

    private static String connection() {
        var name = TestServer.unique("desk");
        var made =
                server.admin()
                        .post(
                                "/api/v1/connections",
                                Map.of(
                                        "name",
                                        name,
                                        "type",
                                        "servicenow",
                                        "settings",
                                        Map.of(
                                                "url",
                                                "http://localhost:"
                                                        + outside.getAddress().getPort(),
                                                "username",
                                                "sluice"),
                                        "secrets",
                                        Map.of("password", "very-secret-word")));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return name;
    }

    private static Client.Reply ask(String connection, String source, String query) {
        return server.admin()
                .get("/api/v1/connections/" + connection + "/options/" + source + query);
    }

    @Test
    void searchesAndAsksOnlyOnceInAWhile() {
        var name = connection();
        int before = CALLS.get();

        var all = ask(name, "servicenow.assignment-groups", "").json();
        var some = ask(name, "servicenow.assignment-groups", "?query=secUR").json();

        assertThat(all.flag("complete")).isTrue();
        assertThat(all.list("options").stream().map(one -> one.text("label")))
                .containsExactly("Cloud", "Security");
        assertThat(some.list("options"))
                .singleElement()
                .satisfies(one ->
                        assertThat(one.text("value"))
                                .isEqualTo("22222222222222222222222222222222"));
        assertThat(CALLS.get() - before).isEqualTo(1);
    }

    @Test
    void saysWhatTheOutsideSystemSaid() {
        status = 401;
        try {
            var reply = ask(connection(), "servicenow.assignment-groups", "");

            assertThat(reply.status()).isEqualTo(424);
            assertThat(reply.code()).isEqualTo("OPTIONS_UNAVAILABLE");
            assertThat(reply.json().text("detail"))
                    .startsWith("servicenow.")
                    .doesNotContain("very-secret-word");
        } finally {
            status = 200;
        }
    }

    @Test
    void refusesQuestionsThatMakeNoSense() {
        var name = connection();
        var groups = "servicenow.assignment-groups";

        assertThat(ask("none", groups, "").status()).isEqualTo(404);
        assertThat(ask(name, "servicenow.none", "").status()).isEqualTo(404);
        assertThat(ask(name, "aws.regions", "").code()).isEqualTo("BAD_INPUT");
        assertThat(ask(name, groups, "?region=x").code()).isEqualTo("BAD_INPUT");
        assertThat(ask(name, groups, "?query=" + "x".repeat(500)).code()).isEqualTo("BAD_INPUT");
        var viewer = server.signedIn(server.user("viewer"));
        assertThat(viewer.get("/api/v1/connections/" + name + "/options/" + groups).status())
                .isEqualTo(403);
    }

    @Test
    void schemasNameTheirSources() {
        var types = server.admin().get("/api/v1/node-types").json().list("nodeTypes");
        var quarantine = config(types, "aws.ec2.quarantine");

        assertThat(quarantine.at("region", "x-options").text("source")).isEqualTo("aws.regions");
        assertThat(quarantine.at("instanceId", "x-options").text("source"))
                .isEqualTo("aws.instances");
        assertThat(quarantine.at("instanceId", "x-options").at("needs").texts())
                .containsExactly("region");
        assertThat(config(types, "qualys.tag-asset").at("tag", "x-options").text("source"))
                .isEqualTo("qualys.tags");
        assertThat(
                        config(types, "qualys.perimeter-scan")
                                .at("connectorName", "x-options")
                                .text("source"))
                .isEqualTo("qualys.connectors");
        assertThat(
                        config(types, "servicenow.create-change")
                                .at("assignmentGroup", "x-options")
                                .text("source"))
                .isEqualTo("servicenow.assignment-groups");
    }

    private static Tree config(java.util.List<Tree> types, String id) {
        return types.stream()
                .filter(one -> one.text("id").equals(id))
                .findFirst()
                .orElseThrow()
                .at("configSchema", "properties");
    }
}
