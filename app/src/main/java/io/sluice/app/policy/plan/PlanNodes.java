package io.sluice.app.policy.plan;

import io.sluice.app.policy.CdrRuns;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeType;
import io.sluice.engine.node.ReadNode;
import io.sluice.engine.port.Records;
import io.sluice.nodes.kubernetes.KubernetesNodes;
import io.sluice.nodes.kubernetes.RunFacts;
import io.sluice.policy.finding.Finding;
import io.sluice.policy.lifecycle.By;
import io.sluice.policy.register.FindingBatches;
import io.sluice.policy.register.PolicyRegister;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The nodes of a run that handles findings, called without one: they generate into the register
/// that is planned, and compare it with clusters.
final class PlanNodes {
    private static final String BATCH = "planned";

    /// As many policies as one comparison takes.
    private static final int AT_ONCE = 1_000;

    private final Map<String, NodeType<?, ?>> types = new HashMap<>();
    private final Records records;
    private final NodeContext context;

    /// @param findings to make policies of
    PlanNodes(
            NodeEnvironment environment,
            Records records,
            NodeContext context,
            PlannedRegister register,
            List<Finding> findings,
            String project,
            By by) {
        this.records = records;
        this.context = context;
        var services = new HashMap<>(environment.services());
        services.put(PolicyRegister.class, register);
        services.put(FindingBatches.class, new Given(findings));
        services.put(RunFacts.class, new Facts(project, by));
        var planning =
                new NodeEnvironment(
                        environment.clock(), environment.allowedPrivateHosts(), services);
        new KubernetesNodes()
                .nodeTypes(planning)
                .forEach(type -> types.put(type.descriptor().id(), type));
    }

    /// The findings as a batch.
    private record Given(List<Finding> findings) implements FindingBatches {
        @Override
        public List<Finding> page(String project, String batch, int from, int limit) {
            return findings.stream().skip(from).limit(limit).toList();
        }
    }

    /// Who asks, and for which project.
    private record Facts(String project, By by) implements RunFacts {
        @Override
        public String project(String run) {
            return project;
        }

        @Override
        public By actor(String run) {
            return by;
        }

        @Override
        public Optional<By> approver(String run) {
            return Optional.empty();
        }
    }

    /// What `crs.generate` answers.
    Map<String, @Nullable Object> generate(CdrRuns.Clusters clusters) throws NodeFailure {
        var config = new LinkedHashMap<String, @Nullable Object>();
        config.put("batch", BATCH);
        config.put("connection", clusters.clusters().getFirst());
        config.put("alsoClusters", clusters.further());
        config.put("clusterNames", clusters.clusterNames());
        return read("crs.generate", config);
    }

    /// How the objects of these policies stand in their clusters, as `crs.diff` says it; those that
    /// are as they should be are left out.
    List<Map<String, @Nullable Object>> differences(List<String> policies) throws NodeFailure {
        var found = new ArrayList<Map<String, @Nullable Object>>();
        for (int from = 0; from < policies.size(); from += AT_ONCE) {
            var some = policies.subList(from, Math.min(policies.size(), from + AT_ONCE));
            var config = new LinkedHashMap<String, @Nullable Object>();
            config.put("policies", some);
            for (var entry : Answer.maps(read("crs.diff", config).get("results"))) {
                if (!"same".equals(entry.get("state"))) {
                    found.add(entry);
                }
            }
        }
        return found;
    }

    private Map<String, @Nullable Object> read(String id, Map<String, @Nullable Object> config)
            throws NodeFailure {
        if (types.get(id) instanceof ReadNode<?, ?> node) {
            return records.write(read(node, config));
        }
        throw new IllegalStateException("Expected a node " + id + " that reads, found none");
    }

    private <C extends Record, O extends Record> O read(
            ReadNode<C, O> node, Map<String, @Nullable Object> config) throws NodeFailure {
        return node.read(records.read(config, node.configType()), context);
    }
}
