package io.sluice.codec.record;

import io.sluice.codec.value.JsonValues;
import io.sluice.engine.node.Field;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One component of a record, with what its [Field] says.
record Component(
        String name,
        Part part,
        Optional<Field> field,
        Optional<Object> otherwise,
        Method accessor) {

    static Component of(RecordComponent component) {
        var field = Optional.ofNullable(component.getAnnotation(Field.class));
        var part = Part.of(component.getAnnotatedType());
        var otherwise =
                field.map(Field::defaultValue)
                        .filter(text -> !text.isEmpty())
                        .map(text -> defaultValue(component, part, text));
        component.getAccessor().setAccessible(true);
        return new Component(component.getName(), part, field, otherwise, component.getAccessor());
    }

    private static Object defaultValue(RecordComponent component, Part part, String text) {
        var value = JsonValues.read(text);
        part.read(value, "/" + component.getName());
        if (value == null) {
            throw new IllegalArgumentException(
                    "Expected no default of null at /" + component.getName() + ".");
        }
        return value;
    }

    @Nullable Object read(Map<?, ?> data, String path) {
        var value = data.get(name);
        if (value == null && !data.containsKey(name)) {
            value = otherwise.orElse(null);
            if (value == null && !part.nullable()) {
                throw Form.unfit(path, "'" + name + "'", null);
            }
        }
        return part.read(value, path + "/" + name);
    }

    @Nullable Object write(Record owner) {
        try {
            return part.write(accessor.invoke(owner));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + accessor, e);
        }
    }

    boolean required(Form.Purpose purpose) {
        return switch (purpose) {
            case CONFIGURATION -> !part.nullable() && otherwise.isEmpty();
            case OUTPUT -> true;
        };
    }

    Map<String, @Nullable Object> schema(int order, Form.Purpose purpose) {
        var schema = new LinkedHashMap<String, @Nullable Object>();
        field.ifPresent(said -> {
            schema.put("title", said.title());
            if (!said.description().isEmpty()) {
                schema.put("description", said.description());
            }
        });
        schema.putAll(
                field.map(said -> bounded(part.schema(purpose), said))
                        .orElseGet(() -> part.schema(purpose)));
        otherwise.ifPresent(value -> schema.put("default", value));
        field.ifPresent(said -> {
            if (!said.example().isEmpty()) {
                schema.put("examples", example(said));
            }
            if (!said.widget().isEmpty()) {
                schema.put("x-widget", said.widget());
            }
            if (!said.options().isEmpty()) {
                schema.put("x-options", options(said));
            }
        });
        schema.put("x-order", (long) order);
        return schema;
    }

    private static Map<String, @Nullable Object> options(Field said) {
        var options = new LinkedHashMap<String, @Nullable Object>();
        options.put("source", said.options());
        options.put("needs", List.of(said.needs()));
        return options;
    }

    private static List<@Nullable Object> example(Field said) {
        var examples = new ArrayList<@Nullable Object>();
        examples.add(JsonValues.read(said.example()));
        return examples;
    }

    /// What the annotation allows holds for the value, or for each item of a list.
    private static Map<String, @Nullable Object> bounded(
            Map<String, @Nullable Object> schema, Field said) {
        var copy = new LinkedHashMap<>(schema);
        if (schema.get("items") instanceof Map<?, ?> items) {
            var item = new LinkedHashMap<String, @Nullable Object>();
            items.forEach((key, value) -> item.put(String.valueOf(key), value));
            copy.put("items", bounded(item, said));
            return copy;
        }
        if (said.oneOf().length > 0) {
            var allowed = new ArrayList<@Nullable Object>(List.of(said.oneOf()));
            if (schema.get("type") instanceof List<?>) {
                allowed.add(null);
            }
            copy.put("enum", allowed);
        }
        if (said.minimum() != Double.NEGATIVE_INFINITY) {
            copy.put("minimum", number(said.minimum()));
        }
        if (said.maximum() != Double.POSITIVE_INFINITY) {
            copy.put("maximum", number(said.maximum()));
        }
        if (!said.pattern().isEmpty()) {
            copy.put("pattern", said.pattern());
        }
        return copy;
    }

    private static Object number(double bound) {
        if (bound == Math.rint(bound) && Math.abs(bound) < 1e15) {
            return (long) bound;
        }
        return bound;
    }
}
