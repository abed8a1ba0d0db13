package io.sluice.app.trigger.signature;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What arrived, as it arrived.
public final class Delivery {
    private final Map<String, String> headers;
    private final byte[] body;
    private final Instant receivedAt;

    /// @param headers lower-case names
    /// @param body the raw bytes; not copied, not to be changed
    public Delivery(Map<String, String> headers, byte[] body, Instant receivedAt) {
        this.headers = Map.copyOf(headers);
        this.body = body;
        this.receivedAt = receivedAt;
    }

    public Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
}
