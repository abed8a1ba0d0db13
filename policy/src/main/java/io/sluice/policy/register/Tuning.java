package io.sluice.policy.register;

import io.sluice.policy.finding.Names;
import io.sluice.policy.manifest.Manifest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a person has taken away from a policy. It can only make it narrower: programs, addresses
/// and ports are left out, labels are demanded besides, one container is picked. It stays in force
/// when new findings extend the policy.
///
/// @param withoutBinaries whole paths that are not to be stopped
/// @param withoutValues addresses, ranges and ports that are not to be looked for
/// @param labels that pods must have besides
/// @param container empty for those the policy has
public record Tuning(
        Set<String> withoutBinaries,
        Set<String> withoutValues,
        Map<String, String> labels,
        String container) {
    public static final Tuning NONE = new Tuning(Set.of(), Set.of(), Map.of(), "");

    private static final Set<String> HOOKS =
            Set.of("kprobes", "lsmhooks", "tracepoints", "uprobes");
    private static final Set<String> VALUE_FILTERS = Set.of("matchArgs", "matchData");
    private static final Set<String> PICKS =
            Set.of("Equal", "Prefix", "Postfix", "SAddr", "DAddr", "SPort", "DPort", "In");

    public Tuning {
        withoutBinaries = Collections.unmodifiableSet(new TreeSet<>(withoutBinaries));
        withoutValues = Collections.unmodifiableSet(new TreeSet<>(withoutValues));
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /// Both at once.
    public Tuning and(Tuning other) {
        var binaries = new TreeSet<>(withoutBinaries);
        binaries.addAll(other.withoutBinaries);
        var values = new TreeSet<>(withoutValues);
        values.addAll(other.withoutValues);
        var both = new TreeMap<>(labels);
        both.putAll(other.labels);
        return new Tuning(
                binaries, values, both, other.container.isEmpty() ? container : other.container);
    }

    /// What is wrong with it, each with its place; none when it can be used.
    public List<String> flaws() {
        var flaws = new ArrayList<String>();
        withoutBinaries.stream()
                .filter(path -> !Names.isBinaryPath(path))
                .forEach(path -> flaws.add("withoutBinaries: '" + path + "' is no absolute path."));
        labels.forEach((key, value) -> {
            if (!Names.isLabelKey(key) || !Names.isLabelValue(value) || value.isEmpty()) {
                flaws.add("labels: '" + key + "=" + value + "' is no label.");
            }
        });
        if (!container.isEmpty() && !Names.isLabel(container)) {
            flaws.add("container: '" + container + "' is no name of a container.");
        }
        return flaws;
    }

    /// The policy with this taken away; empty when nothing is left to look for.
    public Optional<Manifest> on(Manifest manifest) {
        if (equals(NONE)) {
            return Optional.of(manifest);
        }
        var spec = new LinkedHashMap<String, @Nullable Object>(manifest.spec());
        boolean had = false;
        boolean left = false;
        for (var hook : HOOKS) {
            if (spec.get(hook) instanceof List<?> hooks) {
                had = true;
                var kept = hooks.stream().map(this::hook).flatMap(Optional::stream).toList();
                spec.remove(hook);
                if (!kept.isEmpty()) {
                    spec.put(hook, kept);
                    left = true;
                }
            }
        }
        if (had && !left) {
            return Optional.empty();
        }
        scope(spec);
        return Optional.of(
                new Manifest(
                        manifest.apiVersion(),
                        manifest.kind(),
                        manifest.name(),
                        manifest.namespace(),
                        manifest.labels(),
                        manifest.annotations(),
                        spec));
    }

    /// Conditions are only ever added: one that contradicts what is there matches nothing.
    private void scope(Map<String, @Nullable Object> spec) {
        var at = spec.containsKey("endpointSelector") ? "endpointSelector" : "podSelector";
        labels.forEach((key, value) -> demand(spec, at, key, value));
        if (!container.isEmpty()) {
            demand(spec, "containerSelector", "name", container);
        }
    }

    private static void demand(
            Map<String, @Nullable Object> spec, String selector, String key, String value) {
        var changed = copy(spec.get(selector));
        var conditions = new ArrayList<@Nullable Object>();
        if (changed.get("matchExpressions") instanceof List<?> there) {
            conditions.addAll(there);
        }
        var condition = entry("key", key, "operator", "In", "values", List.of(value));
        if (!conditions.contains(condition)) {
            conditions.add(condition);
        }
        changed.put("matchExpressions", conditions);
        spec.put(selector, changed);
    }

    private Optional<Map<String, @Nullable Object>> hook(@Nullable Object value) {
        var hook = copy(value);
        if (!(hook.get("selectors") instanceof List<?> selectors) || selectors.isEmpty()) {
            return Optional.of(hook);
        }
        var kept = selectors.stream().map(this::selector).flatMap(Optional::stream).toList();
        hook.put("selectors", kept);
        return kept.isEmpty() ? Optional.empty() : Optional.of(hook);
    }

    /// A selector of which every value of a filter is taken away matches nothing any more.
    private Optional<Map<String, @Nullable Object>> selector(@Nullable Object value) {
        var selector = copy(value);
        for (var filter : VALUE_FILTERS) {
            if (!without(selector, filter, withoutValues)) {
                return Optional.empty();
            }
        }
        if (!without(selector, "matchBinaries", withoutBinaries)) {
            return Optional.empty();
        }
        if (!withoutBinaries.isEmpty() && !selector.containsKey("matchBinaries")) {
            selector.put(
                    "matchBinaries",
                    List.of(entry("operator", "NotIn", "values", List.copyOf(withoutBinaries))));
        }
        return Optional.of(selector);
    }

    private static boolean without(
            Map<String, @Nullable Object> selector, String name, Set<String> unwanted) {
        if (!(selector.get(name) instanceof List<?> filters)) {
            return true;
        }
        var kept = new ArrayList<Map<String, @Nullable Object>>();
        for (var one : filters) {
            var filter = copy(one);
            var operator = String.valueOf(filter.get("operator"));
            if (name.equals("matchBinaries")
                    && operator.equals("NotIn")
                    && filter.get("values") instanceof List<?> values) {
                filter.put(
                        "values",
                        Stream.concat(values.stream().map(String::valueOf), unwanted.stream())
                                .distinct()
                                .toList());
            } else if (filter.get("values") instanceof List<?> values && PICKS.contains(operator)) {
                var rest =
                        values.stream()
                                .filter(text -> !unwanted.contains(String.valueOf(text)))
                                .toList();
                if (rest.isEmpty()) {
                    return false;
                }
                filter.put("values", rest);
            }
            kept.add(filter);
        }
        selector.put(name, kept);
        return true;
    }

    private static Map<String, @Nullable Object> copy(@Nullable Object value) {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> copy.put(String.valueOf(key), inner));
        }
        return copy;
    }

    private static Map<String, @Nullable Object> entry(Object... pairs) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }
}
