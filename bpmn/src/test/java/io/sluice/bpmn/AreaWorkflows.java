package io.sluice.bpmn;

import static io.sluice.bpmn.SampleWorkflows.id;
import static io.sluice.bpmn.SampleWorkflows.task;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Layout;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.Node.Ending;
import io.sluice.engine.definition.Node.Thrown;
import io.sluice.engine.definition.Node.WaitFor;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Well-formed documents with areas, to export.
final class AreaWorkflows {
    private static final List<String> WITHIN =
            List.of(
                    "contain: go isolate restore fixed tell stop each",
                    "each: first check passed",
                    "calm: heard report over",
                    "round: again look looked");

    private static final List<String> WAYS =
            List.of(
                    "manual contain",
                    "contain round",
                    "go isolate",
                    "isolate fixed",
                    "fixed each",
                    "each tell",
                    "tell stop",
                    "first check",
                    "check passed",
                    "again look",
                    "look looked",
                    "heard report",
                    "report over",
                    "round undo",
                    "undo shout",
                    "shout sub",
                    "sub quiet",
                    "quiet end",
                    "escalated end",
                    "called end",
                    "rang end");

    private AreaWorkflows() {}

    /// Every kind that has to do with areas, messages, signals, escalations and compensation.
    static Workflow everyKind() {
        var nodes = new ArrayList<Node>();
        nodes.add(new Node.Start(id("manual"), "Manual", "manual", Map.of()));
        nodes.addAll(contain());
        nodes.addAll(
                List.of(
                        new Node.Scope(
                                id("round"),
                                "Until it is calm",
                                Optional.of(new Node.Loop("nodes.look.output.open > 0", 5))),
                        new Node.Begin(id("again"), "Again"),
                        task("look", "qualys.count-findings"),
                        new Node.End(id("looked"), "Looked"),
                        new Node.Handler(
                                id("calm"), "All clear", new BoundaryEvent.OnSignal("calm"), false),
                        new Node.Begin(id("heard"), "Heard"),
                        task("report", "slack.post"),
                        new Node.End(id("over"), "Over"),
                        new Node.Compensate(id("undo"), "Undo", Optional.of(id("contain"))),
                        new Node.Throw(
                                id("shout"),
                                "Shout",
                                new Thrown.Signal("contained", Map.of("by", "=run.id"))),
                        new Node.Call(
                                id("sub"),
                                "Patch it",
                                "patch-vm",
                                Optional.of("begin"),
                                Map.of("asset", "=trigger.id")),
                        new Node.Wait(id("quiet"), "Quiet", new WaitFor.Signal("calm")),
                        new Node.End(
                                id("end"), "End", new Ending.Plain(), Map.of("open", "=vars.x"))));
        nodes.addAll(boundaries());
        var edges = new ArrayList<Edge>();
        for (var way : WAYS) {
            var ends = way.split(" ");
            edges.add(Edge.plain("e" + edges.size(), ends[0], ends[1]));
        }
        edges.add(
                new Edge(
                        id("makes_good"),
                        id("undone"),
                        id("restore"),
                        Optional.of("restores"),
                        Optional.empty(),
                        false));
        return new Workflow(
                "Contain", "", List.of(), nodes, edges, within(), Layout.NONE, Map.of());
    }

    private static List<Node> contain() {
        return List.of(
                new Node.Scope(id("contain"), "Contain", Optional.empty()),
                new Node.Begin(id("go"), "Go"),
                task("isolate", "edr.isolate"),
                task("restore", "edr.release"),
                new Node.Throw(
                        id("fixed"),
                        "Fixed",
                        new Thrown.Message("fixed", "=trigger.id", Map.of("by", "us"))),
                new Node.ForEach(id("each"), "Each", "trigger.findings", 4, Node.OnFailure.GO_ON),
                new Node.Begin(id("first"), "First"),
                task("check", "qualys.check"),
                new Node.End(
                        id("passed"),
                        "Passed",
                        new Ending.Verdict("${item.id}", "item.score < 3", "score ${item.score}")),
                new Node.Throw(id("tell"), "Tell", new Thrown.Escalation("LATE")),
                new Node.End(id("stop"), "Stop", new Ending.Fail("FAILED", "no way")));
    }

    private static List<Node> boundaries() {
        return List.of(
                new Node.Boundary(
                        id("undone"),
                        "Undone",
                        id("isolate"),
                        new BoundaryEvent.OnCompensation(),
                        true),
                new Node.Boundary(
                        id("escalated"),
                        "Escalated",
                        id("contain"),
                        new BoundaryEvent.OnEscalation(List.of("LATE")),
                        false),
                new Node.Boundary(
                        id("called"),
                        "Called off",
                        id("sub"),
                        new BoundaryEvent.OnMessage("off", "=trigger.id"),
                        true),
                new Node.Boundary(
                        id("rang"),
                        "Kill switch",
                        id("round"),
                        new BoundaryEvent.OnSignal("kill"),
                        true));
    }

    private static Map<NodeId, NodeId> within() {
        var within = new LinkedHashMap<NodeId, NodeId>();
        for (var line : WITHIN) {
            var area = id(line.substring(0, line.indexOf(':')));
            for (var node : line.substring(line.indexOf(':') + 2).split(" ")) {
                within.put(id(node), area);
            }
        }
        within.put(id("undone"), id("contain"));
        return within;
    }
}
