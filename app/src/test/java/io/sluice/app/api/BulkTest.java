package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BulkTest {
    private final TestServer server = TestServer.shared();

    private String waiting() {
        var workflow =
                server.published(
                        Drawings.waiting(TestServer.unique("bulk"), TestServer.unique("key")));
        var run =
                server.admin()
                        .post("/api/v1/workflows/" + workflow + "/runs", Map.of())
                        .json()
                        .text("id");
        server.awaitRun(run, "running");
        return run;
    }

    private static Client.Reply bulk(Client client, List<String> runs, String action) {
        return client.post(
                "/api/v1/runs/bulk", Map.of("runs", runs, "action", action, "reason", "clean up"));
    }

    @Test
    void answersForEachRunByItself() {
        var first = waiting();
        var second = waiting();

        var results =
                bulk(server.admin(), List.of(first, "no-such-run", second), "cancel")
                        .json()
                        .at("results")
                        .list();

        assertThat(results).extracting(one -> one.flag("ok")).containsExactly(true, false, true);
        assertThat(results.get(1).text("problem", "code")).isEqualTo("NOT_FOUND");
        server.awaitRun(first, "canceled");
        server.awaitRun(second, "canceled");
        var audit = server.admin().get("/api/v1/audit?limit=200").json().list();
        assertThat(audit)
                .anySatisfy(one -> {
                    assertThat(one.text("action")).isEqualTo("run.cancel");
                    assertThat(one.text("subject")).isEqualTo(second);
                });
    }

    @Test
    void retriesOnlyWhatWaitsForAPerson() {
        var run = waiting();

        var result =
                bulk(server.admin(), List.of(run), "retry").json().at("results").list().getFirst();

        assertThat(result.flag("ok")).isFalse();
        assertThat(result.text("problem", "code")).isEqualTo("RUN_REFUSED");
        bulk(server.admin(), List.of(run), "cancel");
    }

    @Test
    void retriesEveryOpenIncident() {
        var workflow = server.published(Drawings.failing(TestServer.unique("bulk-failing")));
        var run =
                server.admin()
                        .post("/api/v1/workflows/" + workflow + "/runs", Map.of())
                        .json()
                        .text("id");
        TestServer.await(() -> failures(workflow) == 1);

        var reply = bulk(server.admin(), List.of(run), "retry");

        assertThat(reply.json().at("results").list().getFirst().flag("ok")).isTrue();
        TestServer.await(() -> failures(workflow) == 2);
        bulk(server.admin(), List.of(run), "cancel");
        server.awaitRun(run, "canceled");
    }

    private long failures(String workflow) {
        return server
                .admin()
                .get("/api/v1/dashboard?workflow=" + workflow)
                .json()
                .at("failures")
                .list()
                .stream()
                .mapToLong(one -> one.number("count"))
                .sum();
    }

    @Test
    void refusesThoseWhoMayNotAndWhatMakesNoSense() {
        var viewer = server.signedIn(server.user("viewer"));

        assertThat(bulk(viewer, List.of("any"), "cancel").status()).isEqualTo(403);
        assertThat(bulk(server.admin(), List.of("any"), "delete").code()).isEqualTo("BAD_INPUT");
        assertThat(bulk(server.admin(), List.of(), "cancel").code()).isEqualTo("BAD_INPUT");
        assertThat(bulk(server.admin(), Collections.nCopies(501, "r"), "cancel").code())
                .isEqualTo("BAD_INPUT");
    }
}
