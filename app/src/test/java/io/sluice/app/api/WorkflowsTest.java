package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkflowsTest {
    private final TestServer server = TestServer.shared();

    @Test
    void savesOnlyWhatWasSeen() {
        var admin = server.admin();
        var document = Drawings.manual(TestServer.unique("edited"));
        var made = admin.post("/api/v1/workflows", Map.of("document", document));
        var draft = "/api/v1/workflows/" + made.json().text("id") + "/draft";

        assertThat(made.header("ETag")).isEqualTo("\"1\"");
        assertThat(admin.put(draft, Map.of("document", document)).code()).isEqualTo("NO_IF_MATCH");
        assertThat(
                        admin.with("If-Match", "\"1\"")
                                .put(draft, Map.of("document", document))
                                .status())
                .isEqualTo(200);
        assertThat(admin.with("If-Match", "\"1\"").put(draft, Map.of("document", document)).code())
                .isEqualTo("STALE");
    }

    @Test
    void travelsAsBpmnAndComesBackTheSame() {
        var admin = server.admin();
        var document = Drawings.asking(TestServer.unique("bpmn"));
        var id = admin.post("/api/v1/workflows", Map.of("document", document)).json().text("id");

        var xml = admin.get("/api/v1/workflows/" + id + "/bpmn");
        var back =
                admin.raw(
                        "POST",
                        "/api/v1/workflows/import?save=true",
                        "application/bpmn+xml",
                        xml.body());

        assertThat(xml.header("Content-Type")).startsWith("application/bpmn+xml");
        assertThat(back.status()).as(back.toString()).isEqualTo(200);
        var copy = admin.get("/api/v1/workflows/" + back.json().text("id")).json();
        assertThat(copy.at("document"))
                .isEqualTo(admin.get("/api/v1/workflows/" + id).json().at("document"));
        assertThat(
                        admin.raw(
                                        "POST",
                                        "/api/v1/workflows/import",
                                        "application/bpmn+xml",
                                        "<x/>")
                                .status())
                .isEqualTo(422);
    }

    @Test
    void installsATemplateWithConnectionsOfItsOwn() {
        var admin = server.admin();
        var path = "/api/v1/templates/internet-facing-vm/install";

        var made =
                admin.post(
                        path,
                        Map.of(
                                "name", "Our VMs",
                                "connections", Map.of("aws", "aws-prod"),
                                "variables", Map.of("threshold", 500)));
        var wrong = admin.post(path, Map.of("variables", Map.of("threshold", "high")));

        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.json().at("document").texts()).contains("Our VMs", "aws-prod");
        assertThat(wrong.json().list("problems").getFirst().text("path"))
                .isEqualTo("/variables/threshold");
    }

    @Test
    void enablesOnlyWhatIsPublished() {
        var admin = server.admin();
        var made =
                admin.post(
                        "/api/v1/workflows",
                        Map.of("document", Drawings.manual(TestServer.unique("off"))));

        var reply = admin.post("/api/v1/workflows/" + made.json().text("id") + "/enable", Map.of());

        assertThat(reply.code()).isEqualTo("NOT_PUBLISHED");
    }

    @Test
    void forgetsADeletedWorkflowButNotItsRuns() {
        var admin = server.admin();
        var id = server.published(Drawings.manual(TestServer.unique("gone")));
        var run = admin.post("/api/v1/workflows/" + id + "/runs", Map.of()).json().text("id");
        server.awaitRun(run, "completed");

        assertThat(admin.delete("/api/v1/workflows/" + id).status()).isEqualTo(204);

        assertThat(admin.get("/api/v1/workflows/" + id).status()).isEqualTo(404);
        assertThat(admin.get("/api/v1/runs/" + run).status()).isEqualTo(200);
    }
}
