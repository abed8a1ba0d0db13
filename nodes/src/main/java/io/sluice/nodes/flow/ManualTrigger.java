package io.sluice.nodes.flow;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.TriggerType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A person or a program starts the run, with the fields of a form.
final class ManualTrigger implements TriggerType<ManualTrigger.Config, ManualTrigger.Event> {
    record Config(
            @Field(
                            title = "Form",
                            description =
                                    "JSON Schema of what is asked: an object with a property for each field.",
                            widget = "json",
                            defaultValue = "{}")
                    Map<String, @Nullable Object> schema) {}

    record Event(
            @Field(title = "Input", description = "The form's fields.")
                    Map<String, @Nullable Object> input) {}

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "manual",
                1,
                "Manual",
                FlowNodes.TRIGGER,
                "hand-click",
                "A person or a program starts the run, with a form.",
                """
                The form's fields are declared by a JSON Schema and are there as `trigger.input.<field>`. A program starts
                the run over the API; the same `Idempotency-Key` never starts a second run.
                """,
                List.of("button", "form", "api", "start"),
                "",
                Map.of(),
                List.of());
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<Event> eventType() {
        return Event.class;
    }

    @Override
    public Source source() {
        return Source.MANUAL;
    }

    @Override
    public Reading<Event> read(Config config, Occurrence occurrence) {
        return switch (occurrence.body()) {
            case null -> new Reading.Starts<>(new Event(Map.of()), occurrence.deliveryId());
            case Map<?, ?> input ->
                    new Reading.Starts<>(new Event(named(input)), occurrence.deliveryId());
            default -> new Reading.Refused<>("Expected an object with the form's fields as input.");
        };
    }

    static Map<String, @Nullable Object> named(Map<?, ?> map) {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }
}
