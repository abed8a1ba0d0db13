package io.sluice.codec.run;

import io.sluice.codec.value.JsonValues;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Incident;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.RunId;
import java.util.Optional;

/// Commands as JSON, for the queue between processes: each an object with a `type` and the fields
/// of the command. What is read equals what was written.
public final class CommandJson {
    private CommandJson() {}

    public static String write(Command command) {
        return RunOut.readable(out -> write(out, command));
    }

    /// @throws IllegalArgumentException if the text was not made by [#write(Command)]
    public static Command read(String text) {
        return read(RunIn.of(text));
    }

    /// The stable name of a command's kind, such as `complete-step`.
    public static String type(Command command) {
        return switch (command) {
            case Command.StartRun _ -> "start-run";
            case Command.DeclareEffect _ -> "declare-effect";
            case Command.PlanEffect _ -> "plan-effect";
            case Command.SettleEffect _ -> "settle-effect";
            case Command.ReleaseEffect _ -> "release-effect";
            case Command.AwaitStep _ -> "await-step";
            case Command.CompleteStep _ -> "complete-step";
            case Command.FailStep _ -> "fail-step";
            case Command.DisputeStep _ -> "dispute-step";
            case Command.ReportDuplicate _ -> "report-duplicate";
            case Command.DeferStep _ -> "defer-step";
            case Command.TakeOver _ -> "take-over";
            case Command.FireDue _ -> "fire-due";
            case Command.DeliverMessage _ -> "deliver-message";
            case Command.WakeStep _ -> "wake-step";
            case Command.DecideApproval _ -> "decide-approval";
            case Command.ResolveIncident _ -> "resolve-incident";
            case Command.CancelRun _ -> "cancel-run";
        };
    }

    private static void write(RunOut out, Command command) {
        out.json().writeStartObject();
        out.text("type", type(command));
        switch (command) {
            case Command.StartRun c -> {
                out.text("run", c.run().value());
                out.text("project", c.project());
                out.workflow("workflow", c.workflow());
                out.id("start", c.start());
                out.values("trigger", c.trigger());
                out.values("variables", c.variables());
                out.text("mode", c.mode().name());
                out.actor("by", c.by());
                TrialJson.write(out, "trial", c.trial());
                ChildJson.write(out, "child", c.child());
                if (c.chain() != 0) {
                    out.number("chain", c.chain());
                }
            }
            case Command.DeclareEffect c -> {
                out.step("step", c.step());
                out.key("key", c.key());
                out.text("effectClass", c.effectClass());
                out.values("request", c.request());
                out.changes("changes", c.changes());
                out.flag("undoable", c.undoable());
                out.at("deadline", c.deadline());
            }
            case Command.PlanEffect c -> {
                out.step("step", c.step());
                out.changes("changes", c.changes());
                out.values("request", c.request());
                if (c.output().isPresent()) {
                    out.json().writeName("output");
                    JsonValues.write(out.json(), c.output().get());
                }
            }
            case Command.SettleEffect c -> {
                out.step("step", c.step());
                out.values("result", c.result());
                out.flag("adopted", c.adopted());
            }
            case Command.ReleaseEffect c -> {
                out.step("step", c.step());
                out.at("notBefore", c.notBefore());
                out.text("why", c.why());
            }
            case Command.AwaitStep c -> {
                out.step("step", c.step());
                out.at("next", c.next());
                out.text("wakeOn", c.wakeOn());
                out.text("note", c.note());
            }
            case Command.CompleteStep c -> {
                out.step("step", c.step());
                out.values("output", c.output());
                out.values("variables", c.variables());
            }
            case Command.FailStep c -> {
                out.step("step", c.step());
                out.failure("failure", c.failure());
            }
            case Command.DisputeStep c -> {
                out.step("step", c.step());
                out.text("kind", c.kind().name());
                out.failure("failure", c.failure());
            }
            case Command.ReportDuplicate c -> {
                out.id("node", c.node());
                out.failure("failure", c.failure());
            }
            case Command.DeferStep c -> {
                out.step("step", c.step());
                out.at("notBefore", c.notBefore());
                out.text("why", c.why());
            }
            case Command.TakeOver _, Command.FireDue _ -> {}
            case Command.DeliverMessage c -> {
                out.text("messageId", c.messageId());
                out.text("message", c.message());
                out.text("key", c.key());
                out.values("payload", c.payload());
            }
            case Command.WakeStep c -> out.text("wakeOn", c.wakeOn());
            case Command.DecideApproval c -> {
                out.step("step", c.step());
                out.text("decision", c.decision());
                out.actor("by", c.by());
                out.text("comment", c.comment());
            }
            case Command.ResolveIncident c -> {
                out.step("step", c.step());
                out.resolution("resolution", c.resolution());
                out.actor("by", c.by());
                out.text("reason", c.reason());
                out.at("raisedAt", c.raisedAt());
            }
            case Command.CancelRun c -> {
                out.flag("undo", c.undo());
                out.actor("by", c.by());
                out.text("reason", c.reason());
            }
        }
        out.json().writeEndObject();
    }

