package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How long ended runs are kept.
class RetentionTest {
    private final TestServer server = TestServer.shared();

    private Client.Reply put(@Nullable Integer completed, List<Map<String, ?>> workflows) {
        var body = new HashMap<String, @Nullable Object>();
        body.put("completed", completed);
        body.put("failed", 90);
        body.put("canceled", null);
        body.put("history", null);
        body.put("workflows", workflows);
        return server.admin().put("/api/v1/retention", body);
    }

    @Test
    void keepsTheRulesAndWhatIsYoungerThanThey() {
        var workflow = server.published(Drawings.manual(TestServer.unique("kept")));
        var run =
                server.admin()
                        .post("/api/v1/workflows/" + workflow + "/runs", Map.of())
                        .json()
                        .text("id");
        server.awaitRun(run, "completed");

        var changed = put(30, List.of(Map.of("workflow", workflow, "completed", 1)));
        assertThat(changed.status()).isEqualTo(200);
        var read = server.admin().get("/api/v1/retention").json();
        assertThat(read.text("completed")).isEqualTo("30");
        assertThat(read.at("workflows").list().getFirst().text("workflow")).isEqualTo(workflow);

        var purged = server.admin().post("/api/v1/retention/purge", Map.of());
        assertThat(purged.json().text("runs")).isEqualTo("0");
        assertThat(server.admin().get("/api/v1/runs/" + run).status()).isEqualTo(200);
        assertThat(server.admin().get("/api/v1/history").json().at("items").list()).isEmpty();
    }

    @Test
    void refusesWhatIsNoNumberOfDays() {
        assertThat(put(0, List.of()).status()).isEqualTo(400);
        assertThat(put(100_000, List.of()).status()).isEqualTo(400);
    }
}
