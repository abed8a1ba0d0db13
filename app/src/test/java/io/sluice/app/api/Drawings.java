package io.sluice.app.api;

import io.sluice.codec.value.JsonValues;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Small workflow documents.
public final class Drawings {
    private Drawings() {}

    /// start → log → end.
    public static Map<String, @Nullable Object> logging(String name, String start) {
        return JsonValues.readObject(
                """
                {"schema": 1, "name": "%s",
                 "variables": [{"name": "word", "schema": {"type": "string"}, "value": "usual"}],
                 "nodes": [
                   %s,
                   {"id": "note", "kind": "task", "type": "flow.log", "config": {"message": "hello"}},
                   {"id": "done", "kind": "end"}],
                 "edges": [
                   {"id": "e1", "from": "begin", "to": "note"},
                   {"id": "e2", "from": "note", "to": "done"}]}
                """
                        .formatted(name, start));
    }

    public static Map<String, @Nullable Object> manual(String name) {
        return logging(name, "{\"id\": \"begin\", \"kind\": \"start\", \"trigger\": \"manual\"}");
    }

    /// A manual start that asks for a number.
    public static Map<String, @Nullable Object> form(String name) {
        return logging(
                name,
                """
                {"id": "begin", "kind": "start", "trigger": "manual", "config": {"schema":
                  {"type": "object", "properties": {"count": {"type": "integer"}}, "required": ["count"]}}}
                """);
    }

    public static Map<String, @Nullable Object> webhook(String name, String scheme) {
        return logging(
                name,
                """
                {"id": "begin", "kind": "start", "trigger": "webhook", "config": {"signature": "%s"}}
                """
                        .formatted(scheme));
    }

    public static Map<String, @Nullable Object> newVm(String name) {
        return logging(
                name,
                "{\"id\": \"begin\", \"kind\": \"start\", \"trigger\":"
                        + " \"aws.ec2.instance-started\"}");
    }

    public static Map<String, @Nullable Object> everyMinute(String name) {
        return logging(
                name,
                """
                {"id": "begin", "kind": "start", "trigger": "schedule", "config": {"cron": "* * * * *"}}
                """);
    }

    /// start → a task that always fails → end.
    public static Map<String, @Nullable Object> failing(String name) {
        return JsonValues.readObject(
                """
                {"schema": 1, "name": "%s",
                 "nodes": [
                   {"id": "begin", "kind": "start", "trigger": "manual"},
                   {"id": "fail", "kind": "task", "type": "flow.raise-incident", "config": {"message": "look"}},
                   {"id": "done", "kind": "end"}],
                 "edges": [
                   {"id": "e1", "from": "begin", "to": "fail"},
                   {"id": "e2", "from": "fail", "to": "done"}]}
                """
                        .formatted(name));
    }

    /// start → approval → end.
    public static Map<String, @Nullable Object> asking(String name) {
        return JsonValues.readObject(
                """
                {"schema": 1, "name": "%s",
                 "nodes": [
                   {"id": "begin", "kind": "start", "trigger": "manual"},
                   {"id": "ask", "kind": "approval", "title": "Go on?", "description": "Really?"},
                   {"id": "done", "kind": "end"}],
                 "edges": [
                   {"id": "e1", "from": "begin", "to": "ask"},
                   {"id": "e2", "from": "ask", "to": "done"}]}
                """
                        .formatted(name));
    }

    /// start → approval by these → end.
    public static Map<String, @Nullable Object> asking(
            String name, int votes, List<String> approvers) {
        return JsonValues.readObject(
                JsonValues.write(asking(name))
                        .replace(
                                "\"kind\":\"approval\"",
                                "\"kind\":\"approval\",\"votes\":%d,\"approvers\":%s"
                                        .formatted(votes, JsonValues.write(approvers))));
    }

    /// The same document, with people told of an approval by a connection.
    public static Map<String, @Nullable Object> told(
            Map<String, @Nullable Object> document, String approval, String connection) {
        return JsonValues.readObject(
                JsonValues.write(document)
                        .replace(
                                "\"id\":\"" + approval + "\"",
                                "\"id\":\""
                                        + approval
                                        + "\",\"connection\":\""
                                        + connection
                                        + "\""));
    }

    /// start → wait for the message `go` with key `k` → end.
    public static Map<String, @Nullable Object> waiting(String name, String key) {
        return JsonValues.readObject(
                """
                {"schema": 1, "name": "%s",
                 "nodes": [
                   {"id": "begin", "kind": "start", "trigger": "manual"},
                   {"id": "hold", "kind": "wait", "until": {"message": "go", "key": "%s"}},
                   {"id": "done", "kind": "end"}],
                 "edges": [
                   {"id": "e1", "from": "begin", "to": "hold"},
                   {"id": "e2", "from": "hold", "to": "done"}]}
                """
                        .formatted(name, key));
    }
}
