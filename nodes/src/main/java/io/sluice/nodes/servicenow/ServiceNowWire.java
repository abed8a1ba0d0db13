package io.sluice.nodes.servicenow;

import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.nodes.support.HttpReply;
import io.sluice.nodes.support.Json;
import io.sluice.nodes.support.VendorHttp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import tools.jackson.databind.JsonNode;

/// Sends requests to an instance and understands its failures.
final class ServiceNowWire {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /// Statuses after which a write may yet have happened, beside those of 500 and more.
    private static final Set<Integer> UNCERTAIN = Set.of(408, 409, 425);

    private static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(30);

    private final VendorHttp http;
    private final NodeContext context;
    private final String instance;
    private final Authentication authentication;
    private final AccessTokens tokens;

    ServiceNowWire(
            VendorHttp http,
            NodeContext context,
            String instance,
            Authentication authentication,
            AccessTokens tokens) {
        this.http = http;
        this.context = context;
        this.instance = instance;
        this.authentication = authentication;
        this.tokens = tokens;
    }

    /// @param what what ServiceNow is to do, for people: "to read incident …"
    /// @return the `result`
    JsonNode get(String path, Map<String, String> query, String what) throws NodeFailure {
        return result(request(path, query).get(), what, false);
    }

    JsonNode post(String path, Map<String, String> query, Map<String, String> body, String what)
            throws NodeFailure {
        return result(request(path, query).post(json(body)), what, true);
    }

    JsonNode patch(String path, Map<String, String> query, Map<String, String> body, String what)
            throws NodeFailure {
        return result(request(path, query).patch(json(body)), what, true);
    }

    private static RequestBody json(Map<String, String> body) {
        return RequestBody.create(Json.write(body), JSON);
    }

    private Request.Builder request(String path, Map<String, String> query) {
        var url = HttpUrl.get(instance + path).newBuilder();
        query.forEach(url::addQueryParameter);
        return new Request.Builder().url(url.build()).header("Accept", "application/json");
    }

    private JsonNode result(Request.Builder request, String what, boolean write)
            throws NodeFailure {
        return read(authenticated(request, write), what, write).path("result");
    }

    /// With a token that is refused, once more with a fresh one: 401 means that nothing was done.
    private Reply authenticated(Request.Builder request, boolean write) throws NodeFailure {
        return switch (authentication) {
            case Authentication.Basic(var header) ->
                    send(request.header("Authorization", header), write);
            case Authentication.OAuth oauth -> {
                var token = token(oauth);
                var reply = send(request.header("Authorization", "Bearer " + token), write);
                if (reply.status != 401) {
                    yield reply;
                }
                tokens.forget(oauth, token);
                yield send(request.header("Authorization", "Bearer " + token(oauth)), write);
            }
        };
    }

    private String token(Authentication.OAuth oauth) throws NodeFailure {
        return tokens.token(oauth, context.now(), () -> fetch(oauth));
    }

    private AccessTokens.Granted fetch(Authentication.OAuth oauth) throws NodeFailure {
        var form = new FormBody.Builder();
        oauth.grant().forEach(form::add);
        var what = "to grant an access token";
        var request =
                new Request.Builder()
                        .url(instance + "/oauth_token.do")
                        .header("Accept", "application/json")
                        .post(form.build());
        var answer = read(send(request, false), what, false);
        var token = answer.path("access_token").asString("");
        if (token.isEmpty()) {
            throw unreadable(what, "no token", false);
        }
        var seconds = answer.path("expires_in").asLong(DEFAULT_LIFETIME.toSeconds());
        return new AccessTokens.Granted(token, Duration.ofSeconds(Math.max(seconds, 0)));
    }

    private record Reply(int status, String body, boolean html, Optional<Duration> pause) {}

