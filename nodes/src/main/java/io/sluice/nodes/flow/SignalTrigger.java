package io.sluice.nodes.flow;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.TriggerType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A signal starts the run, and one of each other workflow that hears it.
final class SignalTrigger implements TriggerType<SignalTrigger.Config, SignalTrigger.Event> {
    record Config(
            @Field(
                            title = "Signal",
                            description = "Its name.",
                            pattern = "^[^$\\s].{0,199}$",
                            example = "\"maintenance begins\"")
                    String signal,
            @Field(
                            title = "Payload",
                            description =
                                    "JSON Schema of what it carries; expressions are checked against"
                                            + " it, and a signal that does not fit starts nothing.",
                            widget = "json",
                            defaultValue = "{}")
                    Map<String, @Nullable Object> schema) {}

    record Event(
            @Field(title = "Payload", description = "What the signal carries.")
                    Map<String, @Nullable Object> payload,
            @Field(title = "Signal", description = "Its name.") String signal,
            @Field(title = "Run", description = "The run that sent it.") @Nullable String run,
            @Field(title = "Received at") String receivedAt) {}

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "signal",
                1,
                "Signal",
                FlowNodes.TRIGGER,
                "broadcast",
                "A signal of another run starts the run.",
                """
                A signal goes to every run that waits for it, and starts a run of each workflow that begins with its name.
                The payload is there as `trigger.payload`.
                """,
                List.of("broadcast", "event", "all", "start"),
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
        return Source.SIGNAL;
    }

    /// The occurrence is as that of a message, see [MessageTrigger].
    @Override
    public Reading<Event> read(Config config, Occurrence occurrence) {
        return Told.read(
                "signal",
                occurrence,
                told ->
                        new Event(
                                told.payload(),
                                config.signal(),
                                told.run(),
                                occurrence.receivedAt().toString()));
    }
}
