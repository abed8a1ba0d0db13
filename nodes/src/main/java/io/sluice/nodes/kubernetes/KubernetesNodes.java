package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.ConnectionProbe;
import io.sluice.engine.node.ConnectionType;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeProvider;
import io.sluice.engine.node.NodeType;
import io.sluice.engine.node.PermissionDocument;
import io.sluice.policy.category.CategoryTable;
import java.util.List;
import java.util.Map;

/// Node types of Kubernetes clusters and of the policies in them.
public final class KubernetesNodes implements NodeProvider {
    @Override
    public List<NodeType<?, ?>> nodeTypes(NodeEnvironment environment) {
        var connector = new KubernetesConnector(environment);
        var policies = new Policies(environment);
        var rollout = new Rollout(connector, policies);
        var categories =
                environment.service(CategoryTable.class).orElseGet(CategoryTable::standard);
        return List.of(
                new FindWorkload(connector),
                new PreviewPods(connector, policies),
                new GeneratePolicies(connector, policies, categories),
                new Prioritise(),
                new DiffPolicies(connector, policies),
                new ApplyPolicies(rollout),
                new PromotePolicies(rollout),
                new TunePolicies(policies),
                new RemovePolicies(rollout),
                new WriteFiles(environment, policies));
    }

    @Override
    public List<ConnectionType> connectionTypes() {
        return List.of(KubernetesConnection.TYPE);
    }

    @Override
    public List<ConnectionProbe> connectionProbes(NodeEnvironment environment) {
        return List.of(new KubernetesProbe(new KubernetesConnector(environment)));
    }

    @Override
    public List<PermissionDocument> permissionDocuments(
            String connectionType, Map<String, String> settings, Map<String, List<String>> needed) {
        return ClusterRoles.documents(needed);
    }
}
