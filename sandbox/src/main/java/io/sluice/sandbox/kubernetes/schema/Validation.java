package io.sluice.sandbox.kubernetes.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.sluice.sandbox.http.Json;
import io.sluice.sandbox.world.Tree;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Holds an object against its schema and says what is wrong in the words of the API server.
public final class Validation {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(Dialects.getDraft202012());
    private static final Map<Map<String, Object>, Schema> COMPILED =
            Collections.synchronizedMap(new IdentityHashMap<>());

    private Validation() {}

    /// One thing that is wrong.
    ///
    /// @param reason such as `FieldValueNotSupported`
    /// @param field such as `spec.kprobes[0].args[0].type`
    public record Flaw(String reason, String message, String field) {}

    /// @param schema one that stays as it is; it is compiled once
    public static List<Flaw> flaws(Map<String, Object> schema, Map<String, Object> object) {
        if (schema.isEmpty()) {
            return List.of();
        }
        Schema compiled = COMPILED.computeIfAbsent(schema, Validation::compile);
        return compiled.validate(Json.tree(Json.write(object))).stream()
                .map(Validation::flaw)
                .toList();
    }

    private static Schema compile(Map<String, Object> schema) {
        return REGISTRY.getSchema(Json.tree(Json.write(plain(schema))));
    }

    /// Without the words that only Kubernetes knows.
    private static Map<String, Object> plain(Map<String, Object> schema) {
        Map<String, Object> plain = new LinkedHashMap<>();
        schema.forEach((key, value) -> {
            if (!key.startsWith("x-kubernetes-")) {
                plain.put(key, value instanceof Map<?, ?> map ? plain(Tree.map(map)) : value);
            }
        });
        if (Boolean.TRUE.equals(schema.get("x-kubernetes-int-or-string"))) {
            plain.put("type", List.of("integer", "string"));
        }
        return plain;
    }

    private static Flaw flaw(Error error) {
        String field = field(error.getInstanceLocation().toString());
        JsonNode found = error.getInstanceNode();
        String shown = found == null || found.isMissingNode() ? "null" : found.toString();
        return switch (error.getKeyword()) {
            case "required" -> {
                String missing = error.getProperty();
                yield new Flaw(
                        "FieldValueRequired",
                        "Required value",
                        field.isEmpty() ? missing : field + "." + missing);
            }
            case "enum" ->
                    new Flaw(
                            "FieldValueNotSupported",
                            "Unsupported value: %s: supported values: %s"
                                    .formatted(shown, choices(error)),
                            field);
            case "type" ->
                    new Flaw(
                            "FieldValueTypeInvalid",
                            "Invalid value: \"%1$s\": %2$s in body must be of type %3$s: \"%1$s\""
                                    .formatted(
                                            typeOf(found),
                                            field,
                                            error.getSchemaNode().asString("object")),
                            field);
            case "maxItems" ->
                    new Flaw(
                            "FieldValueTooMany",
                            "Too many: %d: must have at most %s items"
                                    .formatted(
                                            found == null ? 0 : found.size(),
                                            error.getSchemaNode()),
                            field);
            case "maxLength" ->
                    new Flaw(
                            "FieldValueTooLong",
                            "Too long: may not be more than %s bytes"
                                    .formatted(error.getSchemaNode()),
                            field);
            case "pattern" ->
                    new Flaw(
                            "FieldValueInvalid",
                            "Invalid value: %s: %s in body should match '%s'"
                                    .formatted(shown, field, error.getSchemaNode().asString("")),
                            field);
            case "minimum" ->
                    new Flaw(
                            "FieldValueInvalid",
                            "Invalid value: %s: %s in body should be greater than or equal to %s"
                                    .formatted(shown, field, error.getSchemaNode()),
                            field);
            case null, default ->
                    new Flaw(
                            "FieldValueInvalid",
                            "Invalid value: %s: %s".formatted(shown, error.getMessage()),
                            field);
        };
    }

    private static String choices(Error error) {
        return error.getSchemaNode().values().stream()
                .map(JsonNode::toString)
                .collect(Collectors.joining(", "));
    }

    private static String typeOf(JsonNode node) {
        if (node == null || node.isNull()) {
            return "null";
        }
        return switch (node.getNodeType()) {
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            case NUMBER -> node.isIntegralNumber() ? "integer" : "number";
            case OBJECT, POJO, BINARY, MISSING, NULL -> "object";
        };
    }

    /// `/spec/kprobes/0/call` as `spec.kprobes[0].call`.
    private static String field(String pointer) {
        StringBuilder field = new StringBuilder();
        for (String part : pointer.split("/", -1)) {
            String key = part.replace("~1", "/").replace("~0", "~");
            if (key.matches("\\d+")) {
                field.append('[').append(key).append(']');
            } else if (!key.isEmpty()) {
                field.append(field.isEmpty() ? "" : ".").append(key);
            }
        }
        return field.toString();
    }
}
