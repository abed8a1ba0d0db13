package io.sluice.nodes.http;

import io.sluice.engine.node.Change;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Plan;
import io.sluice.nodes.support.HttpReply;
import io.sluice.nodes.support.VendorHttp;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/// Plans and sends requests that change something: once, to one place, without redirects.
final class Requests {
    private static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final String CONTENT_TYPE = "Content-Type";

    private final VendorHttp http;

    Requests(VendorHttp http) {
        this.http = http;
    }

    /// @param keyHeader the header for the effect's key; null for none
    Plan<RequestPlan> plan(RequestForm form, @Nullable String keyHeader, NodeContext context)
            throws NodeFailure {
        if (!METHODS.contains(form.method())) {
            throw HttpErrors.badConfig(
                    "method",
                    "POST, PUT, PATCH or DELETE (use http.get to read)",
                    "'" + form.method() + "'");
        }
        var rules =
                new AnswerRules(
                        form.expectedStatuses(),
                        form.notAppliedStatuses(),
                        form.readAs(),
                        form.maxBytes(),
                        form.answerSchema());
        rules.check();
        var connection = HttpConnection.open(form.connection(), context);
        var url = connection.target(form.url(), form.query());
        var payload = Payload.of(form.body(), form.bodyType());
        var plan =
                new RequestPlan(
                        form.connection(),
                        form.method(),
                        url.toString(),
                        headers(form, payload, keyHeader, connection),
                        payload,
                        keyHeader,
                        rules,
                        form.dryRunBody());
        return Plan.of(plan, change(plan, url, form.body(), connection));
    }

    private static Map<String, String> headers(
            RequestForm form,
            @Nullable Payload payload,
            @Nullable String keyHeader,
            HttpConnection connection)
            throws NodeFailure {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(RequestHeaders.checked(form.headers(), connection));
        if (keyHeader != null && headers.containsKey(keyHeader)) {
            throw HttpErrors.badConfig(
                    "headers", "without the idempotency header", "'" + keyHeader + "'");
        }
        headers.putIfAbsent("Accept", "application/json, */*;q=0.8");
        if (payload != null) {
            headers.putIfAbsent(CONTENT_TYPE, payload.contentType());
        }
        return headers;
    }

    private static Change change(
            RequestPlan plan, HttpUrl url, @Nullable Object body, HttpConnection connection) {
        var cleaned = new Cleaned(connection.redaction());
        var where = cleaned.shown(url);
        var sent = new LinkedHashMap<String, @Nullable Object>();
        sent.put("headers", cleaned.shown(plan.headers()));
        sent.put("body", cleaned.shown(body));
        var credentials =
                connection.authenticates()
                        ? " with the credentials of connection '" + plan.connection() + "'"
                        : "";
        return new Change(
                plan.method(),
                where,
                "",
                null,
                sent,
                "Send %s to %s%s".formatted(plan.method(), where, credentials));
    }

    RequestOutput send(RequestPlan plan, NodeContext context) throws NodeFailure {
        var connection = HttpConnection.open(plan.connection(), context);
        var url = HttpUrl.get(plan.url());
        connection.check(url);
        var reply =
                http.write(
                        request(plan, url, connection, context), context, plan.rules().maxBytes());
        var cleaned = new Cleaned(connection.redaction());
        if (!plan.rules().expects(reply.status())) {
            throw new Refusals(plan.rules(), cleaned, context.now()).write(reply);
        }
        return read(reply, plan.rules(), cleaned);
    }

    private static Request request(
            RequestPlan plan, HttpUrl url, HttpConnection connection, NodeContext context) {
        var payload = plan.payload();
        var body = payload == null ? RequestBody.create(ByteString.EMPTY, null) : payload.toBody();
        var request = new Request.Builder().url(url).method(plan.method(), body);
        plan.headers().forEach(request::header);
        connection.credential(url).ifPresent(own -> request.header(own.header(), own.value()));
        if (plan.keyHeader() != null) {
            request.header(plan.keyHeader(), context.effectKey());
        }
        return request.build();
    }

    /// The request was carried out: an answer that cannot be used leaves in doubt what it did, and
    /// must never pass for a request that was not carried out.
    private static RequestOutput read(HttpReply reply, AnswerRules rules, Cleaned cleaned)
            throws NodeFailure {
        try {
            var answer = Answer.of(reply, rules.readAs(), cleaned);
            var schema = rules.schema();
            if (schema != null) {
                var misfit = new AnswerSchema(schema).misfit(answer.body());
                if (misfit.isPresent()) {
                    throw new Answer.Unfit("an answer that does not fit: " + misfit.get());
                }
            }
            return RequestOutput.of(answer);
        } catch (Answer.Unfit unfit) {
            var message =
                    "Expected an answer that fits the node's schema from %s, found HTTP %d with %s. The request itself succeeded; look at what it did."
                            .formatted(
                                    cleaned.text(Urls.shown(reply.url().toString())),
                                    reply.status(),
                                    unfit.why());
            throw NodeFailure.unanswered(
                    "http.unexpected-answer", message, new IOException(unfit.why()));
        }
    }

    /// What a dry run goes on with: the first expected status, no headers, and the body that the
    /// author assumes.
    static RequestOutput preview(RequestPlan plan) {
        return new RequestOutput(
                new Statuses(plan.rules().expected()).first(),
                Map.of(),
                plan.dryRunBody(),
                plan.dryRunBody() == null ? "(planned)" : null);
    }
}
