package io.sluice.nodes.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.ReadNode;
import io.sluice.policy.finding.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Lists the pods that a selector, or a policy, is about now.
final class PreviewPods implements ReadNode<PreviewPods.Config, PreviewPods.Output> {
    private static final int MOST = 500;

    record Config(
            @Field(title = "Connection", description = "The cluster.", widget = "connection")
                    String connection,
            @Field(title = "Namespace", description = "Empty for all.", defaultValue = "\"\"")
                    String namespace,
            @Field(
                            title = "Labels",
                            description = "What the pods must have.",
                            defaultValue = "{}",
                            widget = "key-value",
                            example = "{\"app\":\"web\"}")
                    Map<String, String> labels,
            @Field(
                            title = "Policies",
                            description = "Ids: their own selectors are used instead.",
                            defaultValue = "[]")
                    List<String> policies) {
        Config {
            labels = Map.copyOf(labels);
            policies = List.copyOf(policies);
        }
    }

    record Output(
            @Field(title = "Pods", description = "At most five hundred.") List<Match> pods,
            @Field(title = "Count", description = "Also of those not listed.") int count,
            @Field(title = "Warnings") List<String> warnings) {
        Output {
            pods = List.copyOf(pods);
            warnings = List.copyOf(warnings);
        }
    }

    record Match(
            @Field(title = "Policy", description = "Empty for the selector that was given.")
                    String policy,
            @Field(title = "Workload") WorkloadView workload) {}

    private final KubernetesConnector connector;
    private final Policies policies;

    PreviewPods(KubernetesConnector connector, Policies policies) {
        this.connector = connector;
        this.policies = policies;
    }

    @Override
    public NodeDescriptor descriptor() {
        var errors = new LinkedHashMap<>(CallErrors.ALL);
        errors.put("kubernetes.invalid-name", "The namespace or a label is not valid.");
        errors.put("crs.unknown-policy", "There is no policy of this id in the project.");
        return new NodeDescriptor(
                "kubernetes.preview-pods",
                1,
                "Preview pods",
                RolloutNode.CATEGORY,
                "list-search",
                "Lists the pods that a selector or a policy is about now.",
                """
                Asks the cluster for the pods that match: by namespace and labels, or by the selectors of policies. Pods on the
                host's network are listed with a warning where a network policy would not cover them. Pods that come later are
                covered too and cannot be listed.
                """,
                List.of("selector", "scope", "who is hit"),
                KubernetesConnection.ID,
                errors,
                List.of("pods: list"));
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<Output> outputType() {
        return Output.class;
    }

    @Override
    public Output read(Config config, NodeContext context) throws NodeFailure {
        var selectors = new LinkedHashMap<String, PodSelector>();
        for (var policy : policies.loadAny(config.policies(), context)) {
            policy.enforce()
                    .or(policy::audit)
                    .ifPresent(manifest -> selectors.put(policy.id(), PodSelector.of(manifest)));
        }
        if (config.policies().isEmpty()) {
            selectors.put("", given(config));
        }
        var cluster = connector.open(config.connection(), context);
        var found = new ArrayList<Match>();
        for (var each : selectors.entrySet()) {
            pods(cluster, each.getValue())
                    .forEach(p -> found.add(new Match(each.getKey(), WorkloadView.of(p))));
        }
        return new Output(found.stream().limit(MOST).toList(), found.size(), warnings(found));
    }

    private static List<Pod> pods(Cluster cluster, PodSelector selector) throws NodeFailure {
        var found = new ArrayList<Pod>();
        var within = selector.namespaces().isEmpty() ? List.of("") : selector.namespaces();
        for (var namespace : within) {
            found.addAll(cluster.pods(namespace, selector.labels(), ""));
        }
        found.removeIf(p -> selector.without().contains(p.getMetadata().getNamespace()));
        return found;
    }

    /// Only what is a label becomes part of the query.
    private static PodSelector given(Config config) throws NodeFailure {
        var valid =
                new Workload("", "", "", "", "", config.labels(), "", "")
                        .labels().entrySet().stream()
                                .allMatch(e ->
                                        io.sluice.policy.finding.Names.isLabelKey(e.getKey())
                                                && io.sluice.policy.finding.Names.isLabelValue(
                                                        e.getValue()));
        if (!valid) {
            throw NodeFailure.permanent(
                    "kubernetes.invalid-name",
                    NodeFailure.Fault.USER,
                    "Expected labels such as app=web, found "
                            + config.labels()
                            + "; correct them.");
        }
        var parts = new ArrayList<String>();
        new TreeMap<>(config.labels()).forEach((key, value) -> parts.add(key + "=" + value));
        var namespace = Names.namespace(config.namespace());
        return new PodSelector(
                namespace.isEmpty() ? List.of() : List.of(namespace),
                String.join(",", parts),
                List.of());
    }

    private static List<String> warnings(List<Match> found) {
        var warnings = new ArrayList<String>();
        long host = found.stream().filter(m -> m.workload().hostNetwork()).count();
        if (host > 0) {
            warnings.add(
                    host + " pods are on the host's network: network policies do not cover them.");
        }
        if (found.size() >= Cluster.MOST_PODS) {
            warnings.add(
                    "There may be more pods: no more than " + Cluster.MOST_PODS + " are read.");
        }
        if (found.isEmpty()) {
            warnings.add("No pod matches now.");
        }
        return warnings;
    }
}
