package io.sluice.policy.manifest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A Kubernetes object as we want it: what is sent to a cluster, written to a file and shown.
///
/// @param namespace empty for an object of the whole cluster
/// @param labels valid label values only; findings and reasons go into annotations, which reload
///   nothing
/// @param spec as in the object
public record Manifest(
        String apiVersion,
        String kind,
        String name,
        String namespace,
        Map<String, String> labels,
        Map<String, String> annotations,
        Map<String, @Nullable Object> spec) {

    /// Names the hash of the spec on the object, by which an unchanged policy is known.
    public static final String HASH = "sluice.io/spec-hash";

    public Manifest {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
        spec = Collections.unmodifiableMap(new LinkedHashMap<>(spec));
    }

    /// The object, its spec's hash among the annotations.
    public Map<String, @Nullable Object> object() {
        var metadata = new LinkedHashMap<String, @Nullable Object>();
        metadata.put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        metadata.put("labels", labels);
        var marked = new TreeMap<>(annotations);
        marked.put(HASH, hash());
        metadata.put("annotations", marked);
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("apiVersion", apiVersion);
        object.put("kind", kind);
        object.put("metadata", metadata);
        object.put("spec", spec);
        return object;
    }

    public String toYaml() {
        return Yaml.write(object());
    }

    /// SHA-256 of the spec in a canonical form; labels and annotations do not count, since changing
    /// them reloads nothing.
    public String hash() {
        var text = new StringBuilder();
        canonical(spec, text);
        return Fingerprint.of(text.toString());
    }

    private static void canonical(@Nullable Object value, StringBuilder text) {
        switch (value) {
            case Map<?, ?> map -> {
                text.append('{');
                new TreeMap<Object, @Nullable Object>(map)
                        .forEach((key, inner) -> {
                            text.append(String.valueOf(key).length())
                                    .append(':')
                                    .append(key)
                                    .append('=');
                            canonical(inner, text);
                        });
                text.append('}');
            }
            case List<?> list -> {
                text.append('[');
                list.forEach(inner -> canonical(inner, text));
                text.append(']');
            }
            case String one -> text.append('"').append(one.length()).append(':').append(one);
            case null, default -> text.append(value).append(';');
        }
    }
}
