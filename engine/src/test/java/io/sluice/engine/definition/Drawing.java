package io.sluice.engine.definition;

import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.Node.WaitFor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Draws workflows for tests in a few words: `start("s").task("a", "noop").end("e").edge("s","a")`.
public final class Drawing {
    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final List<Variable> variables = new ArrayList<>();

    public static Drawing workflow() {
        return new Drawing();
    }

    private static NodeId id(String id) {
        return new NodeId(id);
    }

    private Drawing add(Node node) {
        nodes.add(node);
        return this;
    }

    public Drawing variable(String name, @Nullable Object value) {
        variables.add(new Variable(name, Map.of(), value));
        return this;
    }

    public Drawing start(String id) {
        return add(new Node.Start(id(id), id, "manual", Map.of()));
    }

    public Drawing task(String id, String type) {
        return task(id, type, Map.of(), RetryPolicy.DEFAULT);
    }

    public Drawing task(
            String id, String type, Map<String, @Nullable Object> config, RetryPolicy retry) {
        return add(
                new Node.Task(
                        id(id),
                        id,
                        type,
                        config,
                        retry,
                        Optional.empty(),
                        Node.Repeat.AT_MOST_ONCE,
                        false));
    }

    public Drawing task(String id, String type, Duration timeout) {
        return add(
                new Node.Task(
                        id(id),
                        id,
                        type,
                        Map.of(),
                        RetryPolicy.DEFAULT,
                        Optional.of(timeout),
                        Node.Repeat.AT_MOST_ONCE,
                        false));
    }

    /// The task drawn last is disabled.
    public Drawing disabled() {
        if (nodes.removeLast() instanceof Node.Task task) {
            return add(
                    new Node.Task(
                            task.id(),
                            task.name(),
                            task.type(),
                            task.config(),
                            task.retry(),
                            task.timeout(),
                            task.repeat(),
                            true));
        }
        throw new IllegalStateException("Only a task can be disabled");
    }

    public Drawing choice(String id) {
        return add(new Node.Choice(id(id), id));
    }

    public Drawing anyChoice(String id) {
        return add(new Node.AnyChoice(id(id), id));
    }

    public Drawing race(String id) {
        return add(new Node.Race(id(id), id));
    }

    /// A join that waits for what is under way.
    public Drawing joinActive(String id) {
        return add(new Node.Join(id(id), id, Node.Awaits.ACTIVE));
    }

    public Drawing fork(String id) {
        return add(new Node.Fork(id(id), id));
    }

    public Drawing join(String id) {
        return add(new Node.Join(id(id), id));
    }

    public Drawing timer(String id, String duration) {
        return add(new Node.Wait(id(id), id, new WaitFor.Timer(duration)));
    }

    public Drawing message(String id, String message, String key) {
        return add(new Node.Wait(id(id), id, new WaitFor.Message(message, key)));
    }

    public Drawing poll(String id, String type, String condition) {
        return add(
                new Node.Wait(
                        id(id),
                        id,
                        new WaitFor.Condition(type, Map.of(), condition, Duration.ofMinutes(1))));
    }

    public Drawing approval(String id, @Nullable String deadline) {
        return add(
                new Node.Approval(
                        id(id), id, "Go on?", "", List.of(), Optional.ofNullable(deadline)));
    }

    public Drawing onError(String id, String host, String... codes) {
        return add(
                new Node.Boundary(
                        id(id), id, id(host), new BoundaryEvent.OnError(List.of(codes)), true));
    }

    public Drawing onTimer(String id, String host, String duration, boolean interrupting) {
        return add(
                new Node.Boundary(
                        id(id), id, id(host), new BoundaryEvent.OnTimer(duration), interrupting));
    }

    public Drawing end(String id) {
        return add(new Node.End(id(id), id));
    }

    public Drawing terminate(String id) {
        return add(new Node.End(id(id), id, new Node.Ending.Terminate()));
    }

    public Drawing failEnd(String id, String code, String message) {
        return add(new Node.End(id(id), id, new Node.Ending.Fail(code, message)));
    }

    public Drawing edge(String from, String to) {
        edges.add(Edge.plain(from + "_" + to, from, to));
        return this;
    }

    public Drawing when(String from, String condition, String to) {
        edges.add(
                new Edge(
                        id(from + "_" + to),
                        id(from),
                        id(to),
                        Optional.empty(),
                        Optional.of(condition),
                        false));
        return this;
    }

    public Drawing otherwise(String from, String to) {
        edges.add(
                new Edge(
                        id(from + "_" + to),
                        id(from),
                        id(to),
                        Optional.empty(),
                        Optional.empty(),
                        true));
        return this;
    }

    /// Nodes in a row, edges between neighbours.
    public Drawing path(String... ids) {
        for (int i = 1; i < ids.length; i++) {
            edge(ids[i - 1], ids[i]);
        }
        return this;
    }

    public Workflow draw() {
        return new Workflow("Drawn", "", variables, nodes, edges, Layout.NONE, Map.of());
    }
}
