package io.sluice.sandbox.kubernetes.schema;

import io.sluice.sandbox.kubernetes.schema.Fields.Path;
import io.sluice.sandbox.world.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Server-side apply: who owns which fields of an object, what an apply makes of it, and whom it
/// would take something from.
public final class Ownership {
    private static final String APPLY = "Apply";
    private static final String UPDATE = "Update";

    private final Map<String, Object> schema;
    private final String apiVersion;
    private final String now;
    private final Consumer<Map<String, Object>> defaults;

    /// @param schema of the whole object
    /// @param now the time to write beside a manager
    /// @param defaults fills an object's defaults in
    public Ownership(
            Map<String, Object> schema,
            String apiVersion,
            String now,
            Consumer<Map<String, Object>> defaults) {
        this.schema = schema;
        this.apiVersion = apiVersion;
        this.now = now;
        this.defaults = defaults;
    }

    /// A field that an apply would take from somebody.
    public record Conflict(String manager, String field) {}

    /// What came of an apply.
    public sealed interface Applied {
        /// The object as it would be, with its managers.
        record Merged(Map<String, Object> object) implements Applied {}

        record Conflicts(List<Conflict> conflicts) implements Applied {}
    }

    private record Owner(
            String manager, String operation, String apiVersion, String time, Set<Path> fields) {
        boolean is(String otherManager, String otherOperation) {
            return manager.equals(otherManager) && operation.equals(otherOperation);
        }

        Owner holding(Set<Path> other, String at) {
            return new Owner(
                    manager, operation, apiVersion, other.equals(fields) ? time : at, other);
        }

        /// `"kubectl-edit" using cilium.io/v1alpha1 at 2026-01-01T00:00:00Z`
        String described() {
            String name = '"' + manager + '"';
            return operation.equals(UPDATE) ? name + " using " + apiVersion + " at " + time : name;
        }
    }

    /// Lays what a manager wants over the object: its fields are set, those it had and no longer
    /// wants are taken away unless somebody else owns them too.
    ///
    /// @param live the object, or null when there is none
    public Applied apply(
            @Nullable Map<String, Object> live,
            Map<String, Object> wanted,
            String manager,
            boolean force) {
        List<Owner> owners = live == null ? List.of() : owners(live);
        Optional<Owner> ours = owners.stream().filter(o -> o.is(manager, APPLY)).findFirst();
        List<Owner> others = owners.stream().filter(o -> !o.is(manager, APPLY)).toList();
        Set<Path> wantedFields = Fields.of(schema, wanted).keySet();
        Map<String, Object> merged = live == null ? new LinkedHashMap<>() : Tree.copy(live);
        lay(schema, wanted, merged);
        ours.ifPresent(before -> drop(merged, before.fields(), wantedFields, others));
        defaults.accept(merged);
        Changes changes = changes(live, merged);
        List<Conflict> conflicts = conflicts(changes, others);
        if (!conflicts.isEmpty() && !force) {
            return new Applied.Conflicts(conflicts);
        }
        List<Owner> after = new ArrayList<>();
        others.forEach(other -> after.add(without(other, changes)));
        Owner holder = ours.orElse(new Owner(manager, APPLY, apiVersion, now, Set.of()));
        after.add(holder.holding(Set.copyOf(wantedFields), now));
        write(merged, after);
        return new Applied.Merged(merged);
    }

    /// Notes that a manager has changed an object by a plain write: it owns what it changed, and
    /// whoever owned that does so no more.
    public void updated(
            @Nullable Map<String, Object> live, Map<String, Object> changed, String manager) {
        List<Owner> owners = live == null ? List.of() : owners(live);
        Changes changes = changes(live, changed);
        List<Owner> after = new ArrayList<>();
        owners.stream()
                .filter(o -> !o.is(manager, UPDATE))
                .forEach(other -> after.add(without(other, changes)));
        Owner ours =
                owners.stream()
                        .filter(o -> o.is(manager, UPDATE))
                        .findFirst()
                        .orElse(new Owner(manager, UPDATE, apiVersion, now, Set.of()));
        Set<Path> fields = new LinkedHashSet<>(ours.fields());
        fields.removeAll(changes.removed());
        fields.addAll(changes.set());
        after.add(ours.holding(fields, now));
        write(changed, after);
    }

