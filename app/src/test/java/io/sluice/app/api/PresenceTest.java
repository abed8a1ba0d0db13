package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PresenceTest {
    private final TestServer server = TestServer.shared();

    @Test
    void tellsWhoElseHasItOpen() {
        var workflow = server.published(Drawings.manual(TestServer.unique("shared")));
        var path = "/api/v1/workflows/" + workflow + "/presence";
        var name = server.user("editor");
        var alice = server.signedIn(name);
        var bob = server.signedIn(server.user("viewer"));

        assertThat(alice.put(path, Map.of("tab", "a1", "editing", true)).json().at("others").list())
                .isEmpty();
        var others = bob.put(path, Map.of("tab", "b1")).json().at("others").list();
        assertThat(others).hasSize(1);
        assertThat(others.getFirst().text("user")).isEqualTo(name);
        assertThat(others.getFirst().flag("editing")).isTrue();

        bob.delete(path + "?tab=a1");
        assertThat(bob.put(path, Map.of("tab", "b1")).json().at("others").list()).hasSize(1);
        assertThat(alice.delete(path + "?tab=a1").status()).isEqualTo(204);
        assertThat(bob.put(path, Map.of("tab", "b1")).json().at("others").list()).isEmpty();

        assertThat(bob.put(path, Map.of("tab", "no spaces")).code()).isEqualTo("BAD_INPUT");
        assertThat(bob.put("/api/v1/workflows/none/presence", Map.of("tab", "b")).status())
                .isEqualTo(404);
    }

    @Test
    void givesAVersionAName() {
        var workflow = server.published(Drawings.manual(TestServer.unique("named")));
        var path = "/api/v1/workflows/" + workflow + "/versions/";

        var named = server.admin().patch(path + "1", Map.of("comment", "Before the audit"));

        assertThat(named.json().text("comment")).isEqualTo("Before the audit");
        var kept = server.admin().get(path + "1").json();
        assertThat(kept.text("comment")).isEqualTo("Before the audit");
        assertThat(kept.text("hash")).isEqualTo(named.json().text("hash"));
        assertThat(server.admin().patch(path + "9", Map.of("comment", "x")).status())
                .isEqualTo(404);
        assertThat(server.admin().patch(path + "1", Map.of()).code()).isEqualTo("BAD_INPUT");
        var operator = server.signedIn(server.user("operator"));
        assertThat(operator.patch(path + "1", Map.of("comment", "x")).status()).isEqualTo(403);
    }
}
