package io.sluice.policy.finding;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Where something was detected. An empty text means that the finding does not say; what is no
/// valid Kubernetes name is never kept.
///
/// @param cluster the name of the cluster, as the finding gives it
/// @param namespace a DNS label
/// @param pod a DNS subdomain
/// @param container a DNS label
/// @param owner what the pod belongs to, such as the name of its Deployment
/// @param labels labels of the pod, valid keys and values only
/// @param image of the container
/// @param resource the vendor's id of the resource
public record Workload(
        String cluster,
        String namespace,
        String pod,
        String container,
        String owner,
        Map<String, String> labels,
        String image,
        String resource) {
    public static final Workload UNKNOWN = new Workload("", "", "", "", "", Map.of(), "", "");

    public Workload {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /// The same workload, with what a look into the cluster has shown.
    public Workload located(String inNamespace, String inOwner, Map<String, String> withLabels) {
        return new Workload(
                cluster, inNamespace, pod, container, inOwner, withLabels, image, resource);
    }

    /// The name under which findings of one workload are put together: its owner, else the pod,
    /// else `*`.
    public String name() {
        if (!owner.isEmpty()) {
            return owner;
        }
        return pod.isEmpty() ? "*" : pod;
    }
}