    private static Command read(RunIn in) {
        var type = in.text("type");
        return switch (type) {
            case "start-run" ->
                    new Command.StartRun(
                            new RunId(in.text("run")),
                            in.text("project"),
                            in.workflow("workflow"),
                            in.id("start"),
                            in.values("trigger"),
                            in.values("variables"),
                            in.constant("mode", Mode.class),
                            in.actor("by"),
                            TrialJson.read(in, "trial"),
                            ChildJson.read(in, "child"),
                            in.numberOr("chain", 0));
            case "declare-effect" ->
                    new Command.DeclareEffect(
                            in.step("step"),
                            in.key("key"),
                            in.text("effectClass"),
                            in.values("request"),
                            in.changes("changes"),
                            in.flag("undoable"),
                            in.at("deadline"));
            case "plan-effect" ->
                    new Command.PlanEffect(
                            in.step("step"),
                            in.changes("changes"),
                            in.values("request"),
                            Optional.ofNullable(in.findValues("output")));
            case "settle-effect" ->
                    new Command.SettleEffect(
                            in.step("step"), in.values("result"), in.flag("adopted"));
            case "release-effect" ->
                    new Command.ReleaseEffect(in.step("step"), in.at("notBefore"), in.text("why"));
            case "await-step" ->
                    new Command.AwaitStep(
                            in.step("step"), in.at("next"), in.findText("wakeOn"), in.text("note"));
            case "complete-step" ->
                    new Command.CompleteStep(
                            in.step("step"), in.values("output"), in.values("variables"));
            case "fail-step" -> new Command.FailStep(in.step("step"), in.failure("failure"));
            case "dispute-step" ->
                    new Command.DisputeStep(
                            in.step("step"),
                            in.constant("kind", Incident.Kind.class),
                            in.failure("failure"));
            case "report-duplicate" ->
                    new Command.ReportDuplicate(in.id("node"), in.failure("failure"));
            case "defer-step" ->
                    new Command.DeferStep(in.step("step"), in.at("notBefore"), in.text("why"));
            case "take-over" -> new Command.TakeOver();
            case "fire-due" -> new Command.FireDue();
            case "deliver-message" ->
                    new Command.DeliverMessage(
                            in.text("messageId"),
                            in.text("message"),
                            in.text("key"),
                            in.values("payload"));
            case "wake-step" -> new Command.WakeStep(in.text("wakeOn"));
            case "decide-approval" ->
                    new Command.DecideApproval(
                            in.step("step"),
                            in.text("decision"),
                            in.actor("by"),
                            in.text("comment"));
            case "resolve-incident" ->
                    new Command.ResolveIncident(
                            in.step("step"),
                            in.resolution("resolution"),
                            in.actor("by"),
                            in.text("reason"),
                            in.findAt("raisedAt"));
            case "cancel-run" ->
                    new Command.CancelRun(in.flag("undo"), in.actor("by"), in.text("reason"));
            default -> throw RunIn.unfit("type", "a kind of command", type);
        };
    }
}
