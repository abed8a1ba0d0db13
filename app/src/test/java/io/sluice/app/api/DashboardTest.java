package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.cli.client.Tree;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DashboardTest {
    private final TestServer server = TestServer.shared();

    private String start(String workflow, Map<String, ?> body) {
        return server.admin()
                .post("/api/v1/workflows/" + workflow + "/runs", body)
                .json()
                .text("id");
    }

    private Tree dashboard(String workflow) {
        return server.admin().get("/api/v1/dashboard?workflow=" + workflow).json();
    }

    @Test
    void countsRunsButNeitherDryOnesNorDrafts() {
        var workflow = server.published(Drawings.manual(TestServer.unique("counted")));
        server.awaitRun(start(workflow, Map.of()), "completed");
        server.awaitRun(start(workflow, Map.of("dryRun", true)), "completed");
        server.awaitRun(start(workflow, Map.of("draft", true)), "completed");

        var dashboard = dashboard(workflow);

        assertThat(dashboard.number("runs", "totals", "started")).isEqualTo(1);
        assertThat(dashboard.number("runs", "totals", "completed")).isEqualTo(1);
        assertThat(dashboard.at("runs", "buckets").list()).hasSize(8);
        assertThat(dashboard.at("durations").list().getFirst().text("workflow", "id"))
                .isEqualTo(workflow);
        assertThat(dashboard.text("bucketSeconds")).isEqualTo("86400");
    }

    @Test
    void saysNothingWhereNothingIsKnown() {
        var workflow = server.published(Drawings.manual(TestServer.unique("unknown")));
        server.awaitRun(start(workflow, Map.of()), "completed");

        var text = server.admin().get("/api/v1/dashboard?workflow=" + workflow).body();

        assertThat(text)
                .contains("\"mttd\":{\"seconds\":null,\"count\":0}")
                .contains("\"mttp\":{\"seconds\":null,\"count\":0}")
                .contains("\"mttr\":{\"seconds\":null,\"count\":0}")
                .contains("\"timeToPatch\":{\"seconds\":null,\"count\":0")
                .contains("\"decidedMedianSeconds\":null");
    }

    @Test
    void measuresDetectionFromWhatTheSenderSays() {
        var workflow = server.enabled(Drawings.newVm(TestServer.unique("detected")));
        var key =
                server.admin()
                        .post("/api/v1/hooks/eventbridge/secret", Map.of())
                        .json()
                        .text("secret");
        server.anonymous()
                .with("X-Api-Key", key)
                .raw(
                        "POST",
                        "/hooks/eventbridge",
                        "application/json",
                        """
                        {"version":"0","id":"dash-1","source":"aws.ec2","account":"111122223333",
                         "detail-type":"EC2 Instance State-change Notification","region":"us-east-1",
                         "time":"2026-01-05T10:00:00Z","resources":[],
                         "detail":{"instance-id":"i-0da5b22cc33dd4411","state":"running"}}
                        """);

        var mttd = dashboard(workflow).at("measures", "mttd");

        assertThat(mttd.number("count")).isEqualTo(1);
        assertThat(mttd.number("seconds")).isGreaterThan(60);
        server.admin().post("/api/v1/workflows/" + workflow + "/disable", Map.of());
    }

    @Test
    void tellsWhoWaitsForADecision() {
        var workflow = server.published(Drawings.asking(TestServer.unique("undecided")));
        var run = start(workflow, Map.of());
        TestServer.await(() -> dashboard(workflow).number("approvals", "waiting") == 1);

        assertThat(dashboard(workflow).text("approvals", "oldestAt")).isNotEmpty();
        assertThat(dashboard(workflow).number("runs", "totals", "running")).isEqualTo(1);
        server.admin().post("/api/v1/runs/" + run + "/cancel", Map.of());
        server.awaitRun(run, "canceled");
    }

    @Test
    void refusesAWindowThatIsNone() {
        var path = "/api/v1/dashboard?from=2026-01-05T10:00:00Z&to=";

        assertThat(server.admin().get(path + "2026-01-05T09:00:00Z").code()).isEqualTo("BAD_INPUT");
        assertThat(server.admin().get(path + "2026-09-05T09:00:00Z").code()).isEqualTo("BAD_INPUT");
        assertThat(server.admin().get(path + "soon").code()).isEqualTo("BAD_INPUT");
        assertThat(server.anonymous().get("/api/v1/dashboard").status()).isEqualTo(401);
    }
}
