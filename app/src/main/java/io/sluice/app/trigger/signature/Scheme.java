package io.sluice.app.trigger.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One way to sign a delivery.
public sealed interface Scheme permits RawHex, GitHub, Stripe, Slack, StandardWebhooks, Token {
    /// How far a signed timestamp may be from now, either way.
    Duration WINDOW = Duration.ofMinutes(5);

    /// Whether it is signed with this secret, and recently where the scheme has a timestamp.
    boolean verify(Delivery delivery, String secret);

    /// The sender's id of the delivery, if the scheme has one that is signed or unique enough to
    /// deduplicate by.
    default Optional<String> deliveryId(Delivery delivery) {
        return Optional.empty();
    }

    /// Whether it is signed with one of the live secrets. No secret at all is no entry.
    default boolean verify(Delivery delivery, Collection<String> secrets) {
        boolean any = false;
        for (var secret : secrets) {
            // No short cut: which of two secrets fits must not show in the time taken.
            any |= !secret.isEmpty() && verify(delivery, secret);
        }
        return any;
    }

    /// The names a trigger can be configured with.
    List<String> NAMES =
            List.of("raw-hex", "github", "stripe", "slack", "standard-webhooks", "token");

    /// The scheme of a trigger's configuration.
    ///
    /// @param header the header that carries signature or token, where it can be chosen; may be
    ///   empty
    static Optional<Scheme> find(String name, String header) {
        return switch (name) {
            case "raw-hex" ->
                    Optional.of(new RawHex(header.isBlank() ? "X-Qualys-Signature" : header));
            case "github" -> Optional.of(new GitHub());
            case "stripe" -> Optional.of(new Stripe());
            case "slack" -> Optional.of(new Slack());
            case "standard-webhooks" -> Optional.of(new StandardWebhooks());
            case "token" -> Optional.of(new Token(header.isBlank() ? "X-Sluice-Token" : header));
            default -> Optional.empty();
        };
    }

    /// Which of a sender's headers are of interest, for tests and documentation.
    static Map<String, String> headers() {
        return Map.of(
                "raw-hex", "X-Qualys-Signature",
                "github", "X-Hub-Signature-256",
                "stripe", "Stripe-Signature",
                "slack", "X-Slack-Signature",
                "standard-webhooks", "webhook-signature",
                "token", "X-Sluice-Token");
    }

    /// Whether a moment in seconds since the epoch is within the window around now.
    static boolean recent(String seconds, Instant now) {
        try {
            var sent = Instant.ofEpochSecond(Long.parseLong(seconds));
            return Duration.between(sent, now).abs().compareTo(WINDOW) <= 0;
        } catch (NumberFormatException | ArithmeticException | java.time.DateTimeException e) {
            return false;
        }
    }
}
