package io.sluice.nodes.qualys.client;

import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.support.Json;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Calls the gateway's JSON APIs with a token, which is renewed early, and once more when the
/// gateway does not take it.
final class GatewayClient {
    /// Statuses whose body says what was wrong with the request.
    private static final Set<Integer> MALFORMED = Set.of(200, 400, 404, 422);

    private final QualysWire wire;
    private final GatewayTokens.Account account;
    private final GatewayTokens tokens;

    GatewayClient(QualysWire wire, GatewayTokens.Account account, GatewayTokens tokens) {
        this.wire = wire;
        this.account = account;
        this.tokens = tokens;
    }

    JsonNode get(String path, Map<String, String> query, Call call) throws NodeFailure {
        return read(reply(path, query, call), call);
    }

    /// The answer of any status, for who reads it otherwise.
    QualysReply reply(String path, Map<String, String> query, Call call) throws NodeFailure {
        return send(authorization ->
                wire.get(account.gateway() + path, query, "application/json", authorization, call));
    }

    JsonNode post(String path, Map<String, ?> body, Call call) throws NodeFailure {
        return read(
                send(authorization ->
                        wire.postJson(account.gateway() + path, body, authorization, call)),
                call);
    }

    private interface Send {
        QualysReply with(Map<String, String> authorization) throws NodeFailure;
    }

    private QualysReply send(Send send) throws NodeFailure {
        var token = tokens.token(account, wire);
        var reply = send.with(bearer(token));
        if (reply.status() == 401) {
            tokens.forget(account, token);
            reply = send.with(bearer(tokens.token(account, wire)));
        }
        return reply;
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    private static JsonNode read(QualysReply reply, Call call) throws NodeFailure {
        var answer = Json.parse(reply.body());
        var error =
                answer.map(json -> json.path("_error"))
                        .flatMap(json -> LenientJson.text(json.path("message")));
        if (error.isPresent() && MALFORMED.contains(reply.status())) {
            throw call.refused("qualys.request-refused", error.get(), "check the node's fields");
        }
        reply.requireSuccess(call);
        return answer.orElseThrow(() -> call.failedInside("an answer that is no JSON"));
    }
}
