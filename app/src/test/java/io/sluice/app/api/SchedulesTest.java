package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SchedulesTest {
    private static final long HOUR_MICROS = 3_600_000_000L;

    private final TestServer server = TestServer.shared();

    /// In one step: a look in between would have seen the schedule and counted from then on.
    private void enabledAnHourAgo(String workflow) {
        server.bean(JdbcClient.class)
                .sql(
                        "update workflow set enabled = true, updated_at = updated_at - :hour where id = :id")
                .param("hour", HOUR_MICROS)
                .param("id", workflow)
                .update();
    }

    private int runs(String workflow) {
        return server.admin().get("/api/v1/runs?workflow=" + workflow).json().list().size();
    }

    @Test
    @DisplayName("F003: a tick begins one run, also when the server comes too late for it")
    void firesOnceForATickThatWasMissed() {
        var workflow = server.published(Drawings.everyMinute(TestServer.unique("tick")));
        var path = "/api/v1/workflows/" + workflow;

        enabledAnHourAgo(workflow);

        TestServer.await(() -> runs(workflow) > 0);
        assertThat(server.admin().get(path + "/triggers").json().list().getFirst().text("nextFire"))
                .isNotEmpty();
        server.admin().post(path + "/disable", Map.of());

        // Two when the minute has just turned, and never one for each of the sixty missed.
        assertThat(runs(workflow)).isBetween(1, 2);
        assertThat(
                        server.admin().get("/api/v1/events?outcome=started").json().list().stream()
                                .filter(event -> event.text("workflow").equals(workflow))
                                .map(event -> event.text("key"))
                                .distinct())
                .hasSize(runs(workflow));
    }
}
