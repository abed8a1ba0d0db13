package io.sluice.nodes.support;

import io.sluice.engine.node.Connection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Blots a connection's secrets out of text, also where they stand URL-encoded, in Base64 or in a
/// `user:password` pair of Basic authentication.
public final class Redaction {
    static final String BLOT = "•••";

    private final List<String> secrets;

    private Redaction(List<String> secrets) {
        this.secrets = secrets;
    }

    public static Redaction of(Connection connection) {
        var user = connection.setting("username").orElse("");
        var texts =
                connection.secretValues().stream()
                        .filter(secret -> !secret.isBlank())
                        .flatMap(secret -> forms(user, secret))
                        .distinct()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList();
        return new Redaction(texts);
    }

    public String apply(String text) {
        var blotted = text;
        for (var secret : secrets) {
            blotted = blotted.replace(secret, BLOT);
        }
        return blotted;
    }

    private static Stream<String> forms(String user, String secret) {
        return Stream.of(
                secret,
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                base64(secret),
                base64(user + ":" + secret));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
