package io.sluice.nodes.notify;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A mail server that takes what we send, as a connection describes it.
///
/// @param login empty for a server that asks for none
/// @param from whom everything is from
/// @param fromName for people; may be empty
/// @param told who is told of approvals; may be empty
/// @param allowed who may be written to, addresses or `@domain`; empty for all
/// @param authority PEM of who signed the server's certificate; empty for those known anyway
record SmtpServer(
        String host,
        int port,
        Security security,
        Optional<Login> login,
        String from,
        String fromName,
        List<String> told,
        List<String> allowed,
        String authority) {
    static final String TYPE = "smtp";

    /// How what is sent is kept from others on the way.
    enum Security {
        /// Begins in the clear and goes on in TLS, or ends.
        STARTTLS(587),
        /// TLS from the first byte.
        TLS(465),
        /// In the clear; nobody logs in so.
        NONE(25);

        private final int usual;

        Security(int usual) {
            this.usual = usual;
        }
    }

    record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }

    /// @throws NodeFailure if the connection is incomplete or wrong
    static SmtpServer of(Connection connection) throws NodeFailure {
        var security = security(connection);
        var login = login(connection);
        if (security == Security.NONE && login.isPresent()) {
            throw bad(
                    connection,
                    "security",
                    "starttls or tls where there is a password",
                    "none, by which everybody on the way reads it");
        }
        var name = connection.setting("fromName").orElse("");
        if (MailAddresses.breaksLines(name)) {
            throw bad(connection, "fromName", "one line", "line ends or control characters");
        }
        return new SmtpServer(
                host(connection),
                port(connection, security),
                security,
                login,
                address(connection, "from", connection.requireSetting("from").strip()),
                name,
                addresses(connection, "to"),
                allowed(connection),
                connection.setting("caCert").orElse(""));
    }

    /// @throws NodeFailure if somebody is among them who may not be written to
    void requireAllowed(List<String> recipients) throws NodeFailure {
        for (var each : recipients) {
            if (!allowed.isEmpty() && allowed.stream().noneMatch(entry -> fits(entry, each))) {
                throw NodeFailure.permanent(
                        "mail.recipient-not-allowed",
                        Fault.USER,
                        "Expected recipients that the connection allows, found %s; write to somebody"
                                        .formatted(Printable.of(each, 100))
                                + " else, or let its allowed recipients be changed.");
            }
        }
    }

    private static boolean fits(String entry, String address) {
        var lower = address.toLowerCase(Locale.ROOT);
        return entry.startsWith("@") ? lower.endsWith(entry) : lower.equals(entry);
    }

    String where() {
        return host + ":" + port;
    }

    private static Security security(Connection connection) throws NodeFailure {
        var text = connection.setting("security").orElse("starttls").strip();
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "starttls" -> Security.STARTTLS;
            case "tls" -> Security.TLS;
            case "none" -> Security.NONE;
            default -> throw bad(connection, "security", "starttls, tls or none", text);
        };
    }

    private static Optional<Login> login(Connection connection) throws NodeFailure {
        var user = connection.setting("username").orElse("").strip();
        var password = connection.secret("password").orElse("");
        if (user.isEmpty() != password.isEmpty()) {
            throw bad(
                    connection,
                    user.isEmpty() ? "username" : "password",
                    "given where the other of user name and password is",
                    "nothing");
        }
        return user.isEmpty() ? Optional.empty() : Optional.of(new Login(user, password));
    }

    private static String host(Connection connection) throws NodeFailure {
        var host = connection.requireSetting("host").strip();
        if (!host.matches("[A-Za-z0-9._:\\[\\]-]{1,253}")) {
            throw bad(connection, "host", "a name such as smtp.example.com", host);
        }
        return host.replaceAll("^\\[|]$", "");
    }

    private static int port(Connection connection, Security security) throws NodeFailure {
        var text = connection.setting("port").orElse("").strip();
        if (text.isEmpty()) {
            return security.usual;
        }
        if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > 65_535) {
            throw bad(connection, "port", "a number from 1 to 65535", text);
        }
        return Integer.parseInt(text);
    }

    private static List<String> allowed(Connection connection) throws NodeFailure {
        var entries = parted(connection, "allowedRecipients");
        for (var entry : entries) {
            address(connection, "allowedRecipients", entry.startsWith("@") ? "x" + entry : entry);
        }
        return entries.stream().map(entry -> entry.toLowerCase(Locale.ROOT)).toList();
    }

    private static List<String> addresses(Connection connection, String setting)
            throws NodeFailure {
        var entries = parted(connection, setting);
        for (var entry : entries) {
            address(connection, setting, entry);
        }
        return entries;
    }

    private static List<String> parted(Connection connection, String setting) {
        return Arrays.stream(connection.setting(setting).orElse("").split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    private static String address(Connection connection, String setting, String text)
            throws NodeFailure {
        if (!MailAddresses.isOne(text)) {
            throw bad(connection, setting, "an address such as soc@example.com", text);
        }
        return text;
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
