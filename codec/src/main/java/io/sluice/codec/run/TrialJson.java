package io.sluice.codec.run;

import io.sluice.codec.value.JsonValues;
import io.sluice.engine.definition.NodeId;
import io.sluice.engine.run.Trial;
import io.sluice.engine.run.Trial.Pin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A trial inside commands, events and states, in the form the API speaks.
final class TrialJson {
    private TrialJson() {}

    static void write(RunOut out, String name, Optional<Trial> trial) {
        trial.ifPresent(one -> {
            out.json().writeName(name);
            JsonValues.write(out.json(), values(one));
        });
    }

    private static Map<String, @Nullable Object> values(Trial trial) {
        var pins = new LinkedHashMap<String, @Nullable Object>();
        trial.pins().forEach((node, pin) -> pins.put(node.value(), pin(pin)));
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("pins", pins);
        trial.from().ifPresent(node -> values.put("from", node.value()));
        trial.until().ifPresent(node -> values.put("until", node.value()));
        return values;
    }

    private static Map<String, ?> pin(Pin pin) {
        return switch (pin) {
            case Pin.Gives gives -> Map.of("output", gives.output());
            case Pin.Fails(String code, String message) ->
                    Map.of("error", Map.of("code", code, "message", message));
        };
    }

    /// Empty where the name is not: what was stored before there were trials.
    static Optional<Trial> read(RunIn in, String name) {
        if (in.findValues(name) == null) {
            return Optional.empty();
        }
        var trial = in.object(name);
        var pins = new LinkedHashMap<NodeId, Pin>();
        for (var entry : trial.entries("pins")) {
            pins.put(new NodeId(entry.getKey()), pin(RunIn.of(entry.getKey(), entry.getValue())));
        }
        return Optional.of(
                new Trial(
                        pins,
                        trial.findText("from").map(NodeId::new),
                        trial.findText("until").map(NodeId::new)));
    }

    private static Pin pin(RunIn in) {
        if (in.findValues("error") == null) {
            return new Pin.Gives(in.values("output"));
        }
        var error = in.object("error");
        return new Pin.Fails(error.text("code"), error.text("message"));
    }
}
