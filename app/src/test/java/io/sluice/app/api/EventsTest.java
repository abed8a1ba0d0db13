package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.cli.client.Tree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventsTest {
    private final TestServer server = TestServer.shared();

    private String hook(String workflow) {
        var secret =
                server.admin()
                        .post("/api/v1/workflows/" + workflow + "/triggers/begin/secret", Map.of());
        assertThat(secret.status()).as(secret.toString()).isIn(200, 201);
        return secret.json().text("secret");
    }

    private List<Tree> events(String query) {
        return server.admin().get("/api/v1/events" + query).json().list("items");
    }

    @Test
    void showsWhatCameInWithoutSecrets() {
        var workflow = server.enabled(Drawings.webhook("events", "token"));
        var other = server.enabled(Drawings.webhook("others", "token"));
        var body =
                "{\"host\": \"web-1\", \"apiKey\": \"abc123\", \"inner\": {\"password\": \"p\"}}";
        var sent =
                server.anonymous()
                        .with("X-Sluice-Token", hook(workflow))
                        .raw("POST", server.hookPath(workflow), "application/json", body);
        assertThat(sent.status()).as(sent.toString()).isEqualTo(202);

        var listed = events("?workflow=" + workflow);
        assertThat(listed).hasSize(1);
        assertThat(events("?workflow=" + other)).isEmpty();
        assertThat(events("?workflow=" + workflow + "&outcome=duplicate")).isEmpty();
        var shown = server.admin().get("/api/v1/events/" + listed.getFirst().text("id")).json();

        assertThat(shown.text("outcome")).isEqualTo("started");
        assertThat(shown.at("payload", "body").text("host")).isEqualTo("web-1");
        assertThat(shown.at("payload", "body").text("apiKey")).isEqualTo("•••");
        assertThat(shown.at("payload", "body", "inner").text("password")).isEqualTo("•••");
        assertThat(shown.flag("cut")).isFalse();
    }

    @Test
    void tellsOfEventsThatWokeNobody() {
        var secret = server.admin().post("/api/v1/hooks/servicenow/secret", Map.of());
        assertThat(secret.status()).as(secret.toString()).isIn(200, 201);
        var id = "0123456789abcdef0123456789abcdef";
        var sent =
                server.anonymous()
                        .with("X-Flow-Token", secret.json().text("secret"))
                        .raw(
                                "POST",
                                "/hooks/servicenow",
                                "application/json",
                                "{\"table\": \"change_request\", \"sys_id\": \"" + id + "\"}");
        assertThat(sent.status()).as(sent.toString()).isEqualTo(202);

        var listed =
                events("?outcome=ignored").stream()
                        .filter(one -> one.text("detail").contains(id))
                        .toList();
        assertThat(listed)
                .singleElement()
                .satisfies(one -> assertThat(one.text("detail")).startsWith("No run waits for "));
        var shown = server.admin().get("/api/v1/events/" + listed.getFirst().text("id")).json();
        assertThat(shown.at("payload").text("sys_id")).isEqualTo(id);
    }

    @Test
    void knowsNoOtherEvents() {
        assertThat(server.admin().get("/api/v1/events/none").status()).isEqualTo(404);
        assertThat(server.admin().get("/api/v1/events/999999999").status()).isEqualTo(404);
        assertThat(events("?outcome=woke")).isEmpty();
    }
}
