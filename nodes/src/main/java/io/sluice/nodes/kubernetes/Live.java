package io.sluice.nodes.kubernetes;

import io.sluice.policy.manifest.Manifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An object as a cluster has it.
record Live(Map<String, @Nullable Object> object) {
    /// Says that an object is ours.
    static final String OWNER_LABEL = "app.kubernetes.io/managed-by";

    /// Names the policy in the register that an object belongs to.
    static final String POLICY = "sluice.io/policy";

    /// Names the effect that last applied the object.
    static final String EFFECT = "sluice.io/effect";

    private static final List<String> SERVERS_OWN =
            List.of(
                    "managedFields",
                    "resourceVersion",
                    "uid",
                    "generation",
                    "creationTimestamp",
                    "selfLink",
                    "deletionTimestamp",
                    "deletionGracePeriodSeconds");

    boolean ours() {
        return Cluster.MANAGER.equals(metadata("labels").get(OWNER_LABEL));
    }

    /// Whether it is ours and of this policy; one without a name of a policy is any's.
    boolean belongsTo(String policy) {
        return ours() && (policy().isEmpty() || policy().equals(policy));
    }

    String policy() {
        return text(metadata("annotations"), POLICY);
    }

    String hash() {
        return text(metadata("annotations"), Manifest.HASH);
    }

    String effect() {
        return text(metadata("annotations"), EFFECT);
    }

    String name() {
        return text(metadata(), "name");
    }

    String resourceVersion() {
        return text(metadata(), "resourceVersion");
    }

    private static String text(Map<?, ?> map, String key) {
        var value = map.get(key);
        return value == null ? "" : value.toString();
    }

    /// Whether its spec is the one that it was made with.
    boolean isFirst() {
        return text(metadata(), "generation").equals("1");
    }

    Map<?, ?> spec() {
        return object.get("spec") instanceof Map<?, ?> spec ? spec : Map.of();
    }

    /// Whether somebody but us has set a field of the spec.
    boolean touched() {
        return metadata().get("managedFields") instanceof List<?> entries
                && entries.stream().anyMatch(Live::touches);
    }

    /// Who but us has set a field of the spec.
    List<String> others() {
        return metadata().get("managedFields") instanceof List<?> entries
                ? entries.stream()
                        .filter(Live::touches)
                        .map(entry -> entry instanceof Map<?, ?> map ? text(map, "manager") : "")
                        .distinct()
                        .toList()
                : List.of();
    }

    private static boolean touches(@Nullable Object entry) {
        return entry instanceof Map<?, ?> map
                && !Cluster.MANAGER.equals(map.get("manager"))
                && map.get("fieldsV1") instanceof Map<?, ?> fields
                && fields.containsKey("f:spec");
    }

    private Map<?, ?> metadata() {
        return object.get("metadata") instanceof Map<?, ?> metadata ? metadata : Map.of();
    }

    private Map<?, ?> metadata(String key) {
        return metadata().get(key) instanceof Map<?, ?> map ? map : Map.of();
    }

    /// The object without what the server itself writes: what can be applied again.
    Map<String, @Nullable Object> restorable() {
        var restorable = new LinkedHashMap<String, @Nullable Object>(object);
        restorable.remove("status");
        var metadata = new TreeMap<String, @Nullable Object>();
        metadata().forEach((key, value) -> metadata.put(String.valueOf(key), value));
        SERVERS_OWN.forEach(metadata::remove);
        restorable.put("metadata", metadata);
        return restorable;
    }

    /// What is wanted, marked as ours: label, policy and the effect that brings it.
    static Map<String, @Nullable Object> marked(
            Map<String, @Nullable Object> object, String policy, String effect) {
        var marked = new LinkedHashMap<String, @Nullable Object>(object);
        var metadata = copy(object.get("metadata"));
        var labels = copy(metadata.get("labels"));
        labels.put(OWNER_LABEL, Cluster.MANAGER);
        var annotations = copy(metadata.get("annotations"));
        annotations.put(POLICY, policy);
        annotations.put(EFFECT, effect);
        metadata.put("labels", labels);
        metadata.put("annotations", annotations);
        marked.put("metadata", metadata);
        return marked;
    }

    private static Map<String, @Nullable Object> copy(@Nullable Object value) {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> copy.put(String.valueOf(key), inner));
        }
        return copy;
    }
}
