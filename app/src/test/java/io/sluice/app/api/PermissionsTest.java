package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.codec.value.JsonValues;
import java.util.List;
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
        assertThat(uses(path)).containsExactly("test");
        var workflow = TestServer.unique("Nightly");
        server.admin().post("/api/v1/workflows", Map.of("document", stopping(workflow, name)));

        var needs = server.admin().get(path).json();

        assertThat(uses(path)).containsExactly("run", "test", "choices", "choices");
        assertThat(needs.list("needs").getFirst().text("nodeType")).isEqualTo("aws.ec2.stop");
        assertThat(needs.list("needs").getFirst().at("workflows").texts())
                .containsExactly(workflow);
        assertThat(needs.list("documents").getFirst().text("text"))
                .contains("ec2:StopInstances", "arn:aws:ec2:*:111122223333:instance/*")
                .doesNotContain("TerminateInstances");
        assertThat(uses("/api/v1/connections/" + other + "/permissions")).containsExactly("test");
    }

    private List<String> uses(String path) {
        return server.admin().get(path).json().list("needs").stream()
                .map(need -> need.text("use"))
                .toList();
    }

    @Test
    @DisplayName(
            "V13.2.2: what the test and the lists ask for is told, and apart from what runs do")
    void areThoseOfTheTestAndOfLists() {
        var name = connection();
        server.admin()
                .post(
                        "/api/v1/workflows",
                        Map.of("document", stopping(TestServer.unique("Nightly"), name)));

        var documents =
                server.admin()
                        .get("/api/v1/connections/" + name + "/permissions")
                        .json()
                        .list("documents");

        assertThat(documents.getFirst().text("text"))
                .contains("ec2:DescribeInstances")
                .doesNotContain("ec2:DescribeRegions");
        assertThat(documents.getLast().text("title"))
                .isEqualTo("IAM policy, for lists in the editor");
        assertThat(documents.getLast().text("text")).contains("ec2:DescribeRegions");
    }

    @Test
    @DisplayName("V13.2.2: a ServiceNow user's tables are those that the steps name")
    void namesTablesAndOperations() {
        var name = TestServer.unique("snow");
        server.admin()
                .post(
                        "/api/v1/connections",
                        Map.of(
                                "name",
                                name,
                                "type",
                                "servicenow",
                                "settings",
                                Map.of("url", "https://acme.service-now.com")));
        var document =
                JsonValues.readObject(
                        """
                        {"schema": 1, "name": "%s",
                         "nodes": [
                           {"id": "begin", "kind": "start", "trigger": "manual"},
                           {"id": "open", "kind": "task", "type": "servicenow.create-incident",
                            "config": {"connection": "%s", "shortDescription": "x"}},
                           {"id": "note", "kind": "task", "type": "servicenow.update-record",
                            "config": {"connection": "%s", "table": "cmdb_ci", "record": "%s"}}],
                         "edges": [
                           {"id": "e1", "from": "begin", "to": "open"},
                           {"id": "e2", "from": "open", "to": "note"}]}
                        """
                                .formatted(TestServer.unique("W"), name, name, "0".repeat(32)));
        assertThat(server.admin().post("/api/v1/workflows", Map.of("document", document)).status())
                .isEqualTo(201);

        var rights =
                server.admin()
                        .get("/api/v1/connections/" + name + "/permissions")
                        .json()
                        .list("documents")
                        .getFirst();

        assertThat(rights.text("title")).isEqualTo("Tables and operations of the ServiceNow user");
        assertThat(rights.text("text"))
                .isEqualTo(
                        """
                        change_request
                          read  test

                        cmdb_ci
                          read   servicenow.update-record
                          write  servicenow.update-record

                        incident
                          create  servicenow.create-incident
                          read    servicenow.create-incident
                          write   servicenow.create-incident

                        sys_journal_field
                          read  servicenow.update-record

                        sysapproval_approver
                          read  test
                        """);
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