    /// @param set fields that are new or have another value
    private record Changes(Set<Path> set, Set<Path> removed) {}

    private Changes changes(@Nullable Map<String, Object> live, Map<String, Object> after) {
        Map<Path, Object> before = live == null ? Map.of() : Fields.of(schema, live);
        Map<Path, Object> now = Fields.of(schema, after);
        Set<Path> set = new LinkedHashSet<>();
        now.forEach((path, value) -> {
            if (!Objects.equals(value, before.get(path))) {
                set.add(path);
            }
        });
        Set<Path> removed = new LinkedHashSet<>(before.keySet());
        removed.removeAll(now.keySet());
        return new Changes(set, removed);
    }

    private static List<Conflict> conflicts(Changes changes, List<Owner> others) {
        List<Conflict> conflicts = new ArrayList<>();
        for (Owner other : others) {
            for (Path path : other.fields()) {
                if (changes.set().stream().anyMatch(path::touches)) {
                    conflicts.add(new Conflict(other.described(), path.text()));
                }
            }
        }
        return conflicts;
    }

    private static Owner without(Owner owner, Changes changes) {
        Set<Path> left = new LinkedHashSet<>(owner.fields());
        left.removeIf(path ->
                changes.removed().contains(path) || changes.set().stream().anyMatch(path::touches));
        return owner.holding(left, owner.time());
    }

    private static void lay(
            Map<String, Object> schema, Map<String, Object> wanted, Map<String, Object> onto) {
        wanted.forEach((key, value) -> {
            Map<String, Object> child = Structure.field(schema, key);
            Map<String, Object> known = child == null ? Map.of() : child;
            if (value instanceof Map<?, ?> map
                    && onto.get(key) instanceof Map
                    && !Fields.isAtomic(known)) {
                lay(known, Tree.map(map), Tree.child(onto, key));
            } else {
                onto.put(key, Tree.copyOf(value));
            }
        });
    }

    private static void drop(
            Map<String, Object> merged, Set<Path> before, Set<Path> wanted, List<Owner> others) {
        Predicate<Path> kept =
                path ->
                        wanted.contains(path)
                                || others.stream().anyMatch(o -> o.fields().contains(path));
        before.stream().filter(path -> !kept.test(path)).forEach(path -> take(merged, path.keys()));
    }

    private static void take(Map<String, Object> from, List<String> keys) {
        String key = keys.getFirst();
        if (keys.size() == 1) {
            from.remove(key);
        } else if (from.get(key) instanceof Map<?, ?> map) {
            take(Tree.map(map), keys.subList(1, keys.size()));
            if (map.isEmpty()) {
                from.remove(key);
            }
        }
    }

    private static List<Owner> owners(Map<String, Object> object) {
        return Tree.listAt(object, "metadata", "managedFields").stream()
                .map(each ->
                        new Owner(
                                Tree.text(each, "manager"),
                                Tree.text(each, "operation"),
                                Tree.text(each, "apiVersion"),
                                Tree.text(each, "time"),
                                Fields.read(Tree.mapAt(each, "fieldsV1"))))
                .toList();
    }

    private static void write(Map<String, Object> object, List<Owner> owners) {
        List<Object> entries = new ArrayList<>();
        List<Owner> ordered =
                owners.stream()
                        .sorted(
                                Comparator.comparing(Owner::manager)
                                        .thenComparing(Owner::operation))
                        .toList();
        for (Owner owner : ordered) {
            if (!owner.fields().isEmpty()) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("manager", owner.manager());
                entry.put("operation", owner.operation());
                entry.put("apiVersion", owner.apiVersion());
                entry.put("time", owner.time());
                entry.put("fieldsType", "FieldsV1");
                entry.put("fieldsV1", Fields.write(owner.fields()));
                entries.add(entry);
            }
        }
        Tree.child(object, "metadata").put("managedFields", entries);
    }
}
