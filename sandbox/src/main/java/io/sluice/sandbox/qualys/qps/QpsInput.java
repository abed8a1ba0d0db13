package io.sluice.sandbox.qualys.qps;

import io.sluice.sandbox.http.BadInput;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Json;
import io.sluice.sandbox.http.XmlTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

/// A `ServiceRequest`, read from XML or JSON into the same shape.
record QpsInput(List<Criterion> criteria, JsonNode preferences, JsonNode data) {
    record Criterion(String field, String operator, String value) {}

    /// Throws [QpsError] when the body cannot be read.
    static QpsInput read(Call call) {
        try {
            JsonNode root = isJson(call) ? Json.tree(call.body()) : xml(call.body());
            JsonNode request = root.path("ServiceRequest");
            return new QpsInput(
                    criteria(request.path("filters").path("Criteria")),
                    request.path("preferences"),
                    request.path("data"));
        } catch (BadInput e) {
            throw new QpsError(
                    200,
                    isJson(call) ? "INVALID_REQUEST" : "INVALID_XML",
                    e.toString(),
                    "Send a well-formed ServiceRequest.");
        }
    }

    static boolean isJson(Call call) {
        return call.carries("json");
    }

    private static JsonNode xml(String body) {
        if (body.isBlank()) {
            return Json.tree("{}");
        }
        Element root = XmlTree.parse(body);
        return Json.tree(Json.write(Map.of(root.getTagName(), tree(root))));
    }

    private static Object tree(Element element) {
        List<Element> children = XmlTree.children(element);
        if (element.getTagName().equals("Criteria")) {
            Map<String, Object> criterion = new LinkedHashMap<>();
            criterion.put("field", element.getAttribute("field"));
            criterion.put("operator", element.getAttribute("operator"));
            criterion.put("value", element.getTextContent().strip());
            return criterion;
        }
        if (children.isEmpty()) {
            return element.getTextContent().strip();
        }
        Map<String, List<Object>> named = new LinkedHashMap<>();
        for (Element child : children) {
            named.computeIfAbsent(child.getTagName(), n -> new ArrayList<>()).add(tree(child));
        }
        Map<String, Object> object = new LinkedHashMap<>();
        named.forEach((name, values) ->
                object.put(name, values.size() == 1 ? values.getFirst() : values));
        return object;
    }

    private static List<Criterion> criteria(JsonNode node) {
        List<Criterion> criteria = new ArrayList<>();
        for (JsonNode one : many(node)) {
            criteria.add(
                    new Criterion(
                            one.path("field").asString(""),
                            one.path("operator").asString("EQUALS"),
                            one.path("value").asString("")));
        }
        return criteria;
    }

    /// A collection that may have come as its single element.
    static List<JsonNode> many(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        if (!node.isArray()) {
            return List.of(node);
        }
        List<JsonNode> all = new ArrayList<>();
        node.forEach(all::add);
        return all;
    }

    /// The object that the request is about.
    JsonNode object(String name) {
        JsonNode first = data.isArray() && !data.isEmpty() ? data.get(0) : data;
        JsonNode object = first.path(name);
        if (!object.isObject()) {
            throw QpsError.invalid(
                    "data: Expected an element %s".formatted(name),
                    "Send data.%s with the fields to set.".formatted(name));
        }
        return object;
    }

    static Optional<String> text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isValueNode() && !value.isNull()
                ? Optional.of(value.asString(""))
                : Optional.empty();
    }

    int preference(String name, int fallback, int max) {
        String value = text(preferences, name).orElse(Integer.toString(fallback));
        if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < 1) {
            throw QpsError.invalid(
                    "preferences: Invalid value for %s (%s).".formatted(name, value),
                    "Specify a positive number.");
        }
        return Math.min(max, Integer.parseInt(value));
    }
}
