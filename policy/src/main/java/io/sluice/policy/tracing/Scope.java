package io.sluice.policy.tracing;

import io.sluice.policy.finding.Names;
import io.sluice.policy.finding.Workload;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// On whom a policy acts. Labels that change with every pod or roll-out are left out of it.
///
/// @param cluster as the finding names it; may be empty
/// @param namespace may be empty: then nothing can be enforced
/// @param workload a name for people: the Deployment, or `*`
/// @param labels stable labels of the workload's pods; none: nothing can be enforced
/// @param container only this container; may be empty
public record Scope(
        String cluster,
        String namespace,
        String workload,
        Map<String, String> labels,
        String container) {
    /// Namespaces of the cluster's own parts, in which nothing is ever generated.
    public static final List<String> PROTECTED =
            List.of("kube-system", "kube-public", "kube-node-lease", "cilium", "tetragon");

    private static final Set<String> UNSTABLE =
            Set.of(
                    "pod-template-hash",
                    "pod-template-generation",
                    "rollouts-pod-template-hash",
                    "helm.sh/chart",
                    "app.kubernetes.io/version",
                    "controller-revision-hash",
                    "statefulset.kubernetes.io/pod-name",
                    "apps.kubernetes.io/pod-index",
                    "controller-uid",
                    "batch.kubernetes.io/controller-uid",
                    "batch.kubernetes.io/job-name",
                    "batch.kubernetes.io/job-completion-index",
                    "job-name");
    private static final int MOST_LABELS = 64;

    public Scope {
        var stable = new TreeMap<String, String>();
        new TreeMap<>(labels)
                .forEach((key, value) -> {
                    if (stable.size() < MOST_LABELS
                            && !UNSTABLE.contains(key)
                            && Names.isLabelKey(key)
                            && Names.isLabelValue(value)
                            && !value.isEmpty()) {
                        stable.put(key, value);
                    }
                });
        labels = Collections.unmodifiableMap(stable);
    }

    public static Scope of(Workload workload) {
        return new Scope(
                workload.cluster(),
                workload.namespace(),
                workload.name(),
                workload.labels(),
                workload.container());
    }

    /// Whether it is narrow enough to stop anything.
    public boolean enforceable() {
        return !namespace.isEmpty() && !labels.isEmpty() && !isProtected();
    }

    public boolean isProtected() {
        return PROTECTED.contains(namespace);
    }
}
