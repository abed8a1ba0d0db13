package io.sluice.codec.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lists, and sets, which are lists without repetition in an order of their own.
record ListForm(Part item, boolean set) implements Form {
    @Override
    public Object read(Object value, String path) {
        if (!(value instanceof List<?> list)) {
            throw Form.unfit(path, "a list", value);
        }
        var items = new ArrayList<@Nullable Object>(list.size());
        for (var one : list) {
            items.add(item.read(one, path + "/" + items.size()));
        }
        return set
                ? Collections.unmodifiableSet(new LinkedHashSet<>(items))
                : Collections.unmodifiableList(items);
    }

    @Override
    public Object write(Object value) {
        var items = new ArrayList<@Nullable Object>();
        for (var one : (Collection<?>) value) {
            items.add(item.write(one));
        }
        return Collections.unmodifiableList(items);
    }

    @Override
    public Map<String, @Nullable Object> schema(Purpose purpose) {
        var schema = new LinkedHashMap<String, @Nullable Object>();
        schema.put("type", "array");
        schema.put("items", item.schema(purpose));
        if (set) {
            schema.put("uniqueItems", true);
        }
        return schema;
    }
}
