package io.sluice.nodes.kubernetes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An object that matches no pod: what is left of a policy where nothing may be deleted.
final class Neutral {
    private static final String KEY = "sluice.io/withdrawn";

    private Neutral() {}

    /// The same object with a selector that no pod meets: one label would have to be there and not
    /// be there.
    static Map<String, @Nullable Object> of(Ref ref, Live live) {
        var spec = new LinkedHashMap<String, @Nullable Object>();
        live.spec().forEach((key, value) -> spec.put(String.valueOf(key), value));
        spec.put(selector(ref.kind()), selector());
        var object = new LinkedHashMap<String, @Nullable Object>(live.restorable());
        object.put("spec", spec);
        return object;
    }

    private static String selector(String kind) {
        return kind.startsWith("Cilium") ? "endpointSelector" : "podSelector";
    }

    private static Map<String, @Nullable Object> selector() {
        return Map.of(
                "matchExpressions",
                List.of(
                        Map.of("key", KEY, "operator", "Exists"),
                        Map.of("key", KEY, "operator", "DoesNotExist")));
    }

    static boolean is(Map<String, @Nullable Object> object) {
        return object.get("spec") instanceof Map<?, ?> spec
                && (selector().equals(spec.get("podSelector"))
                        || selector().equals(spec.get("endpointSelector")));
    }
}
