package io.sluice.codec.record;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Records: an object with a key for each component, and no other.
final class RecordForm implements Form {
    private static final Map<Class<?>, RecordForm> KNOWN = new ConcurrentHashMap<>();

    /// Records that hold themselves would never end.
    private static final ThreadLocal<Set<Class<?>>> BEGUN = ThreadLocal.withInitial(HashSet::new);

    private final Class<? extends Record> type;
    private final List<Component> components;
    private final Set<String> names;
    private final Constructor<? extends Record> constructor;

    private RecordForm(Class<? extends Record> type) {
        this.type = type;
        components = Arrays.stream(type.getRecordComponents()).map(Component::of).toList();
        names = components.stream().map(Component::name).collect(Collectors.toSet());
        constructor = constructor(type);
    }

    static RecordForm of(Class<? extends Record> type) {
        var known = KNOWN.get(type);
        if (known != null) {
            return known;
        }
        if (!BEGUN.get().add(type)) {
            throw new IllegalArgumentException(
                    "Expected a record that does not hold itself, found " + type.getName() + ".");
        }
        try {
            var made = new RecordForm(type);
            KNOWN.putIfAbsent(type, made);
            return made;
        } finally {
            BEGUN.get().remove(type);
        }
    }

    private static Constructor<? extends Record> constructor(Class<? extends Record> type) {
        var types =
                Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Every record has its constructor: " + type, e);
        }
    }

    @Override
    public Record read(Object value, String path) {
        if (!(value instanceof Map<?, ?> data)) {
            throw Form.unfit(path, "an object", value);
        }
        var arguments = new @Nullable Object[components.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = components.get(i).read(data, path);
        }
        for (var key : data.keySet()) {
            if (!names.contains(key)) {
                throw new IllegalArgumentException(
                        "Expected no field '"
                                + key
                                + "'"
                                + (path.isEmpty() ? "" : " at " + path)
                                + "; known are "
                                + String.join(", ", new TreeSet<>(names))
                                + ".");
            }
        }
        return make(arguments, path);
    }

    private Record make(@Nullable Object[] arguments, String path) {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refusal) {
                throw new IllegalArgumentException(
                        refusal.getMessage() + (path.isEmpty() ? "" : " (at " + path + ")"),
                        refusal);
            }
            throw new IllegalStateException("Cannot make a " + type.getName(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make a " + type.getName(), e);
        }
    }

    @Override
    public Map<String, @Nullable Object> write(Object value) {
        var data = LinkedHashMap.<String, @Nullable Object>newLinkedHashMap(components.size());
        for (var component : components) {
            data.put(component.name(), component.write((Record) value));
        }
        return Collections.unmodifiableMap(data);
    }

    @Override
    public Map<String, @Nullable Object> schema(Purpose purpose) {
        var properties = new LinkedHashMap<String, @Nullable Object>();
        for (var component : components) {
            properties.put(component.name(), component.schema(properties.size() + 1, purpose));
        }
        var schema = new LinkedHashMap<String, @Nullable Object>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put(
                "required",
                components.stream()
                        .filter(component -> component.required(purpose))
                        .map(Component::name)
                        .toList());
        schema.put("additionalProperties", false);
        return schema;
    }
}
