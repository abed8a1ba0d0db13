package io.sluice.nodes.notify;

import io.sluice.engine.node.ConnectionProbe;
import io.sluice.engine.node.ConnectionType;
import io.sluice.engine.node.ConnectionType.Setting;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeProvider;
import io.sluice.engine.node.NodeType;
import io.sluice.nodes.support.EgressGuard;
import io.sluice.nodes.support.VendorHttp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The node types that tell others, and their connection types.
public final class NotifyNodes implements NodeProvider {
    static final String CATEGORY = "Notification";

    /// First part of every error code.
    static final String VENDOR = "siem";

    @Override
    public List<NodeType<?, ?>> nodeTypes(NodeEnvironment environment) {
        var export = new SiemExport(environment);
        return List.of(
                new SendEvent(export), new SendWebhook(export), new SendMail(mail(environment)));
    }

    private static SmtpWire mail(NodeEnvironment environment) {
        return new SmtpWire(new EgressGuard(environment));
    }

    @Override
    public List<ConnectionProbe> connectionProbes(NodeEnvironment environment) {
        var guard = new EgressGuard(environment);
        return List.of(
                new SmtpProbe(mail(environment)),
                new SlackProbe(new VendorHttp("chat", guard)),
                new TeamsProbe(guard));
    }

    @Override
    public List<ConnectionType> connectionTypes() {
        var types = new ArrayList<>(Notices.connectionTypes());
        types.add(siem());
        types.add(SmtpTypes.connectionType());
        return List.copyOf(types);
    }

    private static ConnectionType siem() {
        return new ConnectionType(
                SiemReceiver.TYPE,
                "SIEM",
                """
                Where events go.

                - **webhook**: any address that takes JSON. The secret signs, as Standard Webhooks says; make one
                  with `whsec_` and at least 24 random bytes in Base64. Without one events are not signed.
                - **splunk**: the HTTP Event Collector, such as `https://splunk.example:8088`; the secret is its
                  token. Leave *indexer acknowledgement* off for it.
                - **syslog**: `tls://host:6514`, `tcp://host:514` or `udp://host:514`. Only TLS keeps events from
                  being read and changed on the way.

                Private and loopback addresses are refused unless an administrator allows exactly that host and
                port.
                """,
                settings());
    }

    private static List<Setting> settings() {
        return List.of(
                new Setting("kind", "Kind", "webhook, splunk or syslog.", true, false, "splunk"),
                new Setting(
                        "url",
                        "Address",
                        "An http or https URL; for syslog tls://, tcp:// or udp://.",
                        true,
                        false,
                        "https://splunk.example:8088"),
                new Setting(
                        "secret",
                        "Secret",
                        "Webhook: the signing secret. Splunk: the token.",
                        false,
                        true,
                        ""),
                new Setting(
                        "policyEvents",
                        "Policy events",
                        "yes: whatever happens to policies is sent here by itself.",
                        false,
                        false,
                        "yes"),
                new Setting(
                        "index",
                        "Index",
                        "Splunk: without one the token's.",
                        false,
                        false,
                        "security"),
                new Setting(
                        "sourceType",
                        "Source type",
                        "Splunk: without one sluice:event.",
                        false,
                        false,
                        "sluice:event"),
                new Setting(
                        "hostName",
                        "Host name",
                        "Whom events come from; without one sluice.",
                        false,
                        false,
                        "sluice-prod"),
                new Setting(
                        "format",
                        "Format",
                        "syslog: json or cef; without one json.",
                        false,
                        false,
                        "cef"),
                new Setting(
                        "facility",
                        "Facility",
                        "syslog: 0 to 23; without one 16 (local0).",
                        false,
                        false,
                        "16"),
                new Setting(
                        "caCert",
                        "CA certificate",
                        "syslog over TLS: PEM of who signed the server's certificate, if it is a CA of your own.",
                        false,
                        false,
                        "-----BEGIN CERTIFICATE-----…"));
    }

    static Map<String, String> errors() {
        var codes = new LinkedHashMap<String, String>();
        codes.put("siem.bad-config", "The fields of the node, or node and connection, do not fit.");
        codes.put("connection.bad-setting", "A setting of the connection is wrong.");
        codes.put("siem.unauthenticated", "401: the token or secret is wrong.");
        codes.put("siem.forbidden", "403: the token is unknown or may not write to the index.");
        codes.put("siem.refused", "The receiver refused the event.");
        codes.put("siem.busy", "Splunk is busy; tried again.");
        codes.put("siem.rate-limited", "429; tried again when the receiver says.");
        codes.put("siem.unreachable", "No connection; nothing was sent; retried.");
        codes.put("siem.egress-refused", "A private, loopback or metadata address.");
        codes.put("siem.untrusted-certificate", "The receiver's certificate is not trusted.");
        codes.put("siem.too-long", "Longer than a datagram may be.");
        codes.put("siem.unavailable", "5xx: the event may have been taken or not.");
        codes.put("siem.no-answer", "The answer was lost: it may have arrived or not.");
        codes.put("siem.unexpected-answer", "A success whose answer is not the receiver's.");
        return codes;
    }
}
