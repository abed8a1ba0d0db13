package io.sluice.sandbox.kubernetes;

import io.sluice.sandbox.kubernetes.schema.Structure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A kind of object that a cluster serves.
///
/// @param group empty for the core group
/// @param schema of the whole object; empty where anything goes
/// @param counted whether changes outside the metadata raise `metadata.generation`
record Kind(
        String group,
        String version,
        String plural,
        String singular,
        String kind,
        boolean namespaced,
        List<String> shortNames,
        List<String> verbs,
        boolean counted,
        Map<String, Object> schema) {
    static final List<String> READ = List.of("get", "list", "watch");
    static final List<String> ALL =
            List.of("create", "delete", "get", "list", "patch", "update", "watch");

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /// `tracingpolicies.cilium.io`
    String qualified() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /// `TracingPolicy.cilium.io`
    String qualifiedKind() {
        return group.isEmpty() ? kind : kind + "." + group;
    }

    String listKind() {
        return kind + "List";
    }

    boolean isCustom() {
        return group.equals("cilium.io");
    }

    /// Fills in what the API sets where nothing is said.
    void fill(Map<String, Object> object) {
        if (kind.equals("NetworkPolicy")) {
            NetworkPolicyRules.fill(object);
        }
        Structure.fill(schema, object);
    }

    Map<String, Object> details(String name) {
        Map<String, Object> details = new LinkedHashMap<>();
        if (!name.isEmpty()) {
            details.put("name", name);
        }
        if (!group.isEmpty()) {
            details.put("group", group);
        }
        details.put("kind", plural);
        return details;
    }

    /// As discovery tells it.
    Map<String, Object> resource() {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("name", plural);
        resource.put("singularName", singular);
        resource.put("namespaced", namespaced);
        resource.put("kind", kind);
        resource.put("verbs", verbs);
        if (!shortNames.isEmpty()) {
            resource.put("shortNames", shortNames);
        }
        return resource;
    }
}
