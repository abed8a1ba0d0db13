package io.sluice.nodes.kubernetes;

import io.sluice.policy.manifest.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts what a policy looks for already and what new findings add into one, so that new findings
/// take nothing away. Only lists of values grow; two specs of another shape are not put together.
final class SpecUnion {
    private SpecUnion() {}

    /// The newer manifest with the older one's values beside its own; empty when their shapes
    /// differ.
    static Optional<Manifest> of(Manifest older, Manifest newer) {
        return union(older.spec(), newer.spec())
                .filter(Map.class::isInstance)
                .map(spec ->
                        new Manifest(
                                newer.apiVersion(),
                                newer.kind(),
                                newer.name(),
                                newer.namespace(),
                                newer.labels(),
                                newer.annotations(),
                                strings(spec)));
    }

    private static Optional<Object> union(@Nullable Object older, @Nullable Object newer) {
        if (newer != null && Objects.equals(older, newer)) {
            return Optional.of(newer);
        }
        if (older instanceof Map<?, ?> one && newer instanceof Map<?, ?> other) {
            return maps(one, other);
        }
        if (older instanceof List<?> one && newer instanceof List<?> other) {
            return lists(one, other);
        }
        return Optional.empty();
    }

    private static Optional<Object> maps(Map<?, ?> older, Map<?, ?> newer) {
        if (!older.keySet().equals(newer.keySet())) {
            return Optional.empty();
        }
        boolean not = String.valueOf(newer.get("operator")).startsWith("Not");
        var union = new LinkedHashMap<String, @Nullable Object>();
        for (var each : newer.entrySet()) {
            var key = String.valueOf(each.getKey());
            var before = older.get(key);
            var both =
                    key.equals("values") && !not
                            ? values(before, each.getValue())
                            : union(before, each.getValue());
            if (both.isEmpty()) {
                return Optional.empty();
            }
            union.put(key, both.get());
        }
        return Optional.of(union);
    }

    private static Optional<Object> values(@Nullable Object older, @Nullable Object newer) {
        if (!(older instanceof List<?> one) || !(newer instanceof List<?> other)) {
            return Optional.empty();
        }
        var all = new LinkedHashSet<Object>(one);
        all.addAll(other);
        return Optional.of(List.copyOf(all));
    }

    /// Hooks and selectors are put together place by place.
    private static Optional<Object> lists(List<?> older, List<?> newer) {
        if (older.size() != newer.size()) {
            return Optional.empty();
        }
        var union = new ArrayList<Object>();
        for (int i = 0; i < newer.size(); i++) {
            var both = union(older.get(i), newer.get(i));
            if (both.isEmpty()) {
                return Optional.empty();
            }
            union.add(both.get());
        }
        return Optional.of(List.copyOf(union));
    }

    private static Map<String, @Nullable Object> strings(Object spec) {
        var strings = new LinkedHashMap<String, @Nullable Object>();
        ((Map<?, ?>) spec).forEach((key, value) -> strings.put(String.valueOf(key), value));
        return strings;
    }
}
