package io.sluice.codec.cel;

import dev.cel.common.ast.CelExpr;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of the value of a part of an expression: its JSON Schema, and whether it may be
/// null or not there at all.
record Shape(Map<String, @Nullable Object> schema, boolean nullable) {
    static final Shape UNKNOWN = new Shape(Map.of(), false);
    static final Shape NOTHING = new Shape(Map.of("type", "null"), true);

    static Shape of(Map<String, @Nullable Object> schema) {
        return new Shape(schema, JsonSchema.admitsNull(schema));
    }

    static Shape listOf(Shape item) {
        if (item.nullable()) {
            return new Shape(
                    Map.of("type", "array", "items", Map.of("type", List.of("null"))), false);
        }
        return new Shape(Map.of("type", "array", "items", item.schema()), false);
    }

    /// A field of an object. One that need not be there, or a key of a map with typed values, may
    /// be null; of an object of which nothing is known, nothing is claimed.
    Shape property(String name) {
        var property = JsonSchema.properties(schema).get(name);
        if (property != null) {
            var found = of(JsonSchema.object(property));
            return JsonSchema.requires(schema, name) ? found : new Shape(found.schema(), true);
        }
        var additional = JsonSchema.additional(schema);
        return additional.isEmpty() ? UNKNOWN : new Shape(additional, true);
    }

    /// What a loop over it, or an index into it, gives.
    Shape item() {
        return JsonSchema.types(schema).contains("array") ? of(JsonSchema.items(schema)) : UNKNOWN;
    }

    Shape nonNull() {
        return nullable ? new Shape(schema, false) : this;
    }

    /// What either of two may be.
    Shape or(Shape other) {
        return new Shape(
                schema.equals(other.schema) ? schema : Map.of(), nullable || other.nullable);
    }

    /// The shape of a name or a path of fields, guards aside.
    static Shape ofPath(CelExpr expr, Map<String, Map<String, @Nullable Object>> scope) {
        return switch (expr.getKind()) {
            case IDENT -> of(scope.getOrDefault(expr.ident().name(), Map.of()));
            case SELECT -> ofPath(expr.select().operand(), scope).property(expr.select().field());
            case NOT_SET, CONSTANT, CALL, LIST, STRUCT, MAP, COMPREHENSION -> UNKNOWN;
        };
    }
}
