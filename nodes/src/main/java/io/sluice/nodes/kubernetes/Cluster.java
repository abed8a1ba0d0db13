package io.sluice.nodes.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.value.Values;
import io.sluice.nodes.support.Json;
import io.sluice.nodes.support.Redaction;
import io.sluice.policy.tracing.AgentVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One cluster, for one call of a node. Every write is a server-side apply by our own field
/// manager, or a delete; each goes out at most once.
final class Cluster {
    /// Owns the fields that this product sets.
    static final String MANAGER = "sluice";

    private static final String VERSION_LABEL = "cilium.io.k8s.crd.schema.version";
    private static final long PAGE = 500;
    static final int MOST_PODS = 5_000;

    private final String name;
    private final KubernetesClient client;
    private final GuardedKubernetesHttp http;
    private final Redaction redaction;

    Cluster(String name, KubernetesClient client, GuardedKubernetesHttp http, Redaction redaction) {
        this.name = name;
        this.client = client;
        this.http = http;
        this.redaction = redaction;
    }

    String name() {
        return name;
    }

    /// The object as it is; empty when there is none, or no such kind.
    Optional<Map<String, @Nullable Object>> find(Ref ref) throws NodeFailure {
        var resource = resource(ref);
        return Optional.ofNullable(call("read " + ref.text(), false, resource::get))
                .map(this::data);
    }

    private Resource<GenericKubernetesResource> resource(Ref ref) throws NodeFailure {
        var kind = ref.objectKind();
        var all = client.genericKubernetesResources(kind.context());
        return kind.namespaced()
                ? all.inNamespace(ref.namespace()).withName(ref.name())
                : all.withName(ref.name());
    }

    /// Applies what is wanted.
    ///
    /// @param force whether to take over fields that others have changed
    /// @param dry whether only to say what would come of it
    /// @return the object as it is then
    Map<String, @Nullable Object> apply(
            Ref ref, Map<String, @Nullable Object> object, boolean force, boolean dry)
            throws NodeFailure {
        var kind = ref.objectKind();
        var wanted =
                client.getKubernetesSerialization()
                        .unmarshal(Json.write(object), GenericKubernetesResource.class);
        var all = client.genericKubernetesResources(kind.context());
        var one =
                kind.namespaced()
                        ? all.inNamespace(ref.namespace()).resource(wanted)
                        : all.resource(wanted);
        return data(
                call(
                        "apply " + ref.text(),
                        !dry,
                        () -> {
                            var managed = one.fieldManager(MANAGER);
                            if (force) {
                                return dry
                                        ? one.dryRun()
                                                .fieldManager(MANAGER)
                                                .forceConflicts()
                                                .serverSideApply()
                                        : managed.forceConflicts().serverSideApply();
                            }
                            return dry
                                    ? one.dryRun().fieldManager(MANAGER).serverSideApply()
                                    : managed.serverSideApply();
                        }));
    }

    /// Takes away parts of the spec that somebody else has added.
    void strip(Ref ref, List<String> specKeys) throws NodeFailure {
        var gone = new HashMap<String, @Nullable Object>();
        specKeys.forEach(key -> gone.put(key, null));
        var patch = Json.write(Map.of("spec", gone));
        var resource = resource(ref);
        var how =
                new PatchContext.Builder()
                        .withPatchType(PatchType.JSON_MERGE)
                        .withFieldManager(MANAGER)
                        .build();
        call("repair " + ref.text(), true, () -> resource.patch(how, patch));
    }

    /// Deletes the object if it still is the one that was seen.
    ///
    /// @return whether there was one
    boolean delete(Ref ref, String resourceVersion) throws NodeFailure {
        var resource = resource(ref);
        return !call(
                        "delete " + ref.text(),
                        true,
                        () ->
                                resourceVersion.isEmpty()
                                        ? resource.delete()
                                        : resource.lockResourceVersion(resourceVersion).delete())
                .isEmpty();
    }

    /// Whether our account may do this; true when the cluster does not say.
    boolean may(String verb, ObjectKind kind, String namespace) {
        var review =
                new SelfSubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withNewResourceAttributes()
                        .withVerb(verb)
                        .withGroup(kind.group())
                        .withResource(kind.plural())
                        .withNamespace(namespace)
                        .endResourceAttributes()
                        .endSpec()
                        .build();
        try {
            var answer =
                    call(
                            "ask for rights",
                            false,
                            () ->
                                    client.authorization()
                                            .v1()
                                            .selfSubjectAccessReview()
                                            .create(review));
            return answer.getStatus() == null
                    || !Boolean.FALSE.equals(answer.getStatus().getAllowed());
        } catch (NodeFailure e) {
            return true;
        }
    }

