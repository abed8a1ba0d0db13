package io.sluice.codec.record;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A place for a value in a record, list or map: its form, and whether it may be empty.
///
/// @param optional whether Java says [Optional] rather than `@Nullable`
record Part(Form form, boolean nullable, boolean optional) {

    static Part of(AnnotatedType type) {
        if (raw(type.getType()) == Optional.class) {
            return new Part(form(argument(type, 0)), true, true);
        }
        return new Part(form(type), type.isAnnotationPresent(Nullable.class), false);
    }

    private static Form form(AnnotatedType type) {
        var raw = raw(type.getType());
        var scalar = ScalarForm.of(raw);
        if (scalar.isPresent()) {
            return scalar.get();
        } else if (raw == List.class || raw == Set.class) {
            return new ListForm(of(argument(type, 0)), raw == Set.class);
        } else if (raw == Map.class && raw(argument(type, 0).getType()) == String.class) {
            return new MapForm(of(argument(type, 1)));
        } else if (raw.isRecord()) {
            return RecordForm.of(raw.asSubclass(Record.class));
        }
        throw new IllegalArgumentException(
                "Expected a record's component to be a text, number, boolean, enum, Duration,"
                        + " Instant, record, List, Set, Map from String, Optional or Object, found "
                        + type.getType().getTypeName()
                        + ".");
    }

    private static AnnotatedType argument(AnnotatedType type, int index) {
        if (type instanceof AnnotatedParameterizedType generic) {
            return generic.getAnnotatedActualTypeArguments()[index];
        }
        throw new IllegalArgumentException(
                "Expected a type with arguments, found " + type.getType().getTypeName() + ".");
    }

    private static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType generic -> (Class<?>) generic.getRawType();
            default ->
                    throw new IllegalArgumentException(
                            "Expected a class, found " + type.getTypeName() + ".");
        };
    }

    /// The Java value, an [Optional] where Java says so.
    @Nullable Object read(@Nullable Object value, String path) {
        if (value == null) {
            if (!nullable) {
                throw Form.unfit(path, "a value", null);
            }
            return optional ? Optional.empty() : null;
        }
        var read = form.read(value, path);
        return optional ? Optional.of(read) : read;
    }

    @Nullable Object write(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Optional<?> found -> found.map(form::write).orElse(null);
            default -> form.write(value);
        };
    }

    Map<String, @Nullable Object> schema(Form.Purpose purpose) {
        return nullable ? orNull(form.schema(purpose)) : form.schema(purpose);
    }

    private static Map<String, @Nullable Object> orNull(Map<String, @Nullable Object> schema) {
        var copy = new LinkedHashMap<>(schema);
        if (schema.get("type") instanceof String type) {
            copy.put("type", List.of(type, "null"));
        }
        if (schema.get("enum") instanceof List<?> constants) {
            var withNull = new ArrayList<@Nullable Object>(constants);
            withNull.add(null);
            copy.put("enum", withNull);
        }
        return copy;
    }
}
