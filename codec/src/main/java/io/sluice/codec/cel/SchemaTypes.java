package io.sluice.codec.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// CEL types of JSON Schemas: an object that lists its properties is a struct type of its own, so
/// that a field it does not have is an error; what a schema leaves open is `dyn`. That something
/// may be null is not part of its type here: [NullCheck] sees to it.
final class SchemaTypes {
    private final Map<String, StructType> structs = new LinkedHashMap<>();

    CelType of(Map<String, @Nullable Object> schema) {
        var types = JsonSchema.types(schema);
        if (types.size() != 1) {
            return types.equals(Set.of("integer", "number")) ? SimpleType.DOUBLE : SimpleType.DYN;
        }
        return switch (types.iterator().next()) {
            case "string" -> SimpleType.STRING;
            case "integer" -> SimpleType.INT;
            case "number" -> SimpleType.DOUBLE;
            case "boolean" -> SimpleType.BOOL;
            case "array" -> ListType.create(of(JsonSchema.items(schema)));
            case "object" -> object(schema);
            default -> SimpleType.DYN;
        };
    }

    private CelType object(Map<String, @Nullable Object> schema) {
        if (!JsonSchema.closed(schema)) {
            return MapType.create(SimpleType.STRING, of(JsonSchema.additional(schema)));
        }
        var fields = ImmutableMap.<String, CelType>builder();
        JsonSchema.properties(schema)
                .forEach((name, property) -> fields.put(name, of(JsonSchema.object(property))));
        // No name that an expression could spell.
        var name = "@object" + structs.size();
        var struct = struct(name, fields.buildOrThrow());
        structs.put(name, struct);
        return struct;
    }

    private static StructType struct(String name, ImmutableMap<String, CelType> fields) {
        return StructType.create(
                name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
    }

    CelTypeProvider provider() {
        return provider(ImmutableMap.copyOf(structs));
    }

    private static CelTypeProvider provider(ImmutableMap<String, CelType> types) {
        return new CelTypeProvider() {
            @Override
            public ImmutableCollection<CelType> types() {
                return types.values();
            }

            @Override
            public Optional<CelType> findType(String name) {
                return Optional.ofNullable(types.get(name));
            }
        };
    }
}
