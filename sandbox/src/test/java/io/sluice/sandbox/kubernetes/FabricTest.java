package io.sluice.sandbox.kubernetes;

import static io.sluice.sandbox.kubernetes.RunningCluster.connect;
import static io.sluice.sandbox.kubernetes.RunningCluster.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The fabric8 client, unmodified.
class FabricTest {
    @TempDir Path folder;
    private RunningCluster cluster;
    private KubernetesClient client;

    @BeforeEach
    void start() {
        cluster = RunningCluster.in(folder);
        client = client("prod", "sandbox-token");
    }

    private KubernetesClient client(String name, String token) {
        Config config =
                new ConfigBuilder(Config.empty())
                        .withMasterUrl(cluster.at(name).url())
                        .withOauthToken(token)
                        .withRequestRetryBackoffLimit(0)
                        .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    @AfterEach
    void stop() {
        client.close();
        cluster.close();
    }

    private static GenericKubernetesResource tracing(String action) {
        return Serialization.unmarshal(
                policy("imds", connect(action)), GenericKubernetesResource.class);
    }

    @Test
    void appliesAGenericResourceThatItFindsByDiscovery() {
        GenericKubernetesResource made =
                client.resource(tracing("Post")).fieldManager("cdr-engine").serverSideApply();
        GenericKubernetesResource again =
                client.resource(tracing("Post")).fieldManager("cdr-engine").serverSideApply();
        GenericKubernetesResource enforced =
                client.resource(tracing("Sigkill"))
                        .fieldManager("cdr-engine")
                        .forceConflicts()
                        .serverSideApply();

        assertThat(made.getMetadata().getGeneration()).isEqualTo(1);
        assertThat(again.getMetadata().getResourceVersion())
                .isEqualTo(made.getMetadata().getResourceVersion());
        assertThat(enforced.getMetadata().getGeneration()).isEqualTo(2);
    }

    @Test
    void seesAConflictWithItsCauses() {
        client.resource(tracing("Post")).fieldManager("one").serverSideApply();

        assertThatThrownBy(() ->
                        client.resource(tracing("Sigkill")).fieldManager("two").serverSideApply())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> {
                            assertThat(e.getCode()).isEqualTo(409);
                            assertThat(e.getStatus().getDetails().getCauses().getFirst().getField())
                                    .isEqualTo(".spec.kprobes");
                        });
    }

    @Test
    void cannotFindAKindWhoseDefinitionIsNotInstalled() {
        cluster.control(
                "POST", "/kubernetes/clusters", "{\"name\":\"bare\",\"tetragon\":\"none\"}");
        try (KubernetesClient bare = client("bare", "sandbox-token")) {
            assertThatThrownBy(() ->
                            bare.resource(tracing("Post")).fieldManager("sluice").serverSideApply())
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining("Could not find a registered handler");
        }
    }

    @Test
    void triesWithoutChangingAnything() {
        GenericKubernetesResource tried =
                client.resource(tracing("Post")).dryRun().fieldManager("sluice").serverSideApply();

        assertThat(tried.getMetadata().getUid()).isNotBlank();
        assertThat(client.resource(tracing("Post")).get()).isNull();
    }

    @Test
    void readsPodsAndDefinitionsAndWritesNetworkPolicies() {
        assertThat(client.pods().inNamespace("shop").withLabel("app", "web").list().getItems())
                .hasSize(2);
        assertThat(
                        client.apiextensions()
                                .v1()
                                .customResourceDefinitions()
                                .withName("tracingpolicies.cilium.io")
                                .get()
                                .getMetadata()
                                .getLabels())
                .containsEntry("cilium.io.k8s.crd.schema.version", "1.7.0");
        var policy =
                new NetworkPolicyBuilder()
                        .withNewMetadata()
                        .withName("block")
                        .withNamespace("shop")
                        .endMetadata()
                        .withNewSpec()
                        .withNewPodSelector()
                        .addToMatchLabels("app", "web")
                        .endPodSelector()
                        .withPolicyTypes("Egress")
                        .endSpec()
                        .build();

        assertThat(
                        client.resource(policy)
                                .fieldManager("sluice")
                                .serverSideApply()
                                .getMetadata()
                                .getGeneration())
                .isEqualTo(1);
        assertThat(client.resource(policy).delete()).hasSize(1);
        assertThat(client.resource(policy).delete()).isEmpty();
    }

    @Test
    void hearsOfChangesByAWatch() throws InterruptedException {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (var _ =
                client.pods()
                        .inNamespace("shop")
                        .watch(
                                new Watcher<>() {
                                    @Override
                                    public void eventReceived(
                                            Action action,
                                            io.fabric8.kubernetes.api.model.Pod pod) {
                                        heard.add(action + " " + pod.getMetadata().getName());
                                    }

                                    @Override
                                    public void onClose(WatcherException cause) {
                                        heard.add("closed " + cause.getMessage());
                                    }
                                })) {
            cluster.control(
                    "POST", "/kubernetes/prod/pods", "{\"name\":\"late\",\"namespace\":\"shop\"}");
            List<String> all = new ArrayList<>();
            while (!all.contains("ADDED late")) {
                String next = heard.poll(10, TimeUnit.SECONDS);
                assertThat(next).as("after %s", all).isNotNull();
                all.add(next);
            }
        }
    }

    @Test
    void isRefusedWhatItsRoleDoesNotAllow() {
        client.resource(tracing("Post")).fieldManager("sluice").serverSideApply();
        try (KubernetesClient reader = client("prod", "sandbox-no-delete")) {
            assertThatThrownBy(() -> reader.resource(tracing("Post")).delete())
                    .isInstanceOfSatisfying(
                            KubernetesClientException.class,
                            e -> assertThat(e.getCode()).isEqualTo(403));
        }
    }
}
