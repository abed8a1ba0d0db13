package io.sluice.nodes.notify;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/// An event in the words of its receiver. JSON is written in ASCII, so that no receiver has to
/// guess a charset and no character of it can end a line.
final class Rendering {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private Rendering() {}

    /// The body of a webhook, as Standard Webhooks suggests it.
    static String webhook(SiemEvent event) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("type", "sluice." + event.type());
        body.put("timestamp", event.at().toString());
        body.put("data", event.data());
        return ASCII.writeValueAsString(body);
    }

    /// An event of Splunk's HTTP Event Collector.
    static String splunk(SiemEvent event, SiemReceiver.Splunk to) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("time", event.at().toEpochMilli() / 1000.0);
        body.put("host", to.host());
        body.put("source", "sluice");
        body.put("sourcetype", to.sourceType());
        if (!to.index().isEmpty()) {
            body.put("index", to.index());
        }
        body.put("event", event.data());
        return ASCII.writeValueAsString(body);
    }

    /// A message of RFC 5424, without its frame.
    static String syslog(SiemEvent event, SiemReceiver.Syslog to) {
        var message = to.cef() ? cef(event) : ASCII.writeValueAsString(event.data());
        return "<%d>1 %s %s sluice - %s - %s"
                .formatted(
                        to.facility() * 8 + level(event.severity()),
                        TIME.format(event.at()),
                        Printable.token(to.host(), 255),
                        Printable.token(event.type(), 32),
                        message);
    }

    /// The severity of RFC 5424: 2 (critical) to 6 (informational).
    static int level(int severity) {
        if (severity >= 9) {
            return 2;
        }
        if (severity >= 7) {
            return 3;
        }
        if (severity >= 5) {
            return 4;
        }
        return severity >= 3 ? 5 : 6;
    }

    /// ArcSight's Common Event Format, version 0.
    static String cef(SiemEvent event) {
        return "CEF:0|Sluice|Sluice|1|%s|%s|%d|rt=%d externalId=%s suser=%s cs1Label=subject cs1=%s cs2Label=fields cs2=%s"
                .formatted(
                        inHeader(event.type()),
                        inHeader(event.title()),
                        event.severity(),
                        event.at().toEpochMilli(),
                        inExtension(event.id()),
                        inExtension(event.actor()),
                        inExtension(event.subject()),
                        inExtension(ASCII.writeValueAsString(event.fields())));
    }

    private static String inHeader(String text) {
        return text.replace("\\", "\\\\").replace("|", "\\|").replaceAll("[\r\n]", " ");
    }

    private static String inExtension(String text) {
        return text.replace("\\", "\\\\")
                .replace("=", "\\=")
                .replace("\r", "\\r")
                .replace("\n", "\\n");
    }
}
