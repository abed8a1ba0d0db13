package io.sluice.bpmn;

import io.sluice.engine.definition.Edge;
import io.sluice.engine.definition.Layout;
import io.sluice.engine.definition.Node;
import io.sluice.engine.definition.Node.BoundaryEvent;
import io.sluice.engine.definition.Node.WaitFor;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.definition.RetryPolicy;
import io.sluice.engine.definition.Variable;
import io.sluice.engine.definition.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Well-formed documents to export.
final class SampleWorkflows {
    private SampleWorkflows() {}

    /// Every kind, every wait, every boundary, a loop.
    static Workflow everyKind() {
        var nodes =
                List.<Node>of(
                        new Node.Start(id("by_hand"), "By hand", "manual", Map.of()),
                        new Node.Start(
                                id("nightly"), "Nightly", "schedule", Map.of("cron", "0 2 * * *")),
                        new Node.Start(id("hook"), "Hook", "webhook", Map.of("path", "scan")),
                        new Node.Start(
                                id("told"), "Told", "message", Map.of("message", "machine found")),
                        new Node.Start(
                                id("frozen"), "Frozen", "signal", Map.of("signal", "freeze")),
                        task("describe", "aws.describe-instance"),
                        new Node.Choice(id("high"), "High score?"),
                        new Node.Fork(id("both"), "Both"),
                        task("tag", "qualys.tag-asset"),
                        task("ticket", "servicenow.create-incident"),
                        new Node.Join(id("done_both"), "Done"),
                        new Node.Wait(id("pause"), "Pause", new WaitFor.Timer("PT5M")),
                        new Node.Wait(
                                id("monday"), "Monday", new WaitFor.Until("2026-01-05T10:00:00Z")),
                        new Node.Wait(
                                id("reply"),
                                "Reply",
                                new WaitFor.Message("change.closed", "=nodes.ticket.output.id")),
                        new Node.Wait(
                                id("poll"),
                                "Poll",
                                new WaitFor.Condition(
                                        "qualys.read-truRisk",
                                        Map.of("asset", "=trigger.id"),
                                        "output.score < 500",
                                        Duration.ofMinutes(10))),
                        new Node.Approval(
                                id("approve"),
                                "Approve",
                                "Quarantine ${trigger.id}?",
                                "Look at the ticket first.",
                                List.of("approver"),
                                Optional.of("P1D")),
                        new Node.Boundary(
                                id("failed"),
                                "Failed",
                                id("tag"),
                                new BoundaryEvent.OnError(List.of("qualys.conflict")),
                                true),
                        new Node.Boundary(
                                id("slow"),
                                "Slow",
                                id("tag"),
                                new BoundaryEvent.OnTimer("PT1H"),
                                false),
                        new Node.Boundary(
                                id("silent"),
                                "Silent",
                                id("reply"),
                                new BoundaryEvent.OnTimer("P3D"),
                                true),
                        new Node.Boundary(
                                id("any"),
                                "Any",
                                id("poll"),
                                new BoundaryEvent.OnError(List.of()),
                                true),
                        new Node.End(id("end"), "End"));
        var edges = new ArrayList<Edge>();
        for (var way :
                List.of(
                        "by_hand describe",
                        "nightly describe",
                        "hook describe",
                        "told describe",
                        "frozen describe",
                        "describe high",
                        "both tag",
                        "both ticket",
                        "tag done_both",
                        "ticket done_both",
                        "done_both pause",
                        "pause monday",
                        "monday reply",
                        "reply poll",
                        "poll approve",
                        "failed end",
                        "slow end",
                        "silent end",
                        "any describe")) {
            var ends = way.split(" ");
            edges.add(Edge.plain("e" + edges.size(), ends[0], ends[1]));
        }
        edges.add(
                new Edge(
                        id("is_high"),
                        id("high"),
                        id("both"),
                        Optional.of("high"),
                        Optional.of("vars.threshold < 900 && trigger.id != 'x'"),
                        false));
        edges.add(
                new Edge(
                        id("is_low"),
                        id("high"),
                        id("end"),
                        Optional.empty(),
                        Optional.empty(),
                        true));
        edges.add(Edge.plain("out", "approve", "end"));
        return new Workflow(
                "Internet-facing VM",
                "Finds and shields.",
                List.of(new Variable("threshold", Map.of("type", "integer"), 900)),
                nodes,
                edges,
                Layout.NONE,
                Map.of());
    }

    static Node.Task task(String id, String type) {
        return new Node.Task(
                id(id),
                id,
                type,
                Map.of("asset", "=trigger.id"),
                RetryPolicy.DEFAULT,
                Optional.of(Duration.ofMinutes(2)),
                Node.Repeat.AT_MOST_ONCE,
                false);
    }

    static NodeId id(String value) {
        return new NodeId(value);
    }
}
