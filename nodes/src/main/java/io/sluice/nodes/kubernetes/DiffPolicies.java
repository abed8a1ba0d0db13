package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.ReadNode;
import io.sluice.nodes.kubernetes.Clusters.Outcome;
import io.sluice.policy.manifest.Manifest;
import io.sluice.policy.register.PolicyRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Compares what clusters have with what they should have.
final class DiffPolicies implements ReadNode<DiffPolicies.Config, DiffPolicies.Output> {
    record Config(
            @Field(title = "Policies", description = "Ids.", example = "[\"pol-7f3a\"]")
                    List<String> policies,
            @Field(
                            title = "Clusters",
                            description =
                                    "Connections, parted by commas; empty for those each policy is for.",
                            defaultValue = "\"\"")
                    String clusters) {
        Config {
            policies = List.copyOf(policies);
        }
    }

    record Output(
            @Field(title = "Results") List<Entry> results,
            @Field(
                            title = "In order",
                            description = "Whether every cluster has what it should have.")
                    boolean inOrder) {
        Output {
            results = List.copyOf(results);
        }
    }

    /// How one object stands.
    record Entry(
            @Field(title = "Policy") String policy,
            @Field(title = "Cluster") String cluster,
            @Field(title = "Object") String object,
            @Field(
                            title = "State",
                            oneOf = {
                                "missing",
                                "same",
                                "changed",
                                "drifted",
                                "conflict",
                                "surplus",
                                "failed"
                            })
                    String state,
            @Field(title = "Differences") List<Difference> differences,
            @Field(title = "Message", description = "Why it could not be compared.")
                    String message) {
        Entry {
            differences = List.copyOf(differences);
        }
    }

    private final KubernetesConnector connector;
    private final Policies policies;

    DiffPolicies(KubernetesConnector connector, Policies policies) {
        this.connector = connector;
        this.policies = policies;
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "crs.diff",
                1,
                "Compare policies",
                RolloutNode.CATEGORY,
                "git-compare",
                "Compares what clusters have with what they should have.",
                """
                For each policy, cluster and object: `same`, `missing`, `changed` (as we left it, and something else is wanted
                now), `drifted` (somebody else has changed it), `conflict` (somebody else's object of the name), `surplus`
                (there, and should be gone) or `failed`, with the fields that differ. The API server itself is asked by a dry
                run, so that its defaults are no differences; an account that may only read compares by the spec's hash.

                Changes nothing.
                """,
                List.of("drift", "difference", "compare"),
                KubernetesConnection.ID,
                RolloutNode.errors(Map.of()),
                List.of(
                        "tracingpolicies.cilium.io, tracingpoliciesnamespaced.cilium.io, ciliumnetworkpolicies.cilium.io, networkpolicies.networking.k8s.io: get, patch"));
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
        var only = Clusters.names(config.clusters());
        var byCluster = new LinkedHashMap<String, List<PolicyRecord>>();
        for (var policy : policies.load(config.policies(), context)) {
            policy.clusters().stream()
                    .filter(name -> only.isEmpty() || only.contains(name))
                    .forEach(name ->
                            byCluster.computeIfAbsent(name, _ -> new ArrayList<>()).add(policy));
        }
        var entries = new ArrayList<Entry>();
        new Clusters(connector, context)
                .<List<Entry>>each(
                        List.copyOf(byCluster.keySet()),
                        cluster ->
                                entries(cluster, byCluster.getOrDefault(cluster.name(), List.of())))
                .forEach((name, outcome) ->
                        entries.addAll(
                                switch (outcome) {
                                    case Outcome.Done<List<Entry>>(var found) -> found;
                                    case Outcome.Failed<List<Entry>>(var failure) ->
                                            byCluster.getOrDefault(name, List.of()).stream()
                                                    .map(policy ->
                                                            failed(policy.id(), name, "", failure))
                                                    .toList();
                                }));
        return new Output(entries, entries.stream().allMatch(e -> e.state().equals("same")));
    }

    private static List<Entry> entries(Cluster cluster, List<PolicyRecord> all) throws NodeFailure {
        var entries = new ArrayList<Entry>();
        for (var policy : all) {
            for (var manifest : policy.target().present()) {
                entries.add(present(cluster, policy.id(), manifest));
            }
            for (var absent : policy.target().absent()) {
                var ref = Planner.ref(absent);
                var live = cluster.find(ref).map(Live::new);
                boolean surplus = live.filter(l -> l.ours() && !Neutral.is(l.object())).isPresent();
                if (surplus) {
                    entries.add(
                            new Entry(
                                    policy.id(),
                                    cluster.name(),
                                    ref.text(),
                                    "surplus",
                                    List.of(),
                                    ""));
                }
            }
        }
        return entries;
    }

    private static Entry present(Cluster cluster, String policy, Manifest manifest)
            throws NodeFailure {
        var ref = Planner.ref(manifest);
        try {
            var wanted = Live.marked(manifest.object(), policy, "");
            var found = Comparison.of(cluster, ref, wanted, true);
            return new Entry(
                    policy,
                    cluster.name(),
                    ref.text(),
                    found.state().name().toLowerCase(Locale.ROOT),
                    found.differences(),
                    "");
        } catch (NodeFailure e) {
            if (e.retryable()) {
                throw e;
            }
            return failed(policy, cluster.name(), ref.text(), e);
        }
    }

    private static Entry failed(String policy, String cluster, String object, NodeFailure why) {
        return new Entry(policy, cluster, object, "failed", List.of(), why.getMessage());
    }
}
