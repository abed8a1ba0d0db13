package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunsTest {
    private final TestServer server = TestServer.shared();

    private String start(String workflow, Map<String, ?> body) {
        var reply = server.admin().post("/api/v1/workflows/" + workflow + "/runs", body);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(202);
        return reply.json().text("id");
    }

    @Test
    void startsOnceUnderOneKey() {
        var workflow = server.published(Drawings.manual(TestServer.unique("once")));
        var client = server.admin().with("Idempotency-Key", "k-1");
        var path = "/api/v1/workflows/" + workflow + "/runs";

        var first = client.post(path, Map.of("input", Map.of()));
        var again = client.post(path, Map.of("input", Map.of()));

        assertThat(again.json().text("id")).isEqualTo(first.json().text("id"));
        assertThat(first.json().flag("duplicate")).isFalse();
        assertThat(again.json().flag("duplicate")).isTrue();
    }

    @Test
    void showsARunWithItsStepsAndVariables() {
        var workflow = server.published(Drawings.manual(TestServer.unique("shown")));

        var run = server.awaitRun(start(workflow, Map.of("input", Map.of("a", 1))), "completed");

        assertThat(run.text("variables", "word")).isEqualTo("usual");
        assertThat(run.number("trigger", "input", "a")).isEqualTo(1);
        assertThat(run.list("steps").getFirst().text("status")).isEqualTo("completed");
        assertThat(run.number("edges", "e1")).isEqualTo(1);
        assertThat(run.at("document", "nodes").absent()).isFalse();
        assertThat(server.admin().get("/api/v1/runs/" + run.text("id") + "/log").body())
                .contains("hello");
    }

    @Test
    void checksInputAndVariablesBeforeAnythingBegins() {
        var workflow = server.published(Drawings.form(TestServer.unique("form")));
        var path = "/api/v1/workflows/" + workflow + "/runs";
        var admin = server.admin();

        var misfit = admin.post(path, Map.of("input", Map.of("count", "many")));
        var unknown =
                admin.post(path, Map.of("input", Map.of("count", 1), "variables", Map.of("x", 1)));

        assertThat(misfit.json().list("problems").getFirst().text("path"))
                .isEqualTo("/input/count");
        assertThat(unknown.json().list("problems").getFirst().text("path"))
                .isEqualTo("/variables/x");
        assertThat(admin.get("/api/v1/runs?workflow=" + workflow).json().list()).isEmpty();
    }

    @Test
    void runsADraftAsItStands() {
        var admin = server.admin();
        var made =
                admin.post(
                        "/api/v1/workflows",
                        Map.of("document", Drawings.manual(TestServer.unique("draft"))));
        var path = "/api/v1/workflows/" + made.json().text("id") + "/runs";

        assertThat(admin.post(path, Map.of()).code()).isEqualTo("NOT_PUBLISHED");
        assertThat(admin.post(path, Map.of("draft", true)).status()).isEqualTo(202);
    }

    @Test
    void begetsTheSameRunAgain() {
        var workflow = server.published(Drawings.manual(TestServer.unique("again")));
        var first =
                start(
                        workflow,
                        Map.of("input", Map.of("a", 7), "variables", Map.of("word", "mine")));
        server.awaitRun(first, "completed");

        var second =
                server.admin().post("/api/v1/runs/" + first + "/rerun", Map.of()).json().text("id");

        var run = server.awaitRun(second, "completed");
        assertThat(run.number("trigger", "input", "a")).isEqualTo(7);
        assertThat(run.text("variables", "word")).isEqualTo("mine");
    }

    @Test
    void deliversMessagesAndCancels() {
        var workflow =
                server.published(
                        Drawings.waiting(TestServer.unique("wait"), TestServer.unique("key")));
        var key = server.admin().get("/api/v1/workflows/" + workflow).json();
        var name = key.at("document", "nodes").list().get(1).text("until", "key");
        var told = start(workflow, Map.of());
        server.admin().post("/api/v1/messages", Map.of("name", "go", "key", name));
        server.awaitRun(told, "completed");

        var canceled = start(workflow, Map.of());
        var reply =
                server.admin()
                        .post("/api/v1/runs/" + canceled + "/cancel", Map.of("reason", "enough"));

        assertThat(reply.status()).isEqualTo(202);
        server.awaitRun(canceled, "canceled");
        assertThat(server.admin().post("/api/v1/runs/" + canceled + "/cancel", Map.of()).code())
                .isEqualTo("RUN_REFUSED");
    }

    @Test
    void pagesThroughLists() {
        var workflow = server.published(Drawings.manual(TestServer.unique("paged")));
        for (int i = 0; i < 5; i++) {
            start(workflow, Map.of());
        }
        var seen = new ArrayList<String>();
        var path = "/api/v1/runs?limit=2&workflow=" + workflow;
        var page = server.admin().get(path).json();
        while (true) {
            page.list().forEach(run -> seen.add(run.text("id")));
            if (page.text("next").isEmpty()) {
                break;
            }
            page = server.admin().get(path + "&cursor=" + page.text("next")).json();
        }

        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void resumesAStreamBehindTheLastEventSeen() throws Exception {
        var workflow = server.published(Drawings.manual(TestServer.unique("stream")));
        var run = start(workflow, Map.of());
        server.awaitRun(run, "completed");
        var versions =
                server.admin().get("/api/v1/runs/" + run + "/journal").json().list().stream()
                        .map(entry -> "id: " + entry.text("version"))
                        .toList();

        List<String> all;
        try (var lines = server.admin().lines("/api/v1/runs/" + run + "/stream")) {
            all = lines.filter(line -> line.startsWith("id: ")).limit(versions.size()).toList();
        }
        assertThat(all).isEqualTo(versions);
        if (versions.size() > 1) {
            var client = server.admin().with("Last-Event-ID", versions.getFirst().substring(4));
            try (var lines = client.lines("/api/v1/runs/" + run + "/stream")) {
                assertThat(lines.filter(line -> line.startsWith("id: ")).findFirst().orElseThrow())
                        .isEqualTo(versions.get(1));
            }
        }
    }

    @Test
    void tellsWatchersOfAllRuns() throws Exception {
        var workflow = server.published(Drawings.manual(TestServer.unique("watched")));
        try (var lines = server.admin().lines("/api/v1/runs/stream")) {
            var iterator = lines.iterator();
            assertThat(iterator.next()).startsWith("retry");
            var run = start(workflow, Map.of());

            String line;
            do {
                line = iterator.next();
            } while (!line.contains(run));

            assertThat(line).startsWith("id: ").contains(run);
        }
    }
}
