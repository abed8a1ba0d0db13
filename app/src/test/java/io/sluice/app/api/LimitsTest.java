package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How many runs of a workflow go on at once.
class LimitsTest {
    private final TestServer server = TestServer.shared();

    private Client.Reply limit(
            String workflow, @Nullable Integer runs, @Nullable String key, @Nullable Integer each) {
        var body = new HashMap<String, @Nullable Object>();
        body.put("maxRuns", runs);
        body.put("key", key);
        body.put("maxPerKey", each);
        return server.admin().put("/api/v1/workflows/" + workflow + "/limits", body);
    }

    private String start(String workflow) {
        return server.admin()
                .post("/api/v1/workflows/" + workflow + "/runs", Map.of())
                .json()
                .text("id");
    }

    private String waitingFor(String run) {
        return server.admin().get("/api/v1/runs/" + run).json().text("waitingFor");
    }

    @Test
    void runsBeyondTheLimitWaitForAPlaceAndSaySo() {
        var key = TestServer.unique("key");
        var workflow = server.published(Drawings.waiting(TestServer.unique("limited"), key));
        assertThat(limit(workflow, 1, null, null).status()).isEqualTo(200);

        var one = start(workflow);
        var two = start(workflow);
        assertThat(
                        server.admin()
                                .get("/api/v1/workflows/" + workflow + "/limits")
                                .json()
                                .text("maxRuns"))
                .isEqualTo("1");

        limit(workflow, null, null, null);
        for (var run : new String[] {one, two}) {
            TestServer.await(() -> waitingFor(run).startsWith("message"));
            server.admin().post("/api/v1/runs/" + run + "/cancel", Map.of("reason", "done"));
            server.awaitRun(run, "canceled");
        }
    }

    @Test
    void refusesLimitsThatAreNone() {
        var workflow = server.published(Drawings.manual(TestServer.unique("limited")));

        assertThat(limit(workflow, 0, null, null).status()).isEqualTo(400);
        assertThat(limit(workflow, null, null, 3).status()).isEqualTo(400);
        assertThat(limit("nobody", 1, null, null).status()).isEqualTo(404);
    }
}
