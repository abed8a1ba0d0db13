package io.sluice.app.trigger;

import io.sluice.app.trigger.signature.Sns;
import io.sluice.app.trigger.signature.SnsMessage;
import io.sluice.codec.value.JsonValues;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Deliveries of Amazon SNS to a workflow's own address.
@Component
class SnsDeliveries {
    static final String SCHEME = "aws-sns";

    private static final Logger log = LoggerFactory.getLogger(SnsDeliveries.class);

    private final Sns sns;
    private final Visiting visiting;

    /// Visits an address to confirm a subscription.
    @FunctionalInterface
    interface Visiting {
        void visit(java.net.URI url) throws IOException;
    }

    @Autowired
    SnsDeliveries(SnsPlaces places) {
        this(new Sns(places), places::visit);
    }

    SnsDeliveries(Sns sns, Visiting visiting) {
        this.sns = sns;
        this.visiting = visiting;
    }

    /// The message, if it is one of Amazon's, of an expected topic.
    ///
    /// @param raw whether SNS was told to leave out its envelope, and with it the signature
    Optional<SnsMessage> verified(LiveTrigger<?, ?> trigger, byte[] body, boolean raw, Instant at) {
        return raw
                ? Optional.empty()
                : read(body).filter(one -> sns.verify(one, topics(trigger), at));
    }

    private static Optional<SnsMessage> read(byte[] body) {
        try {
            return SnsMessage.of(JsonValues.read(body));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<String> topics(LiveTrigger<?, ?> trigger) {
        return trigger.start().config().get("topics") instanceof String text
                ? Arrays.stream(text.split("[,\\s]+")).filter(one -> !one.isBlank()).toList()
                : List.of();
    }

    /// Does what a message that is no notification asks for.
    ///
    /// @return what became of it; empty for a notification
    Optional<String> answered(SnsMessage message) {
        return switch (message.type()) {
            case SnsMessage.CONFIRMATION -> Optional.of(confirmed(message));
            case SnsMessage.GOODBYE ->
                    Optional.of("The subscription to " + message.field("TopicArn") + " has ended.");
            default -> Optional.empty();
        };
    }

    private String confirmed(SnsMessage message) {
        var topic = message.field("TopicArn");
        var url = message.subscribe();
        if (url.isEmpty()) {
            return "Expected a SubscribeURL of Amazon SNS, found another; nothing was confirmed.";
        }
        try {
            visiting.visit(url.get());
            return "The subscription to " + topic + " is confirmed.";
        } catch (IOException e) {
            log.warn("The subscription to {} could not be confirmed: {}", topic, e.getMessage());
            return "The subscription to "
                    + topic
                    + " could not be confirmed; ask SNS to send the confirmation again.";
        }
    }

    /// What a run sees: the envelope without what proves it, and its message read if it is JSON.
    static Map<String, @Nullable Object> body(SnsMessage message) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        for (var key :
                List.of("Type", "MessageId", "TopicArn", "Subject", "Timestamp", "Message")) {
            body.put(key, message.fields().get(key));
        }
        body.put("content", content(message.field("Message")));
        return body;
    }

    private static @Nullable Object content(String text) {
        try {
            return JsonValues.read(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
