package io.sluice.nodes.qualys.client;

import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.support.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import tools.jackson.databind.JsonNode;

/// Calls the QPS API (`/qps/rest/2.0/<verb>/am/<object>`) in JSON. Its errors come with HTTP 200:
/// the `responseCode` counts.
final class QpsClient {
    private static final int PAGE_SIZE = 100;
    private static final int MOST_PAGES = 50;

    private final QualysWire wire;
    private final String base;

    /// @param base the API server: `https://qualysapi.qualys.com`
    QpsClient(QualysWire wire, String base) {
        this(wire, base, "2.0");
    }

    QpsClient(QualysWire wire, String base, String version) {
        this.wire = wire;
        this.base = base + "/qps/rest/" + version + "/";
    }

    /// @param more whether there are others
    record Page(List<JsonNode> rows, boolean more) {}

    /// The first objects of which the name contains a text.
    ///
    /// @param text empty for any
    Page named(String object, String type, String text, int most, Call call) throws NodeFailure {
        var request = new LinkedHashMap<String, Object>();
        request.put("preferences", Map.of("startFromOffset", 1, "limitResults", most));
        if (!text.isBlank()) {
            var criterion = Map.of("field", "name", "operator", "CONTAINS", "value", text);
            request.put("filters", Map.of("Criteria", List.of(criterion)));
        }
        var answer = post("search/am/" + object, request, call);
        return new Page(
                LenientJson.items(answer.path("data"), type),
                LenientJson.flag(answer.path("hasMoreRecords")));
    }

    /// The objects of which a field has exactly this value.
    ///
    /// @param object in the path: `hostasset`
    /// @param type in the answer: `HostAsset`
    List<JsonNode> search(String object, String type, String field, String value, Call call)
            throws NodeFailure {
        var found = new ArrayList<JsonNode>();
        for (var page = 0; page < MOST_PAGES; page++) {
            var preferences =
                    Map.of("startFromOffset", 1 + page * PAGE_SIZE, "limitResults", PAGE_SIZE);
            var criteria = List.of(Map.of("field", field, "operator", "EQUALS", "value", value));
            var request =
                    Map.of("preferences", preferences, "filters", Map.of("Criteria", criteria));
            var answer = post("search/am/" + object, request, call);
            found.addAll(LenientJson.items(answer.path("data"), type));
            if (!LenientJson.flag(answer.path("hasMoreRecords"))) {
                return found;
            }
        }
        throw call.refused(
                "qualys.too-many-results",
                "more than %d results".formatted(MOST_PAGES * PAGE_SIZE),
                "narrow the search");
    }

    Optional<JsonNode> get(String object, String type, long id, Call call) throws NodeFailure {
        try {
            var reply =
                    wire.get(
                            base + "get/am/" + object + "/" + id,
                            Map.of(),
                            "application/json",
                            call);
            return first(read(reply, call), type);
        } catch (NodeFailure failure) {
            if (failure.code().equals("qualys.not-found")) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    Optional<JsonNode> create(String object, String type, Map<String, ?> fields, Call call)
            throws NodeFailure {
        var request = Map.of("data", Map.of(type, fields));
        return first(post("create/am/" + object, request, call), type);
    }

    void update(String object, String type, long id, Map<String, ?> fields, Call call)
            throws NodeFailure {
        post("update/am/" + object + "/" + id, Map.of("data", Map.of(type, fields)), call);
    }

    /// Deletes it; that it is gone already is as good.
    void delete(String object, long id, Call call) throws NodeFailure {
        try {
            post("delete/am/" + object + "/" + id, Map.of(), call);
        } catch (NodeFailure failure) {
            if (!failure.code().equals("qualys.not-found")) {
                throw failure;
            }
        }
    }

    private static Optional<JsonNode> first(JsonNode answer, String type) {
        return LenientJson.items(answer.path("data"), type).stream().findFirst();
    }

    private JsonNode post(String path, Map<String, ?> request, Call call) throws NodeFailure {
        return read(
                wire.postJson(base + path, Map.of("ServiceRequest", request), Map.of(), call),
                call);
    }

    private static JsonNode read(QualysReply reply, Call call) throws NodeFailure {
        var answer = Json.parse(reply.body()).map(json -> json.path("ServiceResponse"));
        var code = answer.flatMap(json -> LenientJson.text(json.path("responseCode")));
        if (answer.isPresent() && code.isPresent()) {
            if (code.get().equals("SUCCESS")) {
                return answer.get();
            }
            var details = answer.get().path("responseErrorDetails");
            var text = LenientJson.text(details.path("errorMessage")).orElse("no message");
            throw failure(code.get(), text, reply, call);
        }
        var xml = xmlError(reply);
        if (xml.isPresent()) {
            throw failure(
                    xml.get().textAt("responseCode").orElse(""),
                    xml.get().textAt("responseErrorDetails", "errorMessage").orElse("no message"),
                    reply,
                    call);
        }
        reply.requireSuccess(call);
        throw call.failedInside("an answer that is no JSON with a ServiceResponse");
    }

    /// Errors may come as XML although JSON was asked for.
    private static Optional<XmlElement> xmlError(QualysReply reply) {
        try {
            return Optional.of(XmlAnswer.parse(reply.body()))
                    .filter(root -> root.textAt("responseCode").isPresent());
        } catch (XMLStreamException noXml) {
            return Optional.empty();
        }
    }

    private static NodeFailure failure(String code, String message, QualysReply reply, Call call) {
        var text = "%s: %s".formatted(code, message);
        return switch (code.toUpperCase(Locale.ROOT)) {
            case "INVALID_CREDENTIALS", "UNAUTHORIZED" ->
                    call.refused("qualys.login-refused", text, "check the connection's user");
            case "INSUFFICIENT_PERMISSION" ->
                    call.refused("qualys.forbidden", text, "check the account's role and scope");
            case "OBJECT_NOT_FOUND", "NOT_FOUND" ->
                    call.refused("qualys.not-found", text, "check that it is in the user's scope");
            case "EVALUATION_EXPIRED" ->
                    call.refused("qualys.not-licensed", text, "ask Qualys for this module");
            case "LIMIT_EXCEEDED" ->
                    NodeFailure.limited(
                            "qualys.rate-limit",
                            "Qualys' call budget is used up, it refused %s: %s. It is tried again."
                                    .formatted(call.what(), text),
                            reply.pause());
            case "INTERNAL_ERROR" -> call.failedInside(text);
            default -> call.refused("qualys.request-refused", text, "check the node's fields");
        };
    }
}
