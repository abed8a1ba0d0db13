package io.sluice.nodes.notify;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import java.net.URI;
import java.util.Base64;
import java.util.Locale;
import okhttp3.HttpUrl;
import okio.ByteString;

/// Where a connection leads.
sealed interface SiemReceiver {
    String TYPE = "siem";

    /// An address of ours or somebody's, signed to by Standard Webhooks.
    ///
    /// @param key of the signature; empty for none
    record Webhook(HttpUrl url, ByteString key) implements SiemReceiver {
        @Override
        public String toString() {
            return "Webhook[" + url.host() + "]";
        }
    }

    /// Splunk's HTTP Event Collector.
    ///
    /// @param index empty for the token's own
    record Splunk(HttpUrl url, String token, String host, String index, String sourceType)
            implements SiemReceiver {
        @Override
        public String toString() {
            return "Splunk[" + url.host() + "]";
        }
    }

    /// A syslog server.
    ///
    /// @param transport `udp`, `tcp` or `tls`
    /// @param facility from 0 to 23
    /// @param cef whether messages are CEF rather than JSON
    /// @param authority PEM of who signed the server's certificate; empty for those known anyway
    record Syslog(
            String transport,
            String server,
            int port,
            int facility,
            boolean cef,
            String host,
            String authority)
            implements SiemReceiver {}

    /// What a person is told about it.
    default String kind() {
        return switch (this) {
            case Webhook _ -> "webhook";
            case Splunk _ -> "splunk";
            case Syslog syslog -> "syslog/" + syslog.transport();
        };
    }

    /// @throws NodeFailure if the connection is incomplete or wrong
    static SiemReceiver of(Connection connection) throws NodeFailure {
        var kind = connection.requireSetting("kind").strip().toLowerCase(Locale.ROOT);
        return switch (kind) {
            case "webhook" -> new Webhook(url(connection), key(connection));
            case "splunk" ->
                    new Splunk(
                            url(connection),
                            token(connection),
                            host(connection),
                            connection.setting("index").orElse(""),
                            connection.setting("sourceType").orElse("sluice:event"));
            case "syslog" -> syslog(connection);
            default -> throw bad(connection, "kind", "webhook, splunk or syslog", kind);
        };
    }

    private static HttpUrl url(Connection connection) throws NodeFailure {
        var text = connection.requireSetting("url").strip();
        var url = HttpUrl.parse(text);
        if (url == null || !url.username().isEmpty()) {
            throw bad(
                    connection, "url", "an http or https address without a user", "something else");
        }
        return url;
    }

    private static String token(Connection connection) throws NodeFailure {
        var token = connection.requireSecret("secret").strip();
        if (!token.matches("[!-~]{1,200}")) {
            throw bad(connection, "secret", "a token of printable ASCII", "other characters");
        }
        return token;
    }

    /// Base64, with or without `whsec_` before it.
    private static ByteString key(Connection connection) throws NodeFailure {
        var secret = connection.secret("secret").map(String::strip).orElse("");
        try {
            var base64 = secret.startsWith("whsec_") ? secret.substring(6) : secret;
            return ByteString.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw bad(connection, "secret", "whsec_ and Base64", "something else");
        }
    }

    private static Syslog syslog(Connection connection) throws NodeFailure {
        var text = connection.requireSetting("url").strip();
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw badServer(connection, text);
        }
        var transport = uri.getScheme() == null ? "" : uri.getScheme();
        if (!transport.matches("udp|tcp|tls") || uri.getHost() == null) {
            throw badServer(connection, text);
        }
        var usual = transport.equals("tls") ? 6514 : 514;
        var facility = connection.setting("facility").orElse("16");
        if (!facility.matches("[0-9]|1[0-9]|2[0-3]")) {
            throw bad(connection, "facility", "a number from 0 to 23", facility);
        }
        var format = connection.setting("format").orElse("json");
        if (!format.matches("json|cef")) {
            throw bad(connection, "format", "json or cef", format);
        }
        return new Syslog(
                transport,
                uri.getHost().replaceAll("^\\[|]$", ""),
                uri.getPort() < 0 ? usual : uri.getPort(),
                Integer.parseInt(facility),
                format.equals("cef"),
                host(connection),
                connection.setting("caCert").orElse(""));
    }

    private static String host(Connection connection) {
        return connection.setting("hostName").orElse("sluice");
    }

    private static NodeFailure badServer(Connection connection, String found) {
        return bad(
                connection,
                "url",
                "an address such as tls://syslog.example:6514, tcp://… or udp://…",
                found);
    }

    private static NodeFailure bad(
            Connection connection, String setting, String expected, String found) {
        return NodeFailure.permanent(
                "connection.bad-setting",
                Fault.USER,
                "Expected '%s' of connection '%s' to be %s, found %s; open Connections and mend it."
                        .formatted(setting, connection.name(), expected, Printable.of(found, 100)));
    }
}
