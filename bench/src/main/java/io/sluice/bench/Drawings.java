package io.sluice.bench;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Layout;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.RetryPolicy;
import io.sluice.engine.definition.Workflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The workflows that are measured.
final class Drawings {
    private Drawings() {}

    /// Start → step A → choice → step B → step C → end.
    static Workflow straightThrough() {
        return workflow(
                List.of(
                        start(),
                        task("a"),
                        new Node.Choice(new NodeId("choice"), "choice"),
                        task("b"),
                        task("c"),
                        end()),
                List.of(
                        Edge.plain("e1", "start", "a"),
                        Edge.plain("e2", "a", "choice"),
                        new Edge(
                                new NodeId("e3"),
                                new NodeId("choice"),
                                new NodeId("b"),
                                Optional.empty(),
                                Optional.of("trigger.score > 900"),
                                false),
                        new Edge(
                                new NodeId("e4"),
                                new NodeId("choice"),
                                new NodeId("end"),
                                Optional.empty(),
                                Optional.empty(),
                                true),
                        Edge.plain("e5", "b", "c"),
                        Edge.plain("e6", "c", "end")));
    }

    /// Start → step → wait for a message → step → end.
    static Workflow message() {
        return workflow(
                List.of(
                        start(),
                        task("a"),
                        new Node.Wait(
                                new NodeId("wait"),
                                "wait",
                                new Node.WaitFor.Message("go", "=trigger.key")),
                        task("b"),
                        end()),
                List.of(
                        Edge.plain("e1", "start", "a"),
                        Edge.plain("e2", "a", "wait"),
                        Edge.plain("e3", "wait", "b"),
                        Edge.plain("e4", "b", "end")));
    }

    /// Start → so many steps of one type, one after the other → end.
    static Workflow chain(String type, int steps) {
        var nodes = new ArrayList<Node>();
        var edges = new ArrayList<Edge>();
        nodes.add(start());
        for (int i = 1; i <= steps; i++) {
            nodes.add(task("t" + i, type));
            edges.add(Edge.plain("e" + i, i == 1 ? "start" : "t" + (i - 1), "t" + i));
        }
        nodes.add(end());
        edges.add(Edge.plain("e", "t" + steps, "end"));
        return workflow(nodes, edges);
    }

    /// Start → for each of a list, 50 at once: a step → end.
    static Workflow forEach() {
        var inner = List.of(new NodeId("begin"), new NodeId("a"), new NodeId("done"));
        var within = new HashMap<NodeId, NodeId>();
        inner.forEach(id -> within.put(id, new NodeId("each")));
        return new Workflow(
                "bench",
                "",
                List.of(),
                List.of(
                        start(),
                        new Node.ForEach(
                                new NodeId("each"),
                                "each",
                                "trigger.items",
                                50,
                                Node.OnFailure.STOP),
                        new Node.Begin(new NodeId("begin"), "begin"),
                        task("a", "noop"),
                        new Node.End(new NodeId("done"), "done"),
                        end()),
                List.of(
                        Edge.plain("e1", "start", "each"),
                        Edge.plain("e2", "each", "end"),
                        Edge.plain("e3", "begin", "a"),
                        Edge.plain("e4", "a", "done")),
                within,
                Layout.NONE,
                Map.of());
    }

    private static Node start() {
        return new Node.Start(new NodeId("start"), "start", "manual", Map.of());
    }

    private static Node end() {
        return new Node.End(new NodeId("end"), "end");
    }

    private static Node task(String id) {
        return task(id, "noop");
    }

    private static Node task(String id, String type) {
        return new Node.Task(
                new NodeId(id),
                id,
                type,
                Map.of(),
                RetryPolicy.DEFAULT,
                Optional.empty(),
                Node.Repeat.AT_MOST_ONCE,
                false);
    }

    private static Workflow workflow(List<Node> nodes, List<Edge> edges) {
        return new Workflow("bench", "", List.of(), nodes, edges, Layout.NONE, Map.of());
    }
}
