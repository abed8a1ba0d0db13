package io.sluice.app.abuse;

import io.sluice.app.api.Client;
import io.sluice.app.api.TestServer;
import io.sluice.codec.value.JsonValues;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Drafts, and asking for them to be published.
final class Drafts {
    private Drafts() {}

    /// start → a request that changes something outside → end.
    static Map<String, @Nullable Object> dangerous() {
        return JsonValues.readObject(
                """
                {"schema": 1, "name": "%s",
                 "nodes": [
                   {"id": "begin", "kind": "start", "trigger": "manual"},
                   {"id": "change", "kind": "task", "type": "http.request",
                    "config": {"url": "https://example.com/isolate"}},
                   {"id": "done", "kind": "end"}],
                 "edges": [
                   {"id": "e1", "from": "begin", "to": "change"},
                   {"id": "e2", "from": "change", "to": "done"}]}
                """
                        .formatted(TestServer.unique("dangerous")));
    }

    static String drawn(Client by, Map<String, ?> document) {
        return Things.require(by.post("/api/v1/workflows", Map.of("document", document)))
                .json()
                .text("id");
    }

    static Client.Reply publish(Client by, String workflow, int revision) {
        return by.with("If-Match", "\"" + revision + "\"")
                .post("/api/v1/workflows/" + workflow + "/publish", Map.of("comment", "x"));
    }

    static Client.Reply ask(Client by, String workflow, int revision) {
        return by.with("If-Match", "\"" + revision + "\"")
                .put("/api/v1/workflows/" + workflow + "/publish-request", Map.of("comment", "x"));
    }

    static Client.Reply save(Client by, String workflow, int revision) {
        return by.with("If-Match", "\"" + revision + "\"")
                .put("/api/v1/workflows/" + workflow + "/draft", Map.of("document", dangerous()));
    }
}
