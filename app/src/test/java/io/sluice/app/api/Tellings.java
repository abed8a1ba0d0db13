package io.sluice.app.api;

import io.sluice.app.cli.client.Tree;
import io.sluice.codec.value.JsonValues;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Workflows that begin by messages and signals, and some that tell them.
public final class Tellings {
    private Tellings() {}

    /// Begins by a message or a signal with a score, and ends.
    ///
    /// @param kind `message` or `signal`
    public static Map<String, @Nullable Object> hearing(String kind, String name) {
        return JsonValues.readObject(
                """
                {"schema": 1, "name": "%s",
                 "nodes": [
                   {"id": "told", "kind": "start", "trigger": "%s", "config": {"%s": "%s",
                    "schema": {"type": "object", "properties": {"score": {"type": "integer"}}, "required": ["score"]}}},
                   {"id": "done", "kind": "end", "result": {"score": "=trigger.payload.score + 1"}}],
                 "edges": [{"id": "e1", "from": "told", "to": "done"}]}
                """
                        .formatted(TestServer.unique("hearing"), kind, kind, name));
    }

    /// Begins by hand and tells.
    public static Map<String, @Nullable Object> telling(String kind, String name) {
        return telling(kind, name, "manual", "{}");
    }

    /// Begins by a message or signal and tells it again.
    public static Map<String, @Nullable Object> echoing(String kind, String name) {
        return telling(kind, name, kind, "{\"%s\": \"%s\"}".formatted(kind, name));
    }

    private static Map<String, @Nullable Object> telling(
            String kind, String name, String trigger, String config) {
        return JsonValues.readObject(
                """
                {"schema": 1, "name": "%s",
                 "nodes": [
                   {"id": "begin", "kind": "start", "trigger": "%s", "config": %s},
                   {"id": "tell", "kind": "throw", "%s": "%s", %s "payload": {"score": 910}},
                   {"id": "done", "kind": "end"}],
                 "edges": [
                   {"id": "e1", "from": "begin", "to": "tell"},
                   {"id": "e2", "from": "tell", "to": "done"}]}
                """
                        .formatted(
                                TestServer.unique("telling"),
                                trigger,
                                config,
                                kind,
                                name,
                                kind.equals("message") ? "\"key\": \"vm-1\"," : ""));
    }

    /// Publishes and enables it.
    public static String enabled(TestServer server, Client by, Map<String, ?> document) {
        var id = server.published(by, document);
        var enabled = by.post("/api/v1/workflows/" + id + "/enable", Map.of());
        if (enabled.status() >= 300) {
            throw new IllegalStateException(enabled.toString());
        }
        return id;
    }

    public static Client.Reply run(Client by, String workflow) {
        return by.post("/api/v1/workflows/" + workflow + "/runs", Map.of());
    }

    public static List<Tree> runs(Client by, String workflow) {
        return by.get("/api/v1/runs?limit=200&workflow=" + workflow).json().list("items");
    }

    public static List<Tree> events(Client by, String workflow) {
        return by.get("/api/v1/events?limit=200&workflow=" + workflow).json().list("items");
    }
}
