package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.codec.value.JsonValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Everything a for-each has come to can be had, however many its items are.
class ItemsTest {
    private final TestServer server = TestServer.shared();

    /// Every third item fails.
    private static Map<String, @Nullable Object> each(String name) {
        return JsonValues.readObject(
                """
                {"schema": 1, "name": "%s",
                 "nodes": [
                   {"id": "begin", "kind": "start", "trigger": "manual", "config": {"schema":
                     {"type": "object", "required": ["numbers"], "properties":
                       {"numbers": {"type": "array", "items": {"type": "integer"}}}}}},
                   {"id": "each", "kind": "for-each", "items": "trigger.input.numbers",
                    "atOnce": 4, "onFailure": "go-on"},
                   {"id": "one", "kind": "begin", "in": "each"},
                   {"id": "which", "kind": "choice", "in": "each"},
                   {"id": "bad", "kind": "end", "in": "each",
                    "error": {"code": "third", "message": "Not this one"}},
                   {"id": "good", "kind": "end", "in": "each",
                    "result": {"twice": "=item * 2"}},
                   {"id": "done", "kind": "end"}],
                 "edges": [
                   {"id": "e1", "from": "begin", "to": "each"},
                   {"id": "e2", "from": "each", "to": "done"},
                   {"id": "e3", "from": "one", "to": "which"},
                   {"id": "e4", "from": "which", "to": "bad", "when": "item %% 3 == 0"},
                   {"id": "e5", "from": "which", "to": "good", "otherwise": true}]}
                """
                        .formatted(name));
    }

    private static String items(String run, String node, String query) {
        return "/api/v1/runs/" + run + "/nodes/" + node + "/items" + query;
    }

    private String ended() {
        var workflow = server.enabled(each(TestServer.unique("each")));
        var run =
                server.admin()
                        .post(
                                "/api/v1/workflows/" + workflow + "/runs",
                                Map.of("input", Map.of("numbers", List.of(1, 2, 3, 4, 5))))
                        .json()
                        .text("id");
        server.awaitRun(run, "completed");
        return run;
    }

    @Test
    void theyCanBeHadPageByPage() {
        var run = ended();

        var found = new ArrayList<String>();
        var cursor = "";
        do {
            var page = server.admin().get(items(run, "each", "?limit=2" + cursor)).json();
            page.list("items")
                    .forEach(item ->
                            found.add(
                                    item.text("outcome")
                                            + " "
                                            + item.text("result", "twice")
                                            + item.text("failure", "code")));
            cursor = page.text("next").isEmpty() ? "" : "&cursor=" + page.text("next");
        } while (!cursor.isEmpty());

        assertThat(found).containsExactly("done 2", "done 4", "failed third", "done 8", "done 10");
    }

    @Test
    void whatHasNoneGivesAnEmptyPageAndNonsenseIsRefused() {
        var run = ended();
        var admin = server.admin();

        assertThat(admin.get(items(run, "done", "")).json().list("items")).isEmpty();
        assertThat(admin.get(items(run, "each", "?visit=2")).json().list("items")).isEmpty();
        assertThat(admin.get(items(run, "each", "?cursor=x")).status()).isEqualTo(400);
        assertThat(admin.get(items(run, "each", "?cursor=2147483647")).status()).isEqualTo(400);
        assertThat(admin.get(items("nobody", "each", "")).status()).isEqualTo(404);
    }
}