    /// Lists a namespace at most, which needs no right to anything else.
    ///
    /// @throws NodeFailure if the cluster is not there, does not know us, or does not let us
    void look() throws NodeFailure {
        call(
                "list namespaces",
                false,
                () -> client.namespaces().list(new ListOptionsBuilder().withLimit(1L).build()));
    }

    /// The version of the agents; empty when the cluster does not tell. The definitions carry it
    /// when Tetragon's operator has installed them.
    Optional<AgentVersion> agentVersion() throws NodeFailure {
        try {
            var definition =
                    call(
                            "read the definition of tracing policies",
                            false,
                            () ->
                                    client.apiextensions()
                                            .v1()
                                            .customResourceDefinitions()
                                            .withName("tracingpolicies.cilium.io")
                                            .get());
            return Optional.ofNullable(definition)
                    .map(found -> found.getMetadata().getLabels())
                    .map(labels -> labels.get(VERSION_LABEL))
                    .flatMap(AgentVersion::parse);
        } catch (NodeFailure e) {
            if (e.code().equals("kubernetes.forbidden")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    Optional<Pod> pod(String namespace, String pod) throws NodeFailure {
        return Optional.ofNullable(
                call(
                        "read pod " + namespace + "/" + pod,
                        false,
                        () -> client.pods().inNamespace(namespace).withName(pod).get()));
    }

    /// Pods by a label selector and a field selector, each as the API writes them; of all
    /// namespaces when `namespace` is empty. At most five thousand.
    List<Pod> pods(String namespace, String labels, String fields) throws NodeFailure {
        var found = new ArrayList<Pod>();
        var next = "";
        do {
            var options = new io.fabric8.kubernetes.api.model.ListOptionsBuilder().withLimit(PAGE);
            if (!labels.isEmpty()) {
                options.withLabelSelector(labels);
            }
            if (!fields.isEmpty()) {
                options.withFieldSelector(fields);
            }
            if (!next.isEmpty()) {
                options.withContinue(next);
            }
            var page =
                    call(
                            "list pods",
                            false,
                            () ->
                                    namespace.isEmpty()
                                            ? client.pods().inAnyNamespace().list(options.build())
                                            : client.pods()
                                                    .inNamespace(namespace)
                                                    .list(options.build()));
            found.addAll(page.getItems());
            var more = page.getMetadata().getContinue();
            next = more == null ? "" : more;
        } while (!next.isEmpty() && found.size() < MOST_PODS);
        return found;
    }

    /// The network policies of a namespace, ours and others'.
    List<Map<String, @Nullable Object>> networkPolicies(String namespace) throws NodeFailure {
        var list =
                call(
                        "list network policies",
                        false,
                        () ->
                                client.genericKubernetesResources(
                                                ObjectKind.NETWORK_POLICY.context())
                                        .inNamespace(namespace)
                                        .list());
        return list.getItems().stream().map(this::data).toList();
    }

    private <T extends @Nullable Object> T call(String doing, boolean write, Supplier<T> request)
            throws NodeFailure {
        http.next();
        try {
            return request.get();
        } catch (KubernetesClientException e) {
            throw errors(doing, write).of(e);
        } catch (IllegalArgumentException e) {
            throw errors(doing, write).unreadable(e);
        }
    }

    private CallErrors errors(String doing, boolean write) {
        return new CallErrors(name, doing, write, http.begun(), redaction);
    }

    private Map<String, @Nullable Object> data(GenericKubernetesResource resource) {
        var json = client.getKubernetesSerialization().asJson(resource);
        return Json.parse(json)
                .map(Json::value)
                .map(Cluster::map)
                .orElseThrow(() -> new IllegalStateException("Expected an object"));
    }

    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? Values.normaliseMap(strings(map)) : Map.of();
    }

    private static Map<String, @Nullable Object> strings(Map<?, ?> map) {
        var strings = new HashMap<String, @Nullable Object>();
        map.forEach((key, value) -> strings.put(String.valueOf(key), value));
        return strings;
    }
}
