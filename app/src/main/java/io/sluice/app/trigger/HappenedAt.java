package io.sluice.app.trigger;

import io.sluice.engine.node.TriggerType.Occurrence;
import io.sluice.engine.node.TriggerType.Source;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// When an event happened, as its sender says: `time` of an EventBridge event or a CloudEvent (in
/// its body or as the header `ce-time`), `Timestamp` of an SNS notification. Nothing is guessed: an
/// event of another form, and one that claims to come from the future, says nothing.
final class HappenedAt {
    private HappenedAt() {}

    static Optional<Instant> of(Source source, Occurrence occurrence) {
        var said =
                switch (source) {
                    case MANUAL, SCHEDULE, MESSAGE, SIGNAL -> Optional.<Instant>empty();
                    case EVENTBRIDGE -> time(occurrence.body(), "time");
                    case WEBHOOK -> webhook(occurrence);
                };
        return said.filter(at -> !at.isAfter(occurrence.receivedAt()));
    }

    private static Optional<Instant> webhook(Occurrence occurrence) {
        return Stream.of(
                        Optional.ofNullable(occurrence.headers().get("ce-time"))
                                .flatMap(HappenedAt::parsed),
                        marked(occurrence.body(), "specversion", "time"),
                        marked(occurrence.body(), "detail-type", "time"),
                        marked(occurrence.body(), "TopicArn", "Timestamp"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// The time in a body that shows by another field what form it has.
    private static Optional<Instant> marked(@Nullable Object body, String mark, String field) {
        return body instanceof Map<?, ?> map && map.get(mark) instanceof String
                ? time(map, field)
                : Optional.empty();
    }

    private static Optional<Instant> time(@Nullable Object body, String field) {
        return body instanceof Map<?, ?> map && map.get(field) instanceof String text
                ? parsed(text)
                : Optional.empty();
    }

    private static Optional<Instant> parsed(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
