package io.sluice.nodes.notify;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.ConnectionType;
import io.sluice.engine.node.ConnectionType.Setting;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.nodes.support.EgressGuard;
import io.sluice.nodes.support.HttpReply;
import io.sluice.nodes.support.Json;
import io.sluice.nodes.support.VendorHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/// Tells people something outside of any run: in a channel of Slack or Microsoft Teams, by mail, or
/// by whatever takes the events of a [SiemExport].
public final class Notices {
    /// Connection types by which people can be told.
    public static final Set<String> TYPES =
            Set.of("slack", "teams", SmtpServer.TYPE, SiemReceiver.TYPE);

    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

    private final SiemExport siem;
    private final VendorHttp http;
    private final SmtpWire mail;
    private final InstantSource clock;

    public Notices(NodeEnvironment environment) {
        siem = new SiemExport(environment);
        http = new VendorHttp("chat", new EgressGuard(environment));
        mail = new SmtpWire(new EgressGuard(environment));
        clock = environment.clock();
    }

    /// Sends it once. Whoever calls decides what to do about a failure.
    ///
    /// @param patience how long it may take
    /// @throws NodeFailure if it was not taken, or nobody can tell
    public void send(Connection connection, Notice notice, Duration patience) throws NodeFailure {
        switch (connection.type()) {
            case SiemReceiver.TYPE -> siem.send(connection, notice.event(), patience);
            case "slack" -> post(connection, notice.slack(), notice.event().id(), patience);
            case "teams" -> post(connection, notice.teams(), notice.event().id(), patience);
            case SmtpServer.TYPE -> mail(connection, notice, patience);
            default ->
                    throw NodeFailure.permanent(
                            "chat.bad-config",
                            Fault.USER,
                            "Expected connection '"
                                    + connection.name()
                                    + "' to be of type slack, teams, smtp or siem, found "
                                    + connection.type()
                                    + "; choose another in the approval.");
        }
    }

    private void mail(Connection connection, Notice notice, Duration patience) throws NodeFailure {
        var server = SmtpServer.of(connection);
        if (server.told().isEmpty()) {
            throw NodeFailure.permanent(
                    "mail.bad-config",
                    Fault.USER,
                    "Expected connection '"
                            + connection.name()
                            + "' to name who is told of approvals, found nobody; open Connections and"
                            + " fill in 'Told of approvals'.");
        }
        mail.send(
                server,
                notice.letter(server),
                new Errand(connection, notice.event().id(), patience, clock));
    }

    private void post(
            Connection connection, Map<String, @Nullable Object> body, String id, Duration patience)
            throws NodeFailure {
        var errand = new Errand(connection, id, patience, clock);
        var request =
                new Request.Builder()
                        .url(address(connection))
                        .header("User-Agent", "Sluice")
                        .post(
                                RequestBody.create(
                                        Json.write(body).getBytes(StandardCharsets.UTF_8), JSON))
                        .build();
        var reply = http.write(request, errand);
        if (!reply.successful()) {
            throw failure(connection, reply);
        }
    }

    /// The address is the secret: no message holds it.
    static HttpUrl address(Connection connection) throws NodeFailure {
        var url = HttpUrl.parse(connection.requireSecret("url").strip());
        if (url == null || !url.username().isEmpty()) {
            throw NodeFailure.permanent(
                    "connection.bad-setting",
                    Fault.USER,
                    "Expected the address of connection '"
                            + connection.name()
                            + "' to begin with https:// and to hold no user; open Connections and"
                            + " mend it.");
        }
        return url;
    }

    private NodeFailure failure(Connection connection, HttpReply reply) {
        var message =
                "Expected '%s' to take a message, found HTTP %d: %s"
                        .formatted(
                                connection.name(), reply.status(), Printable.of(reply.text(), 200));
        if (reply.status() == 429) {
            return NodeFailure.limited(
                    "chat.rate-limited", message, reply.retryAfter(clock.instant()));
        }
        return reply.status() >= 500
                ? NodeFailure.unanswered(
                        "chat.unavailable", message, new IOException("HTTP " + reply.status()))
                : NodeFailure.permanent("chat.refused", Fault.USER, message);
    }

    static List<ConnectionType> connectionTypes() {
        return List.of(
                new ConnectionType(
                        "slack",
                        "Slack",
                        """
                        A channel that people are told things in: that they are asked for an approval, and reminded.

                        In Slack make an app with *Incoming Webhooks* on, add a webhook to the channel, and copy its
                        address. Whoever has the address can write there, so it is kept as a secret.
                        """,
                        List.of(address("https://hooks.slack.com/services/…"))),
                new ConnectionType(
                        "teams",
                        "Microsoft Teams",
                        """
                        A channel or chat that people are told things in: that they are asked for an approval, and reminded.

                        In Teams choose *Workflows*, then *Post to a channel when a webhook request is received*, and copy
                        its address. Whoever has the address can write there, so it is kept as a secret.
                        """,
                        List.of(address("https://….logic.azure.com/workflows/…"))));
    }

    private static Setting address(String example) {
        return new Setting(
                "url",
                "Webhook address",
                "The whole address, as it was copied.",
                true,
                true,
                example);
    }
}
