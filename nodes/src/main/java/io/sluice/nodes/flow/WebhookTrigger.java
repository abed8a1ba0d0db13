package io.sluice.nodes.flow;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.TriggerType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A signed request to the workflow's own address starts the run.
final class WebhookTrigger implements TriggerType<WebhookTrigger.Config, WebhookTrigger.Event> {
    record Config(
            @Field(
                            title = "Signature",
                            description = "How the sender signs; an unsigned request is refused.",
                            oneOf = {
                                "raw-hex",
                                "github",
                                "stripe",
                                "slack",
                                "standard-webhooks",
                                "token",
                                "aws-sns"
                            },
                            defaultValue = "\"raw-hex\"")
                    String signature,
            @Field(
                            title = "Signature header",
                            description =
                                    "For raw-hex and token: the header that carries it; empty for"
                                            + " the usual one.")
                    @Nullable String header,
            @Field(
                            title = "Topics",
                            description =
                                    "For aws-sns: the ARNs of the topics it may come from, parted"
                                            + " by commas; a message of any other is refused.",
                            example = "\"arn:aws:sns:us-east-1:111122223333:alerts\"")
                    @Nullable String topics,
            @Field(
                            title = "Deduplicate by",
                            description =
                                    "JSON pointer to the part of the body that names the event,"
                                            + " such as /eventId; empty to use the delivery's id, else"
                                            + " the body itself.",
                            pattern = "(/[^/]*)+")
                    @Nullable String dedupeBy,
            @Field(
                            title = "Body",
                            description =
                                    "JSON Schema of the body; expressions are checked against it.",
                            widget = "json",
                            defaultValue = "{}")
                    Map<String, @Nullable Object> schema) {}

    record Event(
            @Field(title = "Body", description = "The request's JSON body.") @Nullable Object body,
            @Field(title = "Headers", description = "Its headers, by lower-case name.")
                    Map<String, String> headers,
            @Field(title = "Received at") String receivedAt) {}

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "webhook",
                1,
                "Webhook",
                FlowNodes.TRIGGER,
                "webhook",
                "A signed request to the workflow's own address starts the run.",
                """
                The address and the secret are shown on the workflow's page. The signature is checked over the raw bytes;
                a request without a good one starts nothing. The same event delivered twice starts one run.
                The body is there as `trigger.body`. Amazon SNS needs no secret but the ARNs of its topics; a subscription of one
                of them is confirmed by itself, and `trigger.body.content` is the message if it is JSON.
                """,
                List.of("http", "post", "callback", "event"),
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
        return Source.WEBHOOK;
    }

    @Override
    public Reading<Event> read(Config config, Occurrence occurrence) {
        var event =
                new Event(
                        occurrence.body(),
                        occurrence.headers(),
                        occurrence.receivedAt().toString());
        var pointer = config.dedupeBy();
        if (pointer == null || pointer.isBlank()) {
            return new Reading.Starts<>(event, occurrence.deliveryId());
        }
        var named = at(occurrence.body(), pointer);
        return named == null
                ? new Reading.Refused<>(
                        "Expected the body to have " + pointer + ", which names the event.")
                : new Reading.Starts<>(event, Optional.of(named.toString()));
    }

    private static @Nullable Object at(@Nullable Object body, String pointer) {
        @Nullable Object value = body;
        for (var part : pointer.substring(1).split("/", -1)) {
            var name = part.replace("~1", "/").replace("~0", "~");
            value =
                    switch (value) {
                        case Map<?, ?> map -> map.get(name);
                        case List<?> list when name.matches("\\d{1,4}") ->
                                Integer.parseInt(name) < list.size()
                                        ? list.get(Integer.parseInt(name))
                                        : null;
                        case null, default -> null;
                    };
        }
        return value;
    }
}
