package io.sluice.nodes.qualys.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads JSON the way Qualys writes it: a collection of one may be a bare object, a collection may
/// sit in a `list`, its items may be wrapped in their type's name, booleans and numbers may be
/// texts.
final class LenientJson {
    private LenientJson() {}

    /// The items of a collection, however it is written: `[{"TagSimple":{…}}]`,
    /// `{"list":{"TagSimple":[{…}]}}`, `{"TagSimple":{…}}`, `[{…}]`.
    ///
    /// @param wrapper the type name around items, where there is one
    static List<JsonNode> items(JsonNode collection, String wrapper) {
        var items = new ArrayList<JsonNode>();
        collect(collection, wrapper, items);
        return List.copyOf(items);
    }

    private static void collect(JsonNode node, String wrapper, List<JsonNode> items) {
        if (node.isArray()) {
            for (var item : node) {
                collect(item, wrapper, items);
            }
        } else if (node.isObject() && node.has("list")) {
            collect(node.path("list"), wrapper, items);
        } else if (node.isObject() && node.has(wrapper)) {
            collect(node.path(wrapper), wrapper, items);
        } else if (node.isObject() && !node.isEmpty()) {
            items.add(node);
        }
    }

    static Optional<String> text(JsonNode node) {
        return node.isValueNode() && !node.isNull()
                ? Optional.of(node.asString().strip()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    static Optional<Long> number(JsonNode node) {
        return node.isIntegralNumber()
                ? Optional.of(node.asLong())
                : text(node).flatMap(Numbers::whole);
    }

    /// A count: a number, a text of one, or the size of a collection; 0 when missing.
    static long count(JsonNode node) {
        if (node.isArray()) {
            return node.size();
        }
        return node.isBoolean() ? (node.asBoolean() ? 1 : 0) : number(node).orElse(0L);
    }

    /// A boolean, `"true"`, `1` or `"1"`; false when missing.
    static boolean flag(JsonNode node) {
        return text(node)
                .map(text -> text.equalsIgnoreCase("true") || text.equals("1"))
                .orElse(false);
    }
}
