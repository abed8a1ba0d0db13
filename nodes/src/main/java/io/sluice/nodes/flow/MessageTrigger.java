package io.sluice.nodes.flow;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.TriggerType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A message that nobody waits for starts the run.
final class MessageTrigger implements TriggerType<MessageTrigger.Config, MessageTrigger.Event> {
    record Config(
            @Field(
                            title = "Message",
                            description = "Its name, whatever its key.",
                            pattern = "^[^$\\s].{0,199}$",
                            example = "\"machine found\"")
                    String message,
            @Field(
                            title = "Payload",
                            description =
                                    "JSON Schema of what it carries; expressions are checked against"
                                            + " it, and a message that does not fit starts nothing.",
                            widget = "json",
                            defaultValue = "{}")
                    Map<String, @Nullable Object> schema) {}

    record Event(
            @Field(title = "Payload", description = "What the message carries.")
                    Map<String, @Nullable Object> payload,
            @Field(title = "Message", description = "Its name.") String message,
            @Field(title = "Key", description = "The key by which it would have found who waits.")
                    String key,
            @Field(title = "Run", description = "The run that sent it, if one did.")
                    @Nullable String run,
            @Field(title = "Received at") String receivedAt) {}

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "message",
                1,
                "Message",
                FlowNodes.TRIGGER,
                "message",
                "A message of another run, or one sent over the API, starts the run.",
                """
                A message goes to those who wait for its name and key; when nobody does, it starts one run of one workflow
                that begins with its name. The payload is there as `trigger.payload`. A message that comes before the
                workflow is published starts a run for as long as the message is kept.
                """,
                List.of("event", "correlation", "receive", "start"),
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
        return Source.MESSAGE;
    }

    /// The occurrence's delivery id is the message's; its body the payload, or an object with that,
    /// the `key` and the `run` that sent it.
    @Override
    public Reading<Event> read(Config config, Occurrence occurrence) {
        return Told.read(
                "message",
                occurrence,
                told ->
                        new Event(
                                told.payload(),
                                config.message(),
                                told.text("key"),
                                told.run(),
                                occurrence.receivedAt().toString()));
    }
}
