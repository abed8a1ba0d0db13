package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.ReadNode;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the workload that a pod belongs to.
final class FindWorkload implements ReadNode<FindWorkload.Config, FindWorkload.Output> {
    record Config(
            @Field(title = "Connection", description = "The cluster.", widget = "connection")
                    String connection,
            @Field(title = "Pod", example = "\"web-6f5d8c7b9-x2x4k\"") String pod,
            @Field(
                            title = "Namespace",
                            description = "Empty to look in all.",
                            defaultValue = "\"\"",
                            example = "\"shop\"")
                    String namespace) {}

    record Output(
            @Field(
                            title = "Found",
                            description = "False for no pod, or several in different namespaces.")
                    boolean found,
            @Field(title = "Workload") @Nullable WorkloadView workload,
            @Field(title = "Candidates", description = "Namespaces that have such a pod.")
                    List<String> namespaces) {
        Output {
            namespaces = List.copyOf(namespaces);
        }
    }

    private final KubernetesConnector connector;

    FindWorkload(KubernetesConnector connector) {
        this.connector = connector;
    }

    @Override
    public NodeDescriptor descriptor() {
        var errors = new LinkedHashMap<>(CallErrors.ALL);
        errors.put("kubernetes.invalid-name", "The pod or namespace has no valid name.");
        return new NodeDescriptor(
                "kubernetes.find-workload",
                1,
                "Find workload",
                RolloutNode.CATEGORY,
                "cube-send",
                "Finds what a pod belongs to: namespace, workload, stable labels, containers.",
                """
                Looks the pod up and tells its Deployment, StatefulSet or DaemonSet, and the labels that stay the same when pods
                are replaced. When the namespace is not given and several have a pod of the name, nothing is chosen: *found* is
                false and the namespaces are listed.
                """,
                List.of("pod", "deployment", "labels", "owner"),
                KubernetesConnection.ID,
                errors,
                List.of("pods: get, list"));
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
        var pod = Names.pod(config.pod());
        var namespace = Names.namespace(config.namespace());
        var cluster = connector.open(config.connection(), context);
        var pods =
                namespace.isEmpty()
                        ? cluster.pods("", "", "metadata.name=" + pod)
                        : cluster.pod(namespace, pod).stream().toList();
        return new Output(
                pods.size() == 1,
                pods.size() == 1 ? WorkloadView.of(pods.getFirst()) : null,
                pods.stream().map(p -> p.getMetadata().getNamespace()).toList());
    }
}
