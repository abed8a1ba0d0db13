package io.sluice.sandbox.kubernetes;

import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.Call;
import io.sluice.sandbox.http.Fields;
import io.sluice.sandbox.kubernetes.StatusError.Cause;
import io.sluice.sandbox.kubernetes.schema.Ownership;
import io.sluice.sandbox.kubernetes.schema.Ownership.Applied;
import io.sluice.sandbox.kubernetes.schema.Structure;
import io.sluice.sandbox.kubernetes.tetragon.Agents;
import io.sluice.sandbox.world.ClusterLife;
import io.sluice.sandbox.world.Fleet.Cluster;
import io.sluice.sandbox.world.Tree;
import io.sluice.sandbox.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Making, changing and deleting one object, by plain writes and by server-side apply.
final class Writes {
    private final World world;
    private final Cluster cluster;
    private final Target target;
    private final Kind kind;
    private final Call call;
    private final Fields query;
    private final boolean dry;

    Writes(World world, Cluster cluster, Target target, Call call) {
        this.world = world;
        this.cluster = cluster;
        this.target = target;
        this.kind = target.kind();
        this.call = call;
        this.query = call.queryFields();
        this.dry = query.has("dryRun");
        if (dry && !query.orElse("dryRun", "").equals("All")) {
            throw option(
                    "dryRun",
                    "Unsupported value: \"%s\": supported values: \"All\""
                            .formatted(query.orElse("dryRun", "")));
        }
    }

    Outcome create(Caller caller) {
        caller.require("create", target);
        Map<String, Object> object = decoded(Yaml.object(call.body()));
        Map<String, Object> metadata = Tree.child(object, "metadata");
        if (Tree.text(metadata, "name").isEmpty()
                && !Tree.text(metadata, "generateName").isEmpty()) {
            metadata.put(
                    "name",
                    Tree.text(metadata, "generateName") + world.ids().sysId().substring(0, 5));
        }
        String name = Tree.text(metadata, "name");
        if (live(name).isPresent()) {
            throw StatusError.exists(kind, name);
        }
        List<String> unknown = unknown(object);
        kind.fill(object);
        ownership().updated(null, object, manager());
        return warned(stored(null, object), unknown);
    }

    Outcome update(Caller caller) {
        caller.require("update", target);
        Map<String, Object> live =
                live(target.name()).orElseThrow(() -> StatusError.missing(kind, target.name()));
        Map<String, Object> object = decoded(Yaml.object(call.body()));
        if (kind.isCustom() && Tree.text(object, "metadata", "resourceVersion").isEmpty()) {
            throw StatusError.invalid(
                    kind,
                    target.name(),
                    List.of(
                            new Cause(
                                    "FieldValueInvalid",
                                    "Invalid value: 0: must be specified for an update",
                                    "metadata.resourceVersion")));
        }
        return changed(live, object);
    }

