package io.sluice.codec.run;

import io.sluice.codec.value.JsonValues;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.Step.Doing;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One open step, in states and in events alike.
final class StepJson {
    private StepJson() {}

    static void write(RunOut out, Step step) {
        var json = out.json();
        json.writeStartObject();
        out.step("id", step.id());
        out.id("node", step.node());
        out.number("visit", step.generation());
        out.number("try", step.attempt());
        out.at("at", step.enteredAt());
        json.writeName("doing");
        write(out, step.doing());
        out.at("timeout", step.timeoutAt());
        if (!step.timers().isEmpty()) {
            json.writeName("timers");
            json.writeStartObject();
            for (var timer : step.timers().entrySet()) {
                out.at(timer.getKey().value(), timer.getValue());
            }
            json.writeEndObject();
        }
        out.flag("abandoned", step.abandoned());
        ties(out, step.ties());
        if (step.race().isPresent()) {
            out.text("race", step.race().get().node().value());
            out.number("round", step.race().get().generation());
        }
        json.writeEndObject();
    }

    private static void ties(RunOut out, Step.Ties ties) {
        out.step("in", ties.within());
        switch (ties.role()) {
            case Step.Role.Path _ -> {}
            case Step.Role.Guard(var host) -> {
                out.flag("guards", true);
                out.step("host", host);
            }
            case Step.Role.Undo(var change, var asker) -> {
                out.key("undoes", change);
                out.step("for", asker);
            }
            case Step.Role.MakeGood(var change, var asker) -> {
                out.key("redresses", change);
                out.step("for", asker);
            }
        }
    }

    private static Step.Ties ties(RunIn in) {
        var undoes = in.findKey("undoes");
        var redresses = in.findKey("redresses");
        Step.Role role =
                undoes.isPresent()
                        ? new Step.Role.Undo(undoes.get(), in.findStep("for"))
                        : redresses.isPresent()
                                ? new Step.Role.MakeGood(redresses.get(), in.findStep("for"))
                                : in.flag("guards")
                                        ? new Step.Role.Guard(in.findStep("host"))
                                        : new Step.Role.Path();
        return new Step.Ties(
                in.findStep("in"),
                role,
                in.findText("race")
                        .map(race -> new Step.Race(new NodeId(race), in.number("round"))));
    }

    private static void write(RunOut out, Doing doing) {
        out.json().writeStartObject();
        switch (doing) {
            case Doing.Work work -> work(out, work);
            case Doing.Sleep sleep -> {
                out.text("is", "sleep");
                out.at("until", sleep.until());
            }
            case Doing.Listen listen -> {
                out.text("is", "listen");
                out.text("message", listen.message());
                out.text("key", listen.key());
            }
            case Doing.Decide decide -> {
                out.text("is", "decide");
                out.at("until", decide.deadline());
                decide.reminder().ifPresent(reminder -> reminder(out, reminder));
                out.at("escalates", decide.escalateAt());
            }
            case Doing.Inside inside -> {
                out.text("is", "inside");
                out.number("round", inside.round());
                if (!inside.result().isEmpty()) {
                    out.values("result", inside.result());
                }
            }
            case Doing.Compensate compensate -> {
                out.text("is", "compensate");
                out.number("undone", compensate.undone());
            }
            case Doing.Enter enter -> {
                out.text("is", "enter");
                out.at("at", enter.at());
            }
            case Doing.Stuck stuck -> {
                out.text("is", "stuck");
                out.incident("incident", stuck.incident());
                out.json().writeName("resume");
                write(out, stuck.resume());
            }
        }
        out.json().writeEndObject();
    }

    private static void reminder(RunOut out, Doing.Reminder reminder) {
        out.at("reminds", reminder.at());
        out.number("reminder", reminder.number());
        reminder.every().ifPresent(every -> out.text("every", every.toString()));
    }

    private static Optional<Doing.Reminder> reminder(RunIn in) {
        return in.findAt("reminds")
                .map(at ->
                        new Doing.Reminder(
                                at,
                                in.findText("every").map(Duration::parse),
                                in.number("reminder")));
    }

    private static void work(RunOut out, Doing.Work work) {
        out.text("is", "work");
        out.text("phase", work.phase().name());
        out.at("at", work.notBefore());
        if (work.effect().isPresent()) {
            out.key("effect", work.effect().get().key());
            out.flag("undoable", work.effect().get().undoable());
        }
        if (work.started() != null) {
            out.json().writeName("started");
            JsonValues.write(out.json(), work.started());
        }
        out.text("wakeOn", work.wakeOn());
        if (!work.note().isEmpty()) {
            out.text("note", work.note());
        }
    }

    static Step read(RunIn in) {
        var step =
                new Step(
                        in.step("id"),
                        in.id("node"),
                        in.number("visit"),
                        in.number("try"),
                        in.at("at"),
                        doing(in.object("doing")),
                        in.findAt("timeout"),
                        timers(in),
                        in.flag("abandoned"),
                        ties(in));
        in.nothingElse();
        return step;
    }

    private static Map<NodeId, Instant> timers(RunIn in) {
        var timers = new LinkedHashMap<NodeId, Instant>();
        for (var timer : in.entries("timers")) {
            timers.put(new NodeId(timer.getKey()), RunIn.at("timers", timer.getValue()));
        }
        return timers;
    }

    private static Doing doing(RunIn in) {
        var is = in.text("is");
        return switch (is) {
            case "work" -> work(in);
            case "sleep" -> new Doing.Sleep(in.at("until"));
            case "listen" -> new Doing.Listen(in.text("message"), in.text("key"));
            case "decide" ->
                    new Doing.Decide(in.findAt("until"), reminder(in), in.findAt("escalates"));
            case "inside" -> new Doing.Inside(in.number("round"), in.values("result"));
            case "compensate" -> new Doing.Compensate(in.number("undone"));
            case "enter" -> new Doing.Enter(in.at("at"));
            case "stuck" -> new Doing.Stuck(in.incident("incident"), doing(in.object("resume")));
            default -> throw RunIn.unfit("is", "what a step does", is);
        };
    }

    private static Doing work(RunIn in) {
        return new Doing.Work(
                in.constant("phase", Step.Phase.class),
                in.at("at"),
                in.findKey("effect").map(key -> new Doing.Declared(key, in.flag("undoable"))),
                in.findValues("started"),
                in.findText("wakeOn"),
                in.findText("note").orElse(""));
    }
}
