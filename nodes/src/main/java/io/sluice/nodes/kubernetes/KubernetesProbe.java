package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.Connection;
import io.sluice.engine.node.ConnectionProbe;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeFailure;
import java.util.List;

/// Looks at a cluster. That a look is forbidden is an answer, too, and to somebody it knows.
record KubernetesProbe(KubernetesConnector connector) implements ConnectionProbe {
    @Override
    public String connectionType() {
        return KubernetesConnection.ID;
    }

    @Override
    public List<String> permissions() {
        return List.of("namespaces: list");
    }

    @Override
    public String probe(Connection connection, NodeContext context) throws NodeFailure {
        try {
            connector.open(connection.name(), context).look();
            return "The cluster knows us.";
        } catch (NodeFailure failure) {
            if (failure.code().equals("kubernetes.forbidden")) {
                return "The cluster knows us; its namespaces may not be listed.";
            }
            throw failure;
        }
    }
}