    Outcome patch(Caller caller) {
        caller.require("patch", target);
        String type = call.header("content-type").orElse("").replaceFirst(";.*", "").strip();
        if (type.equals("application/apply-patch+yaml")) {
            return apply(caller);
        }
        if (query.has("force")) {
            throw option("force", "Forbidden: may not be specified for non-apply patch");
        }
        Map<String, Object> live =
                live(target.name()).orElseThrow(() -> StatusError.missing(kind, target.name()));
        boolean strategic =
                type.equals("application/strategic-merge-patch+json") && !kind.isCustom();
        if (type.equals("application/merge-patch+json") || strategic) {
            return changed(
                    live, decoded(Patches.merged(Tree.copy(live), Yaml.object(call.body()))));
        }
        if (type.equals("application/json-patch+json")) {
            return changed(live, decoded(Patches.applied(live, call.body())));
        }
        throw new StatusError(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml");
    }

    private Outcome changed(Map<String, Object> live, Map<String, Object> object) {
        requireFresh(live, object);
        List<String> unknown = unknown(object);
        Map<String, Object> metadata = Tree.child(object, "metadata");
        List.of("uid", "creationTimestamp", "generation", "resourceVersion", "managedFields")
                .forEach(key -> keep(metadata, key, Tree.at(live, "metadata", key)));
        kind.fill(object);
        ownership().updated(live, object, manager());
        return warned(stored(live, object), unknown);
    }

    private Outcome apply(Caller caller) {
        String manager =
                query.find("fieldManager")
                        .orElseThrow(() ->
                                option(
                                        "fieldManager",
                                        "Required value: is required for apply patch"));
        Map<String, Object> wanted = Yaml.object(call.body());
        if (!Tree.listAt(wanted, "metadata", "managedFields").isEmpty()) {
            throw StatusError.bad("metadata.managedFields must be nil");
        }
        Optional<Map<String, Object>> live = live(target.name());
        if (live.isEmpty()) {
            caller.require("create", target);
        }
        List<String> misfits = Structure.misfits(kind.schema(), wanted);
        if (!misfits.isEmpty()) {
            throw new StatusError(500, "", untyped(misfits));
        }
        Map<String, Object> object = decoded(wanted);
        live.ifPresent(there -> requireFresh(there, object));
        Tree.child(object, "metadata").remove("resourceVersion");
        return switch (ownership().apply(live.orElse(null), object, manager, query.flag("force"))) {
            case Applied.Merged(Map<String, Object> merged) -> stored(live.orElse(null), merged);
            case Applied.Conflicts(List<Ownership.Conflict> conflicts) ->
                    throw StatusError.conflict(
                            kind,
                            target.name(),
                            conflicts.stream()
                                    .map(c ->
                                            new Cause(
                                                    "FieldManagerConflict",
                                                    "conflict with " + c.manager(),
                                                    c.field()))
                                    .toList());
        };
    }

    private String untyped(List<String> misfits) {
        String all =
                misfits.size() == 1
                        ? misfits.getFirst()
                        : "errors:\n  " + String.join("\n  ", misfits);
        return "failed to create typed patch object (%s/%s; %s, Kind=%s): %s"
                .formatted(target.namespace(), target.name(), kind.apiVersion(), kind.kind(), all);
    }

    Outcome delete(Caller caller) {
        caller.require("delete", target);
        Map<String, Object> live =
                live(target.name()).orElseThrow(() -> StatusError.missing(kind, target.name()));
        Map<String, Object> options = call.body().isBlank() ? Map.of() : Yaml.object(call.body());
        for (String what : List.of("uid", "resourceVersion")) {
            String expected = Tree.text(options, "preconditions", what);
            String found = Tree.text(live, "metadata", what);
            if (!expected.isEmpty() && !expected.equals(found)) {
                throw new StatusError(
                        409,
                        "Conflict",
                        "Operation cannot be fulfilled on %s \"%s\": the %s in the precondition (%s) does not match the %s in record (%s). The object might have been deleted and then recreated"
                                .formatted(
                                        kind.qualified(),
                                        target.name(),
                                        what.equals("uid") ? "UID" : "ResourceVersion",
                                        expected,
                                        what.equals("uid") ? "UID" : "ResourceVersion",
                                        found),
                        kind.details(target.name()));
            }
        }
        boolean dryBody = !Tree.listAt(options, "dryRun").isEmpty();
        world.fleet().remove(cluster.name(), kind.qualified(), target.namespace(), target.name());
        agents().unloaded(kind.qualified(), target.namespace(), target.name());
        Map<String, Object> details = kind.details(target.name());
        details.put("uid", Tree.text(live, "metadata", "uid"));
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("kind", "Status");
        status.put("apiVersion", "v1");
        status.put("metadata", Map.of());
        status.put("status", "Success");
        status.put("details", details);
        return Outcome.write(
                Answer.json(200, status), !dry && !dryBody, subject(target.name()), manager());
    }

    private Optional<Map<String, Object>> live(String name) {
        return world.fleet().find(cluster.name(), kind.qualified(), target.namespace(), name);
    }

    private void requireFresh(Map<String, Object> live, Map<String, Object> object) {
        String asked = Tree.text(object, "metadata", "resourceVersion");
        if (!asked.isEmpty() && !asked.equals(Tree.text(live, "metadata", "resourceVersion"))) {
            throw StatusError.stale(kind, target.name());
        }
    }

    private Map<String, Object> decoded(Map<String, Object> object) {
        String said = Tree.text(object, "kind");
        if (said.isEmpty()) {
            throw StatusError.bad("Object 'Kind' is missing in '" + call.body() + "'");
        }
        if (!said.equals(kind.kind())
                || !Tree.text(object, "apiVersion").equals(kind.apiVersion())) {
            throw StatusError.bad(
                    "%s in version \"%s\" cannot be handled as a %s"
                            .formatted(said, Tree.text(object, "apiVersion"), kind.kind()));
        }
        Map<String, Object> metadata = Tree.child(object, "metadata");
        if (!target.name().isEmpty()) {
            metadata.putIfAbsent("name", target.name());
            if (!Tree.text(metadata, "name").equals(target.name())) {
                throw StatusError.bad(
                        "the name of the object (%s) does not match the name on the URL (%s)"
                                .formatted(Tree.text(metadata, "name"), target.name()));
            }
        }
        inNamespace(metadata);
        return object;
    }

    private void inNamespace(Map<String, Object> metadata) {
        if (!kind.namespaced()) {
            return;
        }
        metadata.putIfAbsent("namespace", target.namespace());
        if (!Tree.text(metadata, "namespace").equals(target.namespace())) {
            throw StatusError.bad(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
        if (world.fleet().find(cluster.name(), "namespaces", "", target.namespace()).isEmpty()) {
            throw new StatusError(
                    404,
                    "NotFound",
                    "namespaces \"%s\" not found".formatted(target.namespace()),
                    Map.of("name", target.namespace(), "kind", "namespaces"));
        }
    }

    /// Drops what the schema does not know, unless the caller wants to be strict.
    private List<String> unknown(Map<String, Object> object) {
        List<String> unknown = Structure.prune(kind.schema(), object);
        if (!unknown.isEmpty() && query.orElse("fieldValidation", "Warn").equals("Strict")) {
            List<String> said = unknown.stream().map("unknown field \"%s\""::formatted).toList();
            throw StatusError.bad("strict decoding error: " + String.join(", ", said));
        }
        return unknown;
    }

    private Outcome warned(Outcome outcome, List<String> unknown) {
        if (unknown.isEmpty() || query.orElse("fieldValidation", "Warn").equals("Ignore")) {
            return outcome;
        }
        List<String> warnings = new ArrayList<>();
        unknown.forEach(
                field -> warnings.add("299 - \"unknown field \\\"%s\\\"\"".formatted(field)));
        return outcome.answering(outcome.answer().with("Warning", String.join(", ", warnings)));
    }

    private Outcome stored(@Nullable Map<String, Object> live, Map<String, Object> object) {
        Admission.check(kind, object);
        String name = Tree.text(object, "metadata", "name");
        if (object.equals(live)) {
            return Outcome.about(answer(200, object), subject(name));
        }
        Map<String, Object> metadata = Tree.child(object, "metadata");
        boolean fresh = live == null;
        if (fresh) {
            metadata.put("uid", world.ids().uuid());
            metadata.put("creationTimestamp", ClusterLife.stamp(world));
        }
        boolean moved = fresh || !essence(live).equals(essence(object));
        if (kind.counted() && moved) {
            int before = Tree.at(live, "metadata", "generation") instanceof Integer g ? g : 0;
            metadata.put("generation", before + 1);
        }
        Map<String, Object> kept =
                world.fleet().put(cluster.name(), kind.qualified(), target.namespace(), object);
        agents().changed(kind.qualified(), target.namespace(), kept);
        if (dry) {
            Map<String, Object> shown = Tree.copy(kept);
            keep(
                    Tree.child(shown, "metadata"),
                    "resourceVersion",
                    Tree.at(live, "metadata", "resourceVersion"));
            return Outcome.about(answer(fresh ? 201 : 200, shown), subject(name));
        }
        return Outcome.applied(answer(fresh ? 201 : 200, kept), subject(name), manager());
    }

    private static Map<String, Object> essence(@Nullable Map<String, Object> object) {
        Map<String, Object> essence =
                object == null ? new LinkedHashMap<>() : new LinkedHashMap<>(object);
        essence.remove("metadata");
        return essence;
    }

    private static void keep(Map<String, Object> metadata, String key, @Nullable Object value) {
        if (value == null) {
            metadata.remove(key);
        } else {
            metadata.put(key, value);
        }
    }

    private Agents agents() {
        return new Agents(world, cluster);
    }

    private Ownership ownership() {
        return new Ownership(
                kind.schema(), kind.apiVersion(), ClusterLife.stamp(world), kind::fill);
    }

    private String manager() {
        String agent = call.header("user-agent").orElse("unknown");
        int slash = agent.indexOf('/');
        return query.find("fieldManager").orElse(slash < 0 ? agent : agent.substring(0, slash));
    }

    private String subject(String name) {
        return Target.path(cluster.name(), kind, target.namespace(), name);
    }

    private static Answer answer(int status, Map<String, Object> body) {
        Answer json = Answer.json(status, body);
        return new Answer(status, "application/json", Map.of(), json.body());
    }

    private StatusError option(String name, String message) {
        return new StatusError(
                422,
                "Invalid",
                "PatchOptions.meta.k8s.io \"\" is invalid: %s: %s".formatted(name, message),
                Map.of("causes", List.of(new Cause("FieldValueInvalid", message, name).body())));
    }
}
