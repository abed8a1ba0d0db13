package io.sluice.codec.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Maps from text to anything.
record MapForm(Part item) implements Form {
    @Override
    public Object read(Object value, String path) {
        if (!(value instanceof Map<?, ?> map)) {
            throw Form.unfit(path, "an object", value);
        }
        var entries = new LinkedHashMap<String, @Nullable Object>();
        map.forEach(
                (key, one) -> entries.put(String.valueOf(key), item.read(one, path + "/" + key)));
        return Collections.unmodifiableMap(entries);
    }

    @Override
    public Object write(Object value) {
        var entries = new LinkedHashMap<String, @Nullable Object>();
        ((Map<?, ?>) value)
                .forEach((key, one) -> entries.put(String.valueOf(key), item.write(one)));
        return Collections.unmodifiableMap(entries);
    }

    @Override
    public Map<String, @Nullable Object> schema(Purpose purpose) {
        var schema = new LinkedHashMap<String, @Nullable Object>();
        schema.put("type", "object");
        var items = item.schema(purpose);
        schema.put("additionalProperties", items.isEmpty() ? true : items);
        return schema;
    }
}
