package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ApprovalsTest {
    private final TestServer server = TestServer.shared();

    private String asked(Client author, Client requester) {
        var workflow = server.published(author, Drawings.asking(TestServer.unique("asking")));
        var run =
                requester
                        .post("/api/v1/workflows/" + workflow + "/runs", Map.of())
                        .json()
                        .text("id");
        TestServer.await(() ->
                server.admin().get("/api/v1/approvals?limit=500").json().list().stream()
                        .anyMatch(one -> one.text("run").equals(run)));
        return server.admin().get("/api/v1/approvals?limit=500").json().list().stream()
                .filter(one -> one.text("run").equals(run))
                .map(one -> "/api/v1/approvals/" + run + "/" + one.text("step"))
                .findFirst()
                .orElseThrow();
    }

    private static Client.Reply approve(Client client, String path) {
        var plan = client.post(path + "/plan", Map.of()).json().text("plan", "hash");
        return client.post(path, Map.of("decision", "approved", "comment", "fine", "plan", plan));
    }

    @Test
    void letsNeitherRequesterNorAuthorApprove() {
        var author = server.signedIn(server.user("editor", "approver"));
        var requester = server.signedIn(server.user("operator", "approver"));
        var other = server.signedIn(server.user("approver"));
        var path = asked(author, requester);

        assertThat(approve(author, path).code()).isEqualTo("SELF_APPROVAL");
        assertThat(approve(requester, path).code()).isEqualTo("SELF_APPROVAL");
        assertThat(approve(other, path).status()).isEqualTo(202);

        server.awaitRun(path.split("/")[4], "completed");
        assertThat(approve(other, path).code()).isEqualTo("RUN_REFUSED");
    }

    @Test
    void letsOnePersonApproveWhenTheInstallationSaysSo() {
        var alone = server.signedIn(server.user("editor", "operator", "approver", "admin"));
        var path = asked(alone, alone);
        assertThat(approve(alone, path).code()).isEqualTo("SELF_APPROVAL");

        alone.put("/api/v1/settings", Map.of("soloApproval", true));
        var reply = approve(alone, path);
        alone.put("/api/v1/settings", Map.of("soloApproval", false));

        assertThat(reply.status()).isEqualTo(202);
        var audit = server.admin().get("/api/v1/audit?limit=100").json();
        assertThat(audit.list())
                .anySatisfy(one -> assertThat(one.text("subject")).isEqualTo("solo-approval"))
                .anySatisfy(one -> {
                    assertThat(one.text("action")).isEqualTo("approval.decide");
                    assertThat(one.flag("detail", "solo")).isTrue();
                });
        assertThat(server.admin().get("/api/v1/audit/verify").json().flag("ok")).isTrue();
    }
}
