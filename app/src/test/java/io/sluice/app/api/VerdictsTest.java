package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.codec.value.JsonValues;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// F018: a control shows pass or fail for each resource, by what its workflow has said.
class VerdictsTest {
    private final TestServer server = TestServer.shared();

    private static Map<String, @Nullable Object> control(String name) {
        return JsonValues.readObject(
                """
                {"schema": 1, "name": "%s",
                 "nodes": [
                   {"id": "begin", "kind": "start", "trigger": "manual", "config": {"schema":
                     {"type": "object", "required": ["bucket", "open"], "properties":
                       {"bucket": {"type": "string"}, "open": {"type": "boolean"}}}}},
                   {"id": "judged", "kind": "end", "verdict": {"resource": "=trigger.input.bucket",
                     "pass": "!trigger.input.open", "reason": "Open: ${trigger.input.open}"}}],
                 "edges": [{"id": "e1", "from": "begin", "to": "judged"}]}
                """
                        .formatted(name));
    }

    private String judge(String workflow, String bucket, boolean open) {
        var run =
                server.admin()
                        .post(
                                "/api/v1/workflows/" + workflow + "/runs",
                                Map.of("input", Map.of("bucket", bucket, "open", open)))
                        .json()
                        .text("id");
        server.awaitRun(run, "completed");
        return run;
    }

    private Client.Reply verdicts(String workflow, String query) {
        return server.admin().get("/api/v1/workflows/" + workflow + "/verdicts" + query);
    }

    @Test
    void ofEachResourceTheLastVerdictCounts() {
        var workflow = server.published(control(TestServer.unique("buckets")));
        judge(workflow, "logs", true);
        judge(workflow, "backup", false);
        var last = judge(workflow, "logs", false);
        judge(workflow, "www", true);

        var all = verdicts(workflow, "").json();
        assertThat(all.text("passed")).isEqualTo("2");
        assertThat(all.text("failed")).isEqualTo("1");
        assertThat(all.list("items"))
                .extracting(one -> one.text("resource") + " " + one.text("result"))
                .containsExactly("backup pass", "logs pass", "www fail");
        assertThat(all.list("items").get(1).text("run")).isEqualTo(last);
        assertThat(verdicts(workflow, "?result=fail").json().list("items"))
                .extracting(one -> one.text("resource") + ": " + one.text("reason"))
                .containsExactly("www: Open: true");
    }

    @Test
    void comesPageByPage() {
        var workflow = server.published(control(TestServer.unique("buckets")));
        for (var bucket : new String[] {"a", "b", "c"}) {
            judge(workflow, bucket, false);
        }

        var first = verdicts(workflow, "?limit=2").json();
        assertThat(first.list("items")).hasSize(2);
        assertThat(verdicts(workflow, "?limit=2&cursor=" + first.text("next")).json().list("items"))
                .extracting(one -> one.text("resource"))
                .containsExactly("c");
    }

    @Test
    void refusesWhatItCannotAnswer() {
        var workflow = server.published(control(TestServer.unique("buckets")));

        assertThat(verdicts(workflow, "?result=maybe").status()).isEqualTo(400);
        assertThat(verdicts("nobody", "").status()).isEqualTo(404);
    }
}
