package io.sluice.nodes.notify;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.ConnectionProbe;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.nodes.support.VendorHttp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/// Sends a message without a text, of which Slack says that it has none: so it knows the address,
/// and nobody sees anything. Of an address that it does not know it says so.
record SlackProbe(VendorHttp http) implements ConnectionProbe {
    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
    private static final Set<String> MISSING_TEXT =
            Set.of("no_text", "missing_text_or_fallback_or_attachments", "invalid_payload");

    @Override
    public String connectionType() {
        return "slack";
    }

    @Override
    public List<String> permissions() {
        return List.of("incoming-webhook");
    }

    @Override
    public String probe(Connection connection, NodeContext context) throws NodeFailure {
        var empty = RequestBody.create("{}".getBytes(StandardCharsets.UTF_8), JSON);
        var request =
                new Request.Builder()
                        .url(Notices.address(connection))
                        .header("User-Agent", "Sluice")
                        .post(empty)
                        .build();
        var reply = http.read(request, context);
        var said = reply.text().strip();
        if (reply.status() == 400 && MISSING_TEXT.contains(said)) {
            return "Slack knows the address; nothing was posted.";
        }
        throw NodeFailure.permanent(
                "chat.refused",
                Fault.USER,
                "Expected Slack to know the address and to miss a text, found HTTP %d: %s; copy the address of the webhook anew."
                        .formatted(reply.status(), Printable.of(said, 200)));
    }
}
