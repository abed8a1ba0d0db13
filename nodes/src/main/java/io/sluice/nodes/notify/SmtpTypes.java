package io.sluice.nodes.notify;

import io.sluice.engine.node.ConnectionType;
import io.sluice.engine.node.ConnectionType.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The connection type of mail servers, and what may go wrong there.
final class SmtpTypes {
    static final String PERMISSION = "SMTP: submit mail as the connection's sender";

    private SmtpTypes() {}

    static ConnectionType connectionType() {
        return new ConnectionType(
                SmtpServer.TYPE,
                "Mail server (SMTP)",
                """
                A mail server that takes mail for others: of your provider, or a relay of your own.

                - **starttls** (port 587): begins in the clear and goes on in TLS. A server that does not offer it, or a
                  certificate that is not trusted, ends the conversation before user name and password are said.
                - **tls** (port 465): TLS from the first byte.
                - **none** (port 25): in the clear, for a relay next door that asks for no password.

                Make a user of its own there that may send as the sender's address and nothing else; where accounts have a
                second factor, a password for this application. Private and loopback addresses are refused unless an
                administrator allows exactly that host and port.
                """,
                settings());
    }

    private static List<Setting> settings() {
        return List.of(
                plain("host", "Server", "Its name.", true, "smtp.example.com"),
                plain("port", "Port", "Without one 587, 465 or 25.", false, "587"),
                plain(
                        "security",
                        "Security",
                        "starttls, tls or none; without one starttls.",
                        false,
                        "starttls"),
                plain("username", "User name", "Empty for none.", false, "sluice@example.com"),
                new Setting("password", "Password", "Of this user.", false, true, ""),
                plain("from", "Sender", "The address mails are from.", true, "sluice@example.com"),
                plain("fromName", "Sender's name", "For people.", false, "Sluice"),
                plain(
                        "to",
                        "Told of approvals",
                        "Addresses, parted by commas, where an approval names this connection.",
                        false,
                        "soc@example.com"),
                plain(
                        "allowedRecipients",
                        "Allowed recipients",
                        "The only ones who may be written to, parted by commas: soc@example.com or"
                                + " @example.com. Empty for no limit.",
                        false,
                        "@example.com"),
                plain(
                        "caCert",
                        "CA certificate",
                        "PEM of who signed the server's certificate, if it is a CA of your own.",
                        false,
                        "-----BEGIN CERTIFICATE-----…"));
    }

    private static Setting plain(
            String key, String title, String description, boolean required, String example) {
        return new Setting(key, title, description, required, false, example);
    }

    static Map<String, String> errors() {
        var codes = new LinkedHashMap<String, String>();
        codes.put("mail.bad-config", "An address, the subject or the text is wrong.");
        codes.put("connection.bad-setting", "A setting of the connection is wrong.");
        codes.put("mail.recipient-not-allowed", "Not among the connection's allowed recipients.");
        codes.put("mail.no-tls", "The server offers no STARTTLS; nothing was sent.");
        codes.put(
                "mail.untrusted-certificate", "Its certificate is not trusted; nothing was sent.");
        codes.put("mail.no-login", "The server lets nobody log in by a password.");
        codes.put("mail.unauthenticated", "User name or password is wrong.");
        codes.put("mail.egress-refused", "A private, loopback or metadata address.");
        codes.put("mail.refused", "5xx: the server does not take it; nothing was sent.");
        codes.put("mail.busy", "4xx: not now; nothing was sent; tried again.");
        codes.put("mail.unreachable", "No connection, or it broke; nothing was sent; retried.");
        codes.put("mail.no-time", "No time was left; nothing was sent; retried.");
        codes.put("mail.no-answer", "The server may have the mail or not; a person is asked.");
        return codes;
    }
}
