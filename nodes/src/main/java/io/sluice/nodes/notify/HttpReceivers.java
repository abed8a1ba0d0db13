package io.sluice.nodes.notify;

import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.nodes.support.HttpReply;
import io.sluice.nodes.support.Json;
import io.sluice.nodes.support.VendorHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.ByteString;

/// Posts events to a webhook or to Splunk, once.
record HttpReceivers(VendorHttp http) {
    private static final MediaType JSON = MediaType.get("application/json");

    /// Standard Webhooks: id, time and signature in headers. A receiver that keeps to it takes a
    /// repeated id for the same message.
    void post(SiemReceiver.Webhook to, String id, String body, NodeContext context)
            throws NodeFailure {
        var at = Long.toString(context.now().getEpochSecond());
        var request =
                new Request.Builder()
                        .url(to.url())
                        .header("User-Agent", "Sluice")
                        .header("webhook-id", id)
                        .header("webhook-timestamp", at)
                        .post(RequestBody.create(body.getBytes(StandardCharsets.UTF_8), JSON));
        if (to.key().size() > 0) {
            request.header("webhook-signature", "v1," + sign(to.key(), id + "." + at + "." + body));
        }
        var reply = http.write(request.build(), context);
        if (!reply.successful()) {
            throw reply.failure(NotifyNodes.VENDOR, true, context.now(), "");
        }
    }

    private static String sign(ByteString key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.toByteArray(), "HmacSHA256"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", impossible);
        }
    }

    void collect(SiemReceiver.Splunk to, String body, NodeContext context) throws NodeFailure {
        var path = to.url().newBuilder();
        if (to.url().encodedPath().equals("/")) {
            path.encodedPath("/services/collector/event");
        } else if (!to.url().encodedPath().endsWith("/collector/event")) {
            path.addPathSegments("services/collector/event");
        }
        var request =
                new Request.Builder()
                        .url(path.build())
                        .header("Authorization", "Splunk " + to.token())
                        .post(RequestBody.create(body.getBytes(StandardCharsets.UTF_8), JSON))
                        .build();
        judge(http.write(request, context), context);
    }

    /// `{"text":"Success","code":0}`; 9 is *server is busy*, of which Splunk says that nothing was
    /// taken.
    private static void judge(HttpReply reply, NodeContext context) throws NodeFailure {
        var json = Json.parse(reply.text());
        var code = json.map(tree -> tree.path("code").asInt(-1)).orElse(-1);
        var text = json.map(tree -> tree.path("text").asString("")).orElse("");
        if (reply.successful() && code == 0) {
            return;
        }
        if (reply.successful()) {
            throw NodeFailure.unanswered(
                    "siem.unexpected-answer",
                    "Expected Splunk to say Success, found HTTP %d with '%s'; check the connection's URL."
                            .formatted(reply.status(), Printable.of(text, 200)),
                    new IOException("code " + code));
        }
        if (reply.status() == 503 && code == 9) {
            throw NodeFailure.limited(
                    "siem.busy",
                    "Expected Splunk to take the event, found that it is busy; it is tried again.",
                    reply.retryAfter(context.now()).or(Optional::empty));
        }
        if (code == 6 || code == 12 || code == 13) {
            throw NodeFailure.permanent(
                    "siem.refused",
                    Fault.INTERNAL,
                    "Expected Splunk to understand the event, found: " + Printable.of(text, 200));
        }
        throw reply.failure(NotifyNodes.VENDOR, true, context.now(), Printable.of(text, 200));
    }
}
