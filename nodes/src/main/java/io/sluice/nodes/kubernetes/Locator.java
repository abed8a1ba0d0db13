package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import io.sluice.policy.finding.Finding;
import io.sluice.policy.tracing.AgentVersion;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Looks findings' pods and the agents' versions up, each once. A cluster that does not answer
/// takes nothing but this knowledge away.
final class Locator {
    private static final int MOST_LOOKS = 1_000;

    private final KubernetesConnector connector;
    private final NodeContext context;
    private final boolean looks;
    private final Map<String, Optional<WorkloadView>> pods = new HashMap<>();
    private final Map<String, Cluster> clusters = new HashMap<>();
    private final Map<String, AgentVersion> agents = new HashMap<>();
    private final Set<String> silent = new LinkedHashSet<>();
    private final Set<String> notes = new LinkedHashSet<>();

    Locator(KubernetesConnector connector, NodeContext context, boolean looks) {
        this.connector = connector;
        this.context = context;
        this.looks = looks;
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    /// The finding with what the cluster says of its pod; as it is when that is nothing.
    Finding located(Finding finding, String cluster) {
        var workload = finding.workload();
        boolean complete =
                !workload.namespace().isEmpty()
                        && !workload.labels().isEmpty()
                        && !workload.owner().isEmpty();
        if (!looks || complete || workload.pod().isEmpty() || silent.contains(cluster)) {
            return finding;
        }
        var key = cluster + "/" + workload.namespace() + "/" + workload.pod();
        if (!pods.containsKey(key) && pods.size() < MOST_LOOKS) {
            pods.put(key, look(cluster, workload.namespace(), workload.pod()));
        }
        return pods.getOrDefault(key, Optional.empty())
                .map(view ->
                        finding.at(workload.located(view.namespace(), view.owner(), view.labels())))
                .orElse(finding);
    }

    /// What is no name is not asked for: it could ask for something else.
    private Optional<WorkloadView> look(String cluster, String namespace, String pod) {
        try {
            Names.namespace(namespace);
            Names.pod(pod);
        } catch (NodeFailure e) {
            return Optional.empty();
        }
        try {
            var open = open(cluster);
            var found =
                    namespace.isEmpty()
                            ? open.pods("", "", "metadata.name=" + pod)
                            : open.pod(namespace, pod).stream().toList();
            return found.size() == 1
                    ? Optional.of(WorkloadView.of(found.getFirst()))
                    : Optional.empty();
        } catch (NodeFailure e) {
            fell(cluster, e);
            return Optional.empty();
        }
    }

    /// The agents' version; the oldest where it cannot be known.
    AgentVersion agent(String cluster) {
        return agents.computeIfAbsent(cluster, this::ask);
    }

    private AgentVersion ask(String cluster) {
        if (silent.contains(cluster)) {
            return AgentVersion.OLDEST;
        }
        try {
            var version = open(cluster).agentVersion();
            if (version.isEmpty()) {
                notes.add(
                        "The version of the agents of cluster '"
                                + cluster
                                + "' is not known; the oldest is assumed.");
            }
            return version.orElse(AgentVersion.OLDEST);
        } catch (NodeFailure e) {
            fell(cluster, e);
            return AgentVersion.OLDEST;
        }
    }

    private Cluster open(String name) throws NodeFailure {
        var open = clusters.get(name);
        if (open == null) {
            open = connector.open(name, context);
            clusters.put(name, open);
        }
        return open;
    }

    private void fell(String cluster, NodeFailure why) {
        silent.add(cluster);
        notes.add("Cluster '" + cluster + "' could not be asked: " + why.getMessage());
    }
}
