package io.sluice.nodes.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeEnvironment;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// ASVS V13.2.2: accounts of other systems get the least they need.
class ClusterRolesTest {
    @Test
    @DisplayName(
            "What belongs to no namespace stands apart from what does, verbs of all nodes together")
    void tellsTheClusterFromNamespaces() {
        var documents =
                new KubernetesNodes()
                        .permissionDocuments(
                                "kubernetes",
                                Map.of(),
                                Map.of(
                                        "a",
                                                List.of(
                                                        "pods: list",
                                                        "tracingpolicies.cilium.io: get"),
                                        "b",
                                                List.of(
                                                        "pods: get, list",
                                                        "customresourcedefinitions.apiextensions.k8s.io/tracingpolicies.cilium.io: get")));

        assertThat(documents).hasSize(2);
        assertThat(documents.getFirst().text())
                .contains(
                        """
                        rules:
                          - apiGroups: ["apiextensions.k8s.io"]
                            resources: ["customresourcedefinitions"]
                            resourceNames: ["tracingpolicies.cilium.io"]
                            verbs: ["get"]
                          - apiGroups: ["cilium.io"]
                            resources: ["tracingpolicies"]
                            verbs: ["get"]
                        ---
                        """);
        assertThat(documents.getLast().text())
                .contains(
                        """
                        rules:
                          - apiGroups: [""]
                            resources: ["pods"]
                            verbs: ["get", "list"]
                        ---
                        """);
    }

    @Test
    @DisplayName(
            "Every permission that a node of clusters names has the form that roles are made of")
    void everyNodeIsUnderstood() {
        var environment = new NodeEnvironment(InstantSource.system(), Set.of());
        for (var type : new KubernetesNodes().nodeTypes(environment)) {
            var about = type.descriptor();
            assertThat(about.permissions().isEmpty())
                    .as(about.id())
                    .isEqualTo(about.connectionType().isEmpty());
            assertThat(about.permissions())
                    .allMatch(one ->
                            one.matches(
                                    "([a-z]+(\\.[a-z0-9.]+)?(/[a-z.]+)?(, )?)+: ([a-z]+(, )?)+"));
        }
    }
}
