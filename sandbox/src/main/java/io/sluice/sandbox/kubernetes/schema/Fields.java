package io.sluice.sandbox.kubernetes.schema;

import io.sluice.sandbox.world.Tree;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The fields of an object as owners know them: paths to its scalars, its lists (which are one
/// value each here, as in Tetragon's definitions) and its atomic or empty maps.
final class Fields {
    private static final Set<String> UNOWNED =
            Set.of(
                    "name",
                    "namespace",
                    "uid",
                    "resourceVersion",
                    "generation",
                    "creationTimestamp",
                    "managedFields",
                    "selfLink");

    private Fields() {}

    /// A way down through the keys of maps.
    record Path(List<String> keys) {
        Path {
            keys = List.copyOf(keys);
        }

        Path below(String key) {
            return new Path(Stream.concat(keys.stream(), Stream.of(key)).toList());
        }

        /// Whether one of the two lies on the way to the other, or they are the same.
        boolean touches(Path other) {
            int shared = Math.min(keys.size(), other.keys.size());
            return keys.subList(0, shared).equals(other.keys.subList(0, shared));
        }

        String text() {
            StringBuilder text = new StringBuilder();
            keys.forEach(key -> text.append('.').append(key));
            return text.toString();
        }
    }

    /// What can be owned in an object, with its values.
    static Map<Path, Object> of(Map<String, Object> schema, Map<String, Object> object) {
        Map<Path, Object> fields = new LinkedHashMap<>();
        collect(schema, object, new Path(List.of()), fields);
        return fields;
    }

    private static void collect(
            Map<String, Object> schema,
            Map<String, Object> object,
            Path path,
            Map<Path, Object> found) {
        object.forEach((key, value) -> {
            if (isUnowned(path, key)) {
                return;
            }
            Path here = path.below(key);
            Map<String, Object> child = Structure.field(schema, key);
            Map<String, Object> known = child == null ? Map.of() : child;
            if (value instanceof Map<?, ?> map && !map.isEmpty() && !isAtomic(known)) {
                collect(known, Tree.map(map), here, found);
            } else {
                found.put(here, value);
            }
        });
    }

    private static boolean isUnowned(Path path, String key) {
        return (path.keys().isEmpty() && (key.equals("apiVersion") || key.equals("kind")))
                || (path.keys().equals(List.of("metadata")) && UNOWNED.contains(key));
    }

    static boolean isAtomic(Map<String, Object> schema) {
        return "atomic".equals(schema.get("x-kubernetes-map-type"));
    }

    /// `{"f:spec":{"f:kprobes":{}}}`
    static Map<String, Object> write(Set<Path> paths) {
        Map<String, Object> tree = new TreeMap<>();
        for (Path path : paths) {
            Map<String, Object> here = tree;
            for (String key : path.keys()) {
                here = Tree.child(here, "f:" + key);
            }
        }
        return tree;
    }

    static Set<Path> read(Map<String, Object> tree) {
        Set<Path> paths = new LinkedHashSet<>();
        read(tree, new Path(List.of()), paths);
        return paths;
    }

    private static void read(Map<String, Object> tree, Path path, Set<Path> paths) {
        tree.forEach((key, value) -> {
            if (key.startsWith("f:")) {
                Path here = path.below(key.substring(2));
                Map<String, Object> below = Tree.map(value);
                if (below.isEmpty()) {
                    paths.add(here);
                } else {
                    read(below, here, paths);
                }
            }
        });
    }
}
