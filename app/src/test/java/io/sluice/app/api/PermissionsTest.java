package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.codec.value.JsonValues;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What the account behind a connection must be allowed, from the workflows that use it.
class PermissionsTest {
    private final TestServer server = TestServer.shared();

    private String connection() {
        var name = TestServer.unique("aws");
        var made =
                server.admin()
                        .post(
                                "/api/v1/connections",
                                Map.of(
                                        "name",
                                        name,
                                        "type",
                                        "aws",
                                        "settings",
                                        Map.of(
                                                "region", "us-east-1",
                                                "accountId", "111122223333")));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return name;
    }

    private static Map<String, @Nullable Object> stopping(String name, String connection) {
        return JsonValues.readObject(
                """
                {"schema": 1, "name": "%s",
                 "nodes": [
                   {"id": "begin", "kind": "start", "trigger": "manual"},
                   {"id": "stop", "kind": "task", "type": "aws.ec2.stop",
                    "config": {"connection": "%s", "instanceId": "i-0aa11bb22cc33dd44"}},
                   {"id": "done", "kind": "end"}],
                 "edges": [
                   {"id": "e1", "from": "begin", "to": "stop"},
                   {"id": "e2", "from": "stop", "to": "done"}]}
                """
                        .formatted(name, connection));
    }

    @Test
    @DisplayName("V13.2.2: steps in use make the policy, with the workflows that need them")
    void areThoseOfWhatWorkflowsUse() {
        var name = connection();
        var other = connection();
        var path = "/api/v1/connections/" + name + "/permissions";
        assertThat(server.admin().get(path).json().list("needs")).isEmpty();
        var workflow = TestServer.unique("Nightly");
        server.admin().post("/api/v1/workflows", Map.of("document", stopping(workflow, name)));

        var needs = server.admin().get(path).json();

        assertThat(needs.list("needs")).hasSize(1);
        assertThat(needs.list("needs").getFirst().text("nodeType")).isEqualTo("aws.ec2.stop");
        assertThat(needs.list("needs").getFirst().at("workflows").texts())
                .containsExactly(workflow);
        assertThat(needs.list("documents").getFirst().text("text"))
                .contains("ec2:StopInstances", "arn:aws:ec2:*:111122223333:instance/*")
                .doesNotContain("TerminateInstances");
        assertThat(
                        server.admin()
                                .get("/api/v1/connections/" + other + "/permissions")
                                .json()
                                .list("needs"))
                .isEmpty();
    }

    @Test
    @DisplayName("All steps of the kind are shown when they are asked for")
    void areThoseOfEveryStepOnRequest() {
        var path = "/api/v1/connections/" + connection() + "/permissions";

        assertThat(server.admin().get(path + "?of=all").json().list("needs"))
                .hasSizeGreaterThan(10);
        assertThat(server.admin().get(path + "?of=some").code()).isEqualTo("BAD_INPUT");
        assertThat(server.admin().get("/api/v1/connections/none/permissions").status())
                .isEqualTo(404);
    }
}
