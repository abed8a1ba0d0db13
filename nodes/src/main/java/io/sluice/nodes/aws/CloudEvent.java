package io.sluice.nodes.aws;

import io.sluice.engine.node.TriggerType.Occurrence;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An event as EventBridge delivers it: an envelope that is the same for all, and a detail.
record CloudEvent(
        String id,
        String detailType,
        String account,
        String region,
        String time,
        Map<?, ?> detail) {
    /// Why a body is no event.
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        private final String why;

        Malformed(String why) {
            super(why);
            this.why = why;
        }

        String why() {
            return why;
        }
    }

    /// Empty if it is an event of another kind.
    static Optional<CloudEvent> read(Occurrence occurrence, String detailType) throws Malformed {
        if (!(occurrence.body() instanceof Map<?, ?> body)) {
            throw new Malformed(
                    "Expected a JSON object as EventBridge sends it; check the target.");
        }
        var kind = text(body, "detail-type", "[^\\p{Cntrl}]{1,200}");
        var source = text(body, "source", "[^\\p{Cntrl}]{1,200}");
        if (!kind.equals(detailType) || !source.equals("aws.ec2")) {
            return Optional.empty();
        }
        if (!(body.get("detail") instanceof Map<?, ?> detail)) {
            throw new Malformed("Expected the event to have an object 'detail'.");
        }
        return Optional.of(
                new CloudEvent(
                        text(body, "id", "[!-~]{1,100}"),
                        kind,
                        text(body, "account", "[0-9]{12}"),
                        text(body, "region", "[a-z]{2}(-[a-z]+)+-[0-9]"),
                        time(body),
                        detail));
    }

    String detail(String name, String pattern) throws Malformed {
        return text(detail, name, pattern);
    }

    private static String time(Map<?, ?> body) throws Malformed {
        var time = text(body, "time", "[!-~]{1,40}");
        try {
            return Instant.parse(time).toString();
        } catch (DateTimeException e) {
            throw new Malformed(
                    "Expected 'time' such as 2026-01-05T10:00:00Z, found '" + time + "'.");
        }
    }

    private static String text(Map<?, ?> map, String name, String pattern) throws Malformed {
        @Nullable Object value = map.get(name);
        if (value instanceof String text && text.matches(pattern)) {
            return text;
        }
        throw new Malformed(
                "Expected the event's '"
                        + name
                        + "' to match "
                        + pattern
                        + ", found "
                        + (value == null ? "none" : "another value")
                        + "; send EventBridge's event unchanged.");
    }
}
