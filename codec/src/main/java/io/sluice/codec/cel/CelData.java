package io.sluice.codec.cel;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import io.sluice.engine.value.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Between values and what CEL works on. CEL takes a Java null for "unknown": it must see its own
/// null. Maps and lists are seen through views, so that nothing is copied that nobody looks at.
final class CelData {
    private CelData() {}

    static Object toCel(@Nullable Object value) {
        return switch (value) {
            case null -> NullValue.NULL_VALUE;
            case Map<?, ?> map -> new MapView(map);
            case List<?> list -> new ListView(list);
            default -> value;
        };
    }

    /// A result in the form of [Values].
    ///
    /// @throws IllegalArgumentException if it is something that has no place among values
    static @Nullable Object fromCel(Object result) {
        return Values.normalise(plain(result));
    }

    private static @Nullable Object plain(Object value) {
        return switch (value) {
            case NullValue _ -> null;
            case MapView view -> view.map;
            case ListView view -> view.list;
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((key, item) -> copy.put(String.valueOf(key), plain(item)));
                yield copy;
            }
            case List<?> list -> {
                var copy = new ArrayList<@Nullable Object>(list.size());
                list.forEach(item -> copy.add(plain(item)));
                yield copy;
            }
            case UnsignedLong number -> number.bigIntegerValue();
            case String _, Boolean _, Long _, Double _, Instant _, Duration _ -> value;
            default ->
                    throw new IllegalArgumentException(
                            "Expected a value as the result, found " + named(value) + ".");
        };
    }

    /// What people call the kind of a value.
    static String named(Object value) {
        return switch (value) {
            case NullValue _ -> "null";
            case String _ -> "a text";
            case Long _ -> "a whole number";
            case Double _ -> "a number";
            case Boolean _ -> "true or false";
            case Map<?, ?> _ -> "an object";
            case List<?> _ -> "a list";
            case Instant _ -> "a timestamp";
            case Duration _ -> "a duration";
            case CelByteString _ -> "bytes; use base64.encode(…)";
            default -> value.getClass().getSimpleName();
        };
    }

    private static final class ListView extends AbstractList<Object> implements RandomAccess {
        private final List<?> list;

        ListView(List<?> list) {
            this.list = list;
        }

        @Override
        public Object get(int index) {
            return toCel(list.get(index));
        }

        @Override
        public int size() {
            return list.size();
        }
    }

    private static final class MapView extends AbstractMap<Object, Object> {
        private final Map<?, ?> map;

        MapView(Map<?, ?> map) {
            this.map = map;
        }

        @Override
        public @Nullable Object get(@Nullable Object key) {
            var value = map.get(key);
            return value == null && !map.containsKey(key) ? null : toCel(value);
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return map.containsKey(key);
        }

        @Override
        public int size() {
            return map.size();
        }

        @Override
        public Set<Entry<Object, Object>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Entry<Object, Object>> iterator() {
                    return map.entrySet().stream()
                            .<Entry<Object, Object>>map(entry ->
                                    new SimpleImmutableEntry<>(
                                            entry.getKey(), toCel(entry.getValue())))
                            .iterator();
                }

                @Override
                public int size() {
                    return map.size();
                }
            };
        }
    }
}
