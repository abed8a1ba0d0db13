package io.sluice.nodes.intel;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.nodes.support.Texts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.HexFormat;
import okhttp3.HttpUrl;

/// Reads the settings of a connection.
final class Settings {
    private static final byte[] SALT = new SecureRandom().generateSeed(16);

    private Settings() {}

    static HttpUrl url(Connection connection, String usual) throws NodeFailure {
        var text = connection.setting("url").orElse(usual).strip();
        var url = HttpUrl.parse(text);
        if (url == null || !url.username().isEmpty()) {
            throw bad(connection, "url", "an http or https address without a user", "another");
        }
        return url;
    }

    /// An ISO-8601 duration; days count as 24 hours.
    static Duration duration(Connection connection, String setting, String usual, Duration least)
            throws NodeFailure {
        var text = connection.setting(setting).orElse(usual).strip();
        try {
            var read = text.matches("P[0-9]{1,4}W") ? weeks(text) : Duration.parse(text);
            if (read.compareTo(least) >= 0 && read.compareTo(Duration.ofDays(3660)) <= 0) {
                return read;
            }
        } catch (DateTimeException e) {
            throw bad(connection, setting, "a duration such as " + usual, text);
        }
        throw bad(connection, setting, "at least " + least, text);
    }

    private static Duration weeks(String text) {
        return Duration.ofDays(7L * Integer.parseInt(text.substring(1, text.length() - 1)));
    }

    static int number(Connection connection, String setting, int usual, int least, int most)
            throws NodeFailure {
        var text = connection.setting(setting).orElse(Integer.toString(usual)).strip();
        if (text.matches("[0-9]{1,9}")) {
            var number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw bad(connection, setting, "a number from %d to %d".formatted(least, most), text);
    }

    /// Stands for a secret where something is kept by it.
    static String digest(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(SALT);
            return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    static NodeFailure bad(Connection connection, String setting, String expected, String found) {
        return NodeFailure.permanent(
                "connection.bad-setting",
                Fault.USER,
                "Expected '%s' of connection '%s' to be %s, found '%s'; open Connections and mend it."
                        .formatted(setting, connection.name(), expected, Texts.shorten(found, 80)));
    }
}
