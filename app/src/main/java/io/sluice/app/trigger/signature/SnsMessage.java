package io.sluice.app.trigger.signature;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What Amazon SNS delivers over HTTPS.
///
/// @param fields the JSON object's texts
public record SnsMessage(Map<String, String> fields) {
    public static final String NOTIFICATION = "Notification";
    public static final String CONFIRMATION = "SubscriptionConfirmation";
    public static final String GOODBYE = "UnsubscribeConfirmation";

    private static final List<String> OF_NOTIFICATIONS =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final List<String> OF_OTHERS =
            List.of(
                    "Message",
                    "MessageId",
                    "SubscribeURL",
                    "Timestamp",
                    "Token",
                    "TopicArn",
                    "Type");

    /// `sns.<region>.amazonaws.com`, also of China, and no other port, user or host.
    private static final Pattern HOST =
            Pattern.compile("sns\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?");

    public SnsMessage {
        fields = Map.copyOf(fields);
    }

    /// @param body the delivery's JSON; empty unless it is an object with a type we know
    public static Optional<SnsMessage> of(@Nullable Object body) {
        if (!(body instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        var texts = new java.util.HashMap<String, String>();
        map.forEach((key, value) -> {
            if (key instanceof String name && value instanceof String text) {
                texts.put(name, text);
            }
        });
        var message = new SnsMessage(texts);
        return List.of(NOTIFICATION, CONFIRMATION, GOODBYE).contains(message.type())
                ? Optional.of(message)
                : Optional.empty();
    }

    public String type() {
        return field("Type");
    }

    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /// For each key that is present `key\nvalue\n`, in the order that SNS documents; empty when a
    /// key that must be signed is missing.
    Optional<String> signed() {
        var text = new StringBuilder();
        var keys = type().equals(NOTIFICATION) ? OF_NOTIFICATIONS : OF_OTHERS;
        for (var key : keys) {
            var value = fields.get(key);
            if (value != null) {
                text.append(key).append('\n').append(value).append('\n');
            } else if (!key.equals("Subject")) {
                return Optional.empty();
            }
        }
        return Optional.of(text.toString());
    }

    Optional<Instant> timestamp() {
        try {
            return Optional.of(Instant.parse(field("Timestamp")));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// Where its certificate is, if that is a place of Amazon's.
    Optional<URI> certificate() {
        return amazons(field("SigningCertURL")).filter(url -> url.getPath().endsWith(".pem"));
    }

    /// What is to be visited to confirm a subscription, if it is a place of Amazon's.
    public Optional<URI> subscribe() {
        return amazons(field("SubscribeURL"));
    }

    private static Optional<URI> amazons(String text) {
        try {
            var url = new URI(text);
            boolean good =
                    "https".equals(url.getScheme())
                            && url.getHost() != null
                            && HOST.matcher(url.getHost()).matches()
                            && url.getPort() == -1
                            && url.getRawUserInfo() == null
                            && url.getRawFragment() == null;
            return good ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
