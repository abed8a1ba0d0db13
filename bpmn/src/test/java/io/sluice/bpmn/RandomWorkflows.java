package io.sluice.bpmn;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Layout;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.Node.Thrown;
import io.sluice.engine.definition.Node.WaitFor;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.RetryPolicy;
import io.sluice.engine.definition.Variable;
import io.sluice.engine.definition.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Documents as odd as a draft can be, the same for the same seed.
final class RandomWorkflows {
    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "Tag the asset",
                    "Ünïcödé – 漏洞扫描 🛡️",
                    "  spaces around\t",
                    "two\nlines\r\nand \r more",
                    "<b>&amp; \"quotes\" 'and' ]]> --></b>",
                    "null \u0000 bell \u0007 delete \u007f next \u0085 line \u2028",
                    "lone \ud800 surrogate \udfff",
                    "\ufffe\uffff\ufeff",
                    "= vars.x > 3 && nodes.a.output.b != null",
                    "${vars.x}",
                    "PT5M");

    private final Random random;

    RandomWorkflows(long seed) {
        random = new Random(seed);
    }

    Workflow next() {
        var nodes = new ArrayList<Node>();
        int count = random.nextInt(14);
        for (int i = 0; i < count; i++) {
            nodes.add(node(id("n", count)));
        }
        nodes.replaceAll(node -> hung(node, nodes));
        var edges = new ArrayList<Edge>();
        int ways = random.nextInt(18);
        for (int i = 0; i < ways; i++) {
            edges.add(
                    new Edge(
                            id(random.nextInt(9) == 0 ? "n" : "e", ways),
                            end(nodes, count),
                            end(nodes, count),
                            maybe(text()),
                            maybe(text()),
                            random.nextInt(4) == 0));
        }
        return new Workflow(
                text(),
                text(),
                variables(),
                nodes,
                edges,
                within(count, nodes),
                layout(count, ways),
                foreign());
    }

    /// Mostly a node there is.
    private NodeId end(List<Node> nodes, int count) {
        return nodes.isEmpty() || random.nextInt(5) == 0 ? id("n", count) : pick(nodes).id();
    }

    /// Mostly on a node there is.
    private Node hung(Node node, List<Node> nodes) {
        return node instanceof Node.Boundary boundary && random.nextInt(5) != 0
                ? new Node.Boundary(
                        boundary.id(),
                        boundary.name(),
                        pick(nodes).id(),
                        boundary.event(),
                        boundary.interrupting())
                : node;
    }

    /// Mostly in areas, now and then in what is none, in itself, in a circle or in nothing.
    private Map<NodeId, NodeId> within(int count, List<Node> nodes) {
        var areas = nodes.stream().filter(Node.Area.class::isInstance).map(Node::id).toList();
        var within = new LinkedHashMap<NodeId, NodeId>();
        if (random.nextInt(4) == 0) {
            return within;
        }
        for (var node : nodes) {
            if (!areas.isEmpty() && random.nextInt(3) != 0) {
                within.put(node.id(), pick(areas));
            }
        }
        for (int i = random.nextInt(4) - 1; i > 0; i--) {
            within.put(id("n", count), id("n", count));
        }
        for (var node : nodes) {
            var area = node instanceof Node.Boundary on ? within.get(on.on()) : null;
            if (area != null && random.nextInt(4) != 0) {
                within.put(node.id(), area);
            }
        }
        return within;
    }

    /// Mostly distinct, now and then not.
    private NodeId id(String prefix, int count) {
        return new NodeId(prefix + random.nextInt(Math.max(1, count * 3)));
    }

    private Node node(NodeId id) {
        return switch (random.nextInt(24)) {
            case 13, 14 -> new Node.Scope(id, text(), maybe(loop()));
            case 15 ->
                    new Node.ForEach(
                            id,
                            text(),
                            text(),
                            random.nextInt(4) - 1,
                            pick(List.of(Node.OnFailure.values())));
            case 16 -> new Node.Handler(id, text(), event(), random.nextBoolean());
            case 17, 18 -> new Node.Begin(id, text());
            case 19 ->
                    new Node.Call(
                            id,
                            text(),
                            pick(List.of("isolate", "0b9c-7", text())),
                            maybe(text()),
                            values());
            case 20 -> new Node.Throw(id, text(), thrown());
            case 21 -> new Node.Compensate(id, text(), maybe(id("n", 8)));
            case 0 -> new Node.Start(id, text(), "manual", values());
            case 1 -> new Node.Start(id, text(), "schedule", cron());
            case 2 ->
                    random.nextInt(3) == 0
                            ? new Node.Start(id, text(), text(), values())
                            : told(id, pick(List.of("message", "signal")));
            case 3, 4 ->
                    new Node.Task(
                            id,
                            text(),
                            pick(List.of("aws.tag", "unbound", text())),
                            values(),
                            new RetryPolicy(
                                    1 + random.nextInt(100),
                                    Duration.ofMillis(random.nextInt()).abs(),
                                    1 + random.nextDouble(),
                                    Duration.ofSeconds(random.nextInt(1000), 7)),
                            maybe(Duration.ofNanos(random.nextLong())),
                            pick(List.of(Node.Repeat.values())),
                            random.nextInt(4) == 0);
            case 5 -> new Node.Choice(id, text());
            case 6 -> new Node.Fork(id, text());
            case 7 -> new Node.Join(id, text(), pick(List.of(Node.Awaits.values())));
            case 8 -> new Node.Wait(id, text(), waitFor());
            case 9 ->
                    new Node.Approval(
                            id,
                            text(),
                            text(),
                            text(),
                            List.of(text(), text()).subList(0, random.nextInt(3)),
                            maybe(text()),
                            1 + random.nextInt(3),
                            new Node.Urging(
                                    maybe(text()),
                                    maybe(text()),
                                    maybe(text()),
                                    maybe(text()),
                                    List.of(text(), text()).subList(0, random.nextInt(3))));
            case 10, 22 -> new Node.Boundary(id, text(), id("n", 8), event(), random.nextBoolean());
            case 11 -> new Node.AnyChoice(id, text());
            case 12 -> new Node.Race(id, text());
            default -> new Node.End(id, text(), ending(), values());
        };
    }

    private Map<String, @Nullable Object> cron() {
        var config = new LinkedHashMap<>(values());
        config.put("cron", random.nextBoolean() ? "0 6 * * *" : text());
        return config;
    }

    /// Begun by a message or signal; in a draft it may have no name yet, or something else for one.
    private Node told(NodeId id, String trigger) {
        var config = new LinkedHashMap<>(values());
        switch (random.nextInt(3)) {
            case 0 -> config.put(trigger, text());
            case 1 -> config.put(trigger, "machine found");
            default -> {}
        }
        return new Node.Start(id, text(), trigger, config);
    }

    private Node.Ending ending() {
        return switch (random.nextInt(4)) {
            case 0 -> new Node.Ending.Plain();
            case 1 -> new Node.Ending.Terminate();
            case 2 -> new Node.Ending.Verdict(text(), text(), text());
            default -> new Node.Ending.Fail(text(), text());
        };
    }

    private WaitFor waitFor() {
        return switch (random.nextInt(5)) {
            case 3 -> new WaitFor.Signal(text());
            case 0 -> new WaitFor.Timer(text());
            case 1 -> new WaitFor.Until(text());
            case 2 -> new WaitFor.Message(text(), text());
            default -> new WaitFor.Condition(text(), values(), text(), Duration.ofSeconds(90));
        };
    }

    private Node.Loop loop() {
        return new Node.Loop(text(), random.nextInt());
    }

    private Thrown thrown() {
        return switch (random.nextInt(3)) {
            case 0 -> new Thrown.Message(text(), text(), values());
            case 1 -> new Thrown.Signal(text(), values());
            default -> new Thrown.Escalation(text());
        };
    }

    private BoundaryEvent event() {
        return switch (random.nextInt(7)) {
            case 0 -> new BoundaryEvent.OnTimer(text());
            case 1 -> new BoundaryEvent.OnMessage(text(), text());
            case 2 -> new BoundaryEvent.OnSignal(text());
            case 3 -> new BoundaryEvent.OnEscalation(codes());
            case 4, 5 -> new BoundaryEvent.OnCompensation();
            default -> new BoundaryEvent.OnError(codes());
        };
    }

    private List<String> codes() {
        return List.of(pick(List.of("a.b", text())), text(), "c d").subList(0, random.nextInt(4));
    }

    private List<Variable> variables() {
        var result = new ArrayList<Variable>();
        for (int i = random.nextInt(3); i > 0; i--) {
            result.add(new Variable(text(), values(), value(3)));
        }
        return result;
    }

    private Layout layout(int nodes, int edges) {
        var boxes = new LinkedHashMap<NodeId, Layout.Box>();
        var bends = new LinkedHashMap<NodeId, List<Layout.Point>>();
        for (int i = random.nextInt(12) - 4; i > 0; i--) {
            boxes.put(
                    id("n", nodes),
                    new Layout.Box(coordinate(), coordinate(), coordinate(), coordinate()));
            bends.put(
                    id("e", edges),
                    List.of(point(), point(), point()).subList(0, random.nextInt(4)));
        }
        return new Layout(boxes, bends, notes(), groups(nodes));
    }

    private List<Layout.Note> notes() {
        var notes = new ArrayList<Layout.Note>();
        for (int i = random.nextInt(6) - 2; i > 0; i--) {
            var box = new Layout.Box(coordinate(), coordinate(), coordinate(), coordinate());
            notes.add(new Layout.Note(id("n", 4), text(), box, colour()));
        }
        return notes;
    }

    private List<Layout.Group> groups(int nodes) {
        var groups = new ArrayList<Layout.Group>();
        for (int i = random.nextInt(6) - 2; i > 0; i--) {
            var inside = List.of(id("n", nodes), id("n", nodes), id("n", nodes));
            groups.add(
                    new Layout.Group(
                            id("n", 4),
                            text(),
                            inside.subList(0, random.nextInt(4)),
                            colour(),
                            random.nextBoolean()));
        }
        return groups;
    }

    private Optional<Layout.Colour> colour() {
        return maybe(pick(List.of(Layout.Colour.values())));
    }

    private Layout.Point point() {
        return new Layout.Point(coordinate(), coordinate());
    }

    private double coordinate() {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> -0.0;
            case 2 -> 1e300 * random.nextGaussian();
            case 3 -> random.nextInt(1000);
            default -> 1000 * random.nextGaussian();
        };
    }

    private Map<String, @Nullable Object> foreign() {
        var foreign = new LinkedHashMap<>(values());
        if (random.nextInt(3) == 0) {
            foreign.put("bpmn", value(4));
        }
        return foreign;
    }

    private Map<String, @Nullable Object> values() {
        var result = new LinkedHashMap<String, @Nullable Object>();
        for (int i = random.nextInt(3); i > 0; i--) {
            result.put(text(), value(3));
        }
        return result;
    }

    private @Nullable Object value(int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 8)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong();
            case 3 -> (double) random.nextInt(10);
            case 4 -> random.nextGaussian() * 1e200;
            case 5 -> text();
            case 6 -> {
                var list = new ArrayList<@Nullable Object>();
                list.add(value(depth - 1));
                list.add(value(depth - 1));
                yield list;
            }
            default -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                map.put(text(), value(depth - 1));
                map.put("elements", value(depth - 1));
                yield map;
            }
        };
    }

    private String text() {
        return pick(TEXTS);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private <T> Optional<T> maybe(T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }
}
