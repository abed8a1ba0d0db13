package io.sluice.nodes.qualys.client;

import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.support.HttpReply;
import io.sluice.nodes.support.Json;
import io.sluice.nodes.support.VendorHttp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/// Sends requests to Qualys, each with the headers it always wants.
final class QualysWire {
    private static final MediaType JSON = MediaType.get("application/json");

    private final VendorHttp http;
    private final NodeContext context;
    private final Map<String, String> headers;

    private QualysWire(VendorHttp http, NodeContext context, Map<String, String> headers) {
        this.http = http;
        this.context = context;
        this.headers = headers;
    }

    static QualysWire basic(VendorHttp http, NodeContext context, String user, String password) {
        var credentials = Credentials.basic(user, password, StandardCharsets.UTF_8);
        return new QualysWire(http, context, Map.of("Authorization", credentials));
    }

    static QualysWire anonymous(VendorHttp http, NodeContext context) {
        return new QualysWire(http, context, Map.of());
    }

    Instant now() {
        return context.now();
    }

    QualysReply get(String url, Map<String, String> query, String accept, Call call)
            throws NodeFailure {
        return get(url, query, accept, Map.of(), call);
    }

    QualysReply get(
            String url,
            Map<String, String> query,
            String accept,
            Map<String, String> more,
            Call call)
            throws NodeFailure {
        var address = HttpUrl.get(url).newBuilder();
        query.forEach(address::addQueryParameter);
        return send(request(more).url(address.build()).header("Accept", accept).get(), call);
    }

    QualysReply postForm(String url, Map<String, String> form, Call call) throws NodeFailure {
        var body = new FormBody.Builder();
        form.forEach(body::add);
        return send(request(Map.of()).url(url).post(body.build()), call);
    }

    QualysReply postJson(String url, Map<String, ?> body, Map<String, String> more, Call call)
            throws NodeFailure {
        return send(
                request(more)
                        .url(url)
                        .header("Accept", "application/json")
                        .post(RequestBody.create(Json.write(body), JSON)),
                call);
    }

    private Request.Builder request(Map<String, String> more) {
        var request = new Request.Builder().header("X-Requested-With", "Sluice");
        headers.forEach(request::header);
        more.forEach(request::header);
        return request;
    }

    private QualysReply send(Request.Builder request, Call call) throws NodeFailure {
        var built = request.build();
        var reply = call.write() ? http.write(built, context) : http.read(built, context);
        return new QualysReply(reply.status(), reply.text(), pause(reply));
    }

    private Optional<Duration> pause(HttpReply reply) {
        return reply.header("X-RateLimit-ToWait-Sec")
                .flatMap(Numbers::whole)
                .filter(seconds -> seconds > 0)
                .map(Duration::ofSeconds)
                .or(() -> reply.retryAfter(context.now()));
    }
}