    private Reply send(Request.Builder request, boolean write) throws NodeFailure {
        var built = request.build();
        var reply = write ? http.write(built, context) : http.read(built, context);
        var html = reply.header("Content-Type").filter(type -> type.contains("html")).isPresent();
        return new Reply(reply.status(), reply.text(), html, pause(reply));
    }

    /// `Retry-After`, or else until the hour of the rule is over.
    private Optional<Duration> pause(HttpReply reply) {
        return reply.retryAfter(context.now())
                .or(() -> reply.header("X-RateLimit-Reset").flatMap(this::until));
    }

    private Optional<Duration> until(String epochSecond) {
        if (!epochSecond.strip().matches("[0-9]{1,12}")) {
            return Optional.empty();
        }
        var reset = Instant.ofEpochSecond(Long.parseLong(epochSecond.strip()));
        var pause = Duration.between(context.now(), reset);
        return pause.isPositive() && pause.compareTo(LONGEST_PAUSE) <= 0
                ? Optional.of(pause)
                : Optional.empty();
    }

    private JsonNode read(Reply reply, String what, boolean write) throws NodeFailure {
        if (reply.status >= 200 && reply.status < 300) {
            if (reply.html) {
                throw asleep(what, write);
            }
            return Json.parse(reply.body)
                    .orElseThrow(() -> unreadable(what, "no JSON object", write));
        }
        var error =
                Json.parse(reply.body).map(ServiceNowWire::error).orElse("HTTP " + reply.status);
        throw switch (reply.status) {
            case 401 ->
                    refused("servicenow.login-refused", what, error, "check the connection's user");
            case 403 ->
                    refused(
                            "servicenow.forbidden",
                            what,
                            error,
                            "check the user's roles and the table's rules");
            case 404 ->
                    refused(
                            "servicenow.record.not-found",
                            what,
                            error,
                            "check that it exists and the user may see it");
            case 429 ->
                    NodeFailure.limited(
                            "servicenow.rate-limit",
                            ("ServiceNow's rate limit is reached, it refused %s: %s. It is "
                                            + "tried again.")
                                    .formatted(what, error),
                            reply.pause);
            default ->
                    reply.status >= 500 || UNCERTAIN.contains(reply.status)
                            ? failedInside(what, error, write)
                            : refused(
                                    "servicenow.request-refused",
                                    what,
                                    error,
                                    "check the node's fields");
        };
    }

    /// `{"error":{"message","detail"}}` of tables, `{"error","error_description"}` of tokens.
    private static String error(JsonNode body) {
        var error = body.path("error");
        if (error.isObject()) {
            var detail = error.path("detail").asString("");
            var message = error.path("message").asString("");
            return detail.isBlank() ? message : message + ": " + detail;
        }
        return body.path("error_description").asString(error.asString("no message"));
    }

    private static NodeFailure refused(String code, String what, String error, String advice) {
        return NodeFailure.permanent(
                code,
                Fault.USER,
                "ServiceNow refused %s: %s. Please %s.".formatted(what, error, advice));
    }

    private NodeFailure asleep(String what, boolean write) {
        var message =
                ("Expected ServiceNow %s, it answered with a web page; the instance may be "
                                + "asleep, wake it with a browser.")
                        .formatted(what);
        return write
                ? NodeFailure.unanswered(
                        "servicenow.unanswered", message, new IllegalStateException("text/html"))
                : NodeFailure.retryable("servicenow.asleep", Fault.PROVIDER, message);
    }

    /// An answer of success that makes no sense: what was to be read is read again, what was to be
    /// written may have been.
    NodeFailure unreadable(String what, String found, boolean write) {
        return failedInside(what, "an answer with " + found, write);
    }

    private static NodeFailure failedInside(String what, String detail, boolean write) {
        var message = "Expected ServiceNow %s, found: %s".formatted(what, detail);
        return write
                ? NodeFailure.unanswered(
                        "servicenow.unanswered", message, new IllegalStateException(detail))
                : NodeFailure.retryable("servicenow.unavailable", Fault.PROVIDER, message);
    }
}
