package io.sluice.engine.definition;

import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.Node.WaitFor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Draws workflows for tests in a few words: `start("s").task("a", "noop").end("e").edge("s","a")`.
public final class Drawing {
    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final List<Variable> variables = new ArrayList<>();
    private final Map<NodeId, NodeId> within = new LinkedHashMap<>();

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

    public Drawing urged(String id, @Nullable String deadline, Node.Urging urging) {
        return add(
                new Node.Approval(
                        id(id),
                        id,
                        "Go on?",
                        "",
                        List.of(),
                        Optional.ofNullable(deadline),
                        1,
                        urging));
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

    public Drawing scope(String id) {
        return add(new Node.Scope(id(id), id, Optional.empty()));
    }

    public Drawing loop(String id, String condition, int most) {
        return add(new Node.Scope(id(id), id, Optional.of(new Node.Loop(condition, most))));
    }

    public Drawing begin(String id) {
        return add(new Node.Begin(id(id), id));
    }

    public Drawing forEach(String id, String items, int atOnce, Node.OnFailure onFailure) {
        return add(new Node.ForEach(id(id), id, items, atOnce, onFailure));
    }

    public Drawing call(String id, String workflow, Map<String, @Nullable Object> input) {
        return add(new Node.Call(id(id), id, workflow, Optional.empty(), input));
    }

    public Drawing on(String id, String host, BoundaryEvent event, boolean interrupting) {
        return add(new Node.Boundary(id(id), id, id(host), event, interrupting));
    }

    public Drawing handler(String id, BoundaryEvent event, boolean interrupting) {
        return add(new Node.Handler(id(id), id, event, interrupting));
    }

    public Drawing signal(String id, String signal) {
        return add(new Node.Wait(id(id), id, new WaitFor.Signal(signal)));
    }

    public Drawing tell(String id, Node.Thrown what) {
        return add(new Node.Throw(id(id), id, what));
    }

    public Drawing compensate(String id, @Nullable String of) {
        return add(new Node.Compensate(id(id), id, Optional.ofNullable(of).map(Drawing::id)));
    }

    public Drawing end(String id, Map<String, @Nullable Object> result) {
        return add(new Node.End(id(id), id, new Node.Ending.Plain(), result));
    }

    public Drawing verdict(String id, String resource, String pass, String reason) {
        return add(new Node.End(id(id), id, new Node.Ending.Verdict(resource, pass, reason)));
    }

    /// Without these edges, to draw others in their place.
    public Drawing redraw(String... ids) {
        edges.removeIf(edge -> List.of(ids).contains(edge.id().value()));
        return this;
    }

    /// How many nodes there are so far.
    public int size() {
        return nodes.size();
    }

    /// What was drawn since there were so many nodes stands in this area, and so does its
    /// beginning; but not what stands in an area already.
    public Drawing inAll(String area, int since, String begin) {
        in(area, begin);
        for (var node : nodes.subList(since, nodes.size())) {
            within.putIfAbsent(node.id(), id(area));
        }
        return this;
    }

    /// These nodes stand in this area.
    public Drawing in(String area, String... ids) {
        for (var inner : ids) {
            within.put(id(inner), id(area));
        }
        return this;
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
        return new Workflow("Drawn", "", variables, nodes, edges, within, Layout.NONE, Map.of());
    }
}
