package io.sluice.codec.run;

import io.sluice.codec.value.JsonValues;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.run.EffectKey;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.RunId;
import io.sluice.engine.run.RunState;
import io.sluice.engine.run.RunState.Spot;
import io.sluice.engine.run.RunState.Undoable;
import io.sluice.engine.run.RunStatus;
import io.sluice.engine.run.Step;
import io.sluice.engine.run.StepId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The compact JSON text a run's state is stored as. What is read equals what was written. For
/// programs only: the keys are short, moments are nanoseconds since 1970.
///
/// Store it as text, not as a database's JSON type, which may rewrite numbers.
public final class RunStateJson {
    private RunStateJson() {}

    public static String write(RunState state) {
        return RunOut.compact(out -> write(out, state));
    }

    /// @throws IllegalArgumentException if the text was not made by [#write(RunState)]
    public static RunState read(String text) {
        var in = RunIn.of(text);
        var state =
                new RunState(
                        new RunId(in.text("i")),
                        in.text("p"),
                        in.workflow("w"),
                        in.constant("m", Mode.class),
                        in.constant("s", RunStatus.class),
                        in.id("b"),
                        in.values("t"),
                        in.values("v"),
                        outputs(in),
                        steps(in),
                        arrivals(in),
                        counts(in, "n"),
                        in.list("u", RunStateJson::undoable),
                        in.flag("z"),
                        in.number("l"),
                        in.number("e"),
                        in.actor("y"),
                        in.at("f"),
                        in.findAt("g"),
                        TrialJson.read(in, "r"),
                        in.findFailure("h"),
                        in.values("k"),
                        ChildJson.read(in, "c"),
                        in.numberOr("d", 0),
                        Optional.empty());
        in.nothingElse();
        return state;
    }

    private static void write(RunOut out, RunState state) {
        var json = out.json();
        json.writeStartObject();
        out.text("i", state.id().value());
        out.text("p", state.project());
        out.workflow("w", state.workflow());
        out.text("m", state.mode().name());
        out.text("s", state.status().name());
        out.id("b", state.start());
        out.values("t", state.trigger());
        out.values("v", state.vars());
        writeOutputs(out, state.outputs());
        writeSteps(out, state.steps());
        writeArrivals(out, state.arrivals());
        writeCounts(out, "n", state.visits());
        writeUndoable(out, state.undoable());
        out.flag("z", state.undoing());
        out.number("l", state.lastStep());
        out.number("e", state.eventCount());
        out.actor("y", state.startedBy());
        out.at("f", state.startedAt());
        out.at("g", state.endedAt());
        TrialJson.write(out, "r", state.trial());
        out.failure("h", state.failure());
        ChildJson.write(out, "c", state.child());
        if (state.chain() != 0) {
            out.number("d", state.chain());
        }
        if (!state.result().isEmpty()) {
            out.values("k", state.result());
        }
        json.writeEndObject();
    }

    private static void writeOutputs(
            RunOut out, Map<NodeId, Map<String, @Nullable Object>> outputs) {
        if (outputs.isEmpty()) {
            return;
        }
        out.json().writeName("o");
        out.json().writeStartObject();
        for (var output : outputs.entrySet()) {
            out.json().writeName(output.getKey().value());
            JsonValues.write(out.json(), output.getValue());
        }
        out.json().writeEndObject();
    }

    private static Map<NodeId, Map<String, @Nullable Object>> outputs(RunIn in) {
        var values = in.values("o");
        var outputs =
                LinkedHashMap.<NodeId, Map<String, @Nullable Object>>newLinkedHashMap(
                        values.size());
        if (!values.isEmpty()) {
            var object = in.object("o");
            values.keySet().forEach(id -> outputs.put(new NodeId(id), object.values(id)));
        }
        return outputs;
    }

    private static void writeSteps(RunOut out, SortedMap<StepId, Step> steps) {
        if (steps.isEmpty()) {
            return;
        }
        out.json().writeName("x");
        out.json().writeStartArray();
        for (var step : steps.values()) {
            StepJson.write(out, step);
        }
        out.json().writeEndArray();
    }

    private static SortedMap<StepId, Step> steps(RunIn in) {
        var steps = new TreeMap<StepId, Step>();
        for (var step : in.list("x", item -> StepJson.read(RunIn.of("x", item)))) {
            steps.put(step.id(), step);
        }
        return steps;
    }

    /// A join in an area is written `join.visit`: no id has a dot.
    private static void writeArrivals(RunOut out, Map<Spot, Map<NodeId, Integer>> arrivals) {
        if (arrivals.isEmpty()) {
            return;
        }
        out.json().writeName("a");
        out.json().writeStartObject();
        arrivals.forEach((spot, tokens) -> {
            out.json()
                    .writeName(
                            spot.join()
                                    + spot.within().map(visit -> "." + visit.value()).orElse(""));
            writeCounts(out, tokens);
        });
        out.json().writeEndObject();
    }

    private static Map<Spot, Map<NodeId, Integer>> arrivals(RunIn in) {
        var arrivals = new HashMap<Spot, Map<NodeId, Integer>>();
        var values = in.values("a");
        if (!values.isEmpty()) {
            var object = in.object("a");
            values.keySet().forEach(spot -> arrivals.put(spot(spot), counts(object, spot)));
        }
        return arrivals;
    }

    private static Spot spot(String text) {
        int dot = text.indexOf('.');
        try {
            return dot < 0
                    ? new Spot(new NodeId(text), Optional.empty())
                    : new Spot(
                            new NodeId(text.substring(0, dot)),
                            Optional.of(
                                    new StepId(
                                            Integer.parseInt(text, dot + 1, text.length(), 10))));
        } catch (NumberFormatException e) {
            throw RunIn.unfit("a", "a join in a visit to an area", text);
        }
    }

    private static void writeCounts(RunOut out, String name, Map<NodeId, Integer> counts) {
        if (!counts.isEmpty()) {
            out.json().writeName(name);
            writeCounts(out, counts);
        }
    }

    private static void writeCounts(RunOut out, Map<NodeId, Integer> counts) {
        out.json().writeStartObject();
        counts.forEach((id, count) -> out.number(id.value(), count));
        out.json().writeEndObject();
    }

    private static Map<NodeId, Integer> counts(RunIn in, String name) {
        var counts = new TreeMap<NodeId, Integer>();
        for (var entry : in.entries(name)) {
            if (entry.getValue() instanceof Long count) {
                counts.put(new NodeId(entry.getKey()), Math.toIntExact(count));
            } else {
                throw RunIn.unfit(name, "counts", entry.getValue());
            }
        }
        return counts;
    }

    private static void writeUndoable(RunOut out, List<Undoable> undoable) {
        if (undoable.isEmpty()) {
            return;
        }
        out.json().writeName("u");
        out.json().writeStartArray();
        for (var one : undoable) {
            out.json().writeStartObject();
            out.id("node", one.node());
            out.key("key", one.key());
            one.by().ifPresent(by -> out.id("by", by));
            out.json().writeEndObject();
        }
        out.json().writeEndArray();
    }

    private static Undoable undoable(@Nullable Object item) {
        var in = RunIn.of("u", item);
        return new Undoable(
                in.id("node"), new EffectKey(in.text("key")), in.findText("by").map(NodeId::new));
    }
}
