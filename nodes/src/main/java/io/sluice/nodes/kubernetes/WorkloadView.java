package io.sluice.nodes.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.sluice.engine.node.Field;
import io.sluice.policy.tracing.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A pod and what it belongs to.
record WorkloadView(
        @Field(title = "Namespace") String namespace,
        @Field(title = "Pod") String pod,
        @Field(title = "Owner kind", description = "Deployment, StatefulSet …; Pod for a bare one.")
                String ownerKind,
        @Field(title = "Owner", description = "Name of the workload.") String owner,
        @Field(
                        title = "Labels",
                        description =
                                "Labels that stay the same over roll-outs: what a policy selects by.")
                Map<String, String> labels,
        @Field(title = "Containers") List<String> containers,
        @Field(title = "Node") String node,
        @Field(title = "Address") String address,
        @Field(title = "On the host's network", description = "Network policies do not cover it.")
                boolean hostNetwork) {
    private static final String HASH = "pod-template-hash";

    WorkloadView {
        labels = Map.copyOf(labels);
        containers = List.copyOf(containers);
    }

    static WorkloadView of(Pod pod) {
        var metadata = pod.getMetadata();
        var labels = Optional.ofNullable(metadata.getLabels()).orElse(Map.of());
        var owner =
                Optional.ofNullable(metadata.getOwnerReferences()).orElse(List.of()).stream()
                        .filter(o -> Boolean.TRUE.equals(o.getController()))
                        .findFirst();
        var hash = "-" + labels.getOrDefault(HASH, "");
        boolean deployed =
                owner.filter(o -> o.getKind().equals("ReplicaSet"))
                        .filter(o -> hash.length() > 1 && o.getName().endsWith(hash))
                        .isPresent();
        var name = owner.map(OwnerReference::getName).orElse(metadata.getName());
        var spec = pod.getSpec();
        var status = pod.getStatus();
        return new WorkloadView(
                metadata.getNamespace(),
                metadata.getName(),
                deployed ? "Deployment" : owner.map(OwnerReference::getKind).orElse("Pod"),
                deployed ? name.substring(0, name.length() - hash.length()) : name,
                new Scope("", metadata.getNamespace(), name, labels, "").labels(),
                spec == null
                        ? List.of()
                        : spec.getContainers().stream().map(Container::getName).toList(),
                spec == null || spec.getNodeName() == null ? "" : spec.getNodeName(),
                status == null || status.getPodIP() == null ? "" : status.getPodIP(),
                spec != null && Boolean.TRUE.equals(spec.getHostNetwork()));
    }
}
