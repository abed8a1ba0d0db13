package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChartTest {
    private static final Map<String, Object> EVERYTHING =
            Map.of(
                    "cdr.cronJob.enabled",
                    true,
                    "database.url",
                    "jdbc:postgresql://db:5432/sluice",
                    "replicas",
                    2,
                    "rbac.cilium",
                    true,
                    "networkPolicy.database.cidr",
                    "10.9.0.0/24");

    @Test
    void helmFindsNothingToComplainAbout() {
        assertThat(Chart.lint()).isEmpty();
    }

    @Test
    void everyFieldOfEveryObjectIsKnownToKubernetes() {
        for (var values : List.of(Map.<String, Object>of(), EVERYTHING)) {
            assertThat(Chart.render(values))
                    .isNotEmpty()
                    .allSatisfy(object ->
                            assertThat(UnknownFields.of(object)).as(object.getKind()).isEmpty());
        }
    }

    @Test
    @DisplayName("F040: the role has exactly the verbs that are needed")
    void theRoleHasExactlyTheVerbsThatAreNeeded() {
        var rules = Chart.only(Chart.render(Map.of()), ClusterRole.class).getRules();

        assertThat(rules)
                .noneMatch(
                        rule -> rule.getVerbs().contains("*") || rule.getResources().contains("*"));
        assertThat(rules)
                .filteredOn(rule -> rule.getVerbs().contains("patch"))
                .flatExtracting(rule -> rule.getResources())
                .containsExactlyInAnyOrder(
                        "tracingpolicies", "tracingpoliciesnamespaced", "networkpolicies");
        assertThat(rules)
                .filteredOn(rule -> rule.getVerbs().contains("patch"))
                .allSatisfy(rule ->
                        assertThat(rule.getVerbs())
                                .containsExactly(
                                        "get", "list", "watch", "create", "patch", "delete"));
        assertThat(rules)
                .filteredOn(rule -> !rule.getVerbs().contains("patch"))
                .allSatisfy(rule -> assertThat(rule.getVerbs()).isSubsetOf("get", "list"));
    }

    @Test
    @DisplayName(
            "F052: credentials are references to Secrets; nothing secret stands in a ConfigMap or in values")
    void credentialsAreReferences() {
        var objects = Chart.render(EVERYTHING);
        assertThat(objects)
                .noneMatch(ConfigMap.class::isInstance)
                .noneMatch(Secret.class::isInstance);
        assertThat(containers(objects))
                .flatExtracting(Container::getEnv)
                .filteredOn(env -> env.getName().matches(".*(KEY|PASSWORD|TOKEN).*"))
                .hasSize(3)
                .allSatisfy(env -> {
                    assertThat(env.getValue()).isNull();
                    assertThat(env.getValueFrom().getSecretKeyRef().getName())
                            .isEqualTo("sluice-secrets");
                });
    }

    @Test
    @DisplayName(
            "People sign in with the identity providers that the values name; their secrets are references")
    void namesIdentityProviders() {
        var values =
                Map.<String, Object>of(
                        "identityProviders.acme.issuer", "https://id.example.com/realms/acme",
                        "identityProviders.acme.clientId", "sluice",
                        "identityProviders.acme.clientSecretKey", "oidc-acme",
                        "identityProviders.acme.roles", "security=admin editor",
                        "identityProviders.acme.rolesClaim", "realm_access.roles");

        var env = containers(Chart.render(values)).getFirst().getEnv();

        assertThat(env)
                .filteredOn(
                        one -> one.getName().startsWith("SLUICE_OIDC_") && one.getValue() != null)
                .extracting(one -> one.getName() + "=" + one.getValue())
                .containsExactly(
                        "SLUICE_OIDC_ACME_ISSUER=https://id.example.com/realms/acme",
                        "SLUICE_OIDC_ACME_CLIENT_ID=sluice",
                        "SLUICE_OIDC_ACME_ROLES=security=admin editor",
                        "SLUICE_OIDC_ACME_ROLES_CLAIM=realm_access.roles");
        assertThat(env)
                .filteredOn(one -> one.getName().equals("SLUICE_OIDC_ACME_CLIENT_SECRET"))
                .singleElement()
                .satisfies(one ->
                        assertThat(one.getValueFrom().getSecretKeyRef().getKey())
                                .isEqualTo("oidc-acme"));
        assertThatThrownBy(() -> Chart.render(Map.of("identityProviders.acme.issuer", "http://x")))
                .hasMessageContaining("identityProviders");
    }

    @Test
    @DisplayName("F052: or they come from an external store")
    void credentialsMayComeFromAnExternalStore() {
        var yaml = Chart.yaml(Map.of("secrets.externalSecret.enabled", true));
        assertThat(yaml)
                .contains("kind: ExternalSecret", "name: sluice-secrets", "key: security/sluice");
    }

    @Test
    void nothingRunsAsRootOrWritesItsOwnFiles() {
        for (var pod : pods(Chart.render(EVERYTHING))) {
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType())
                    .isEqualTo("RuntimeDefault");
            assertThat(pod.getHostNetwork()).isNull();
            assertThat(pod.getContainers())
                    .allSatisfy(container -> {
                        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                                .isTrue();
                        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                                .isFalse();
                        assertThat(container.getSecurityContext().getCapabilities().getDrop())
                                .containsExactly("ALL");
                    });
        }
    }

    @Test
    @DisplayName(
            "F028: the job handles the last hours once, and only shows differences when told so")
    void theJobHandlesTheLastHoursOnce() {
        var applying = Chart.only(Chart.render(EVERYTHING), CronJob.class).getSpec();
        var showing =
                Chart.only(
                                Chart.render(
                                        Map.of(
                                                "cdr.cronJob.enabled",
                                                true,
                                                "cdr.cronJob.apply",
                                                false,
                                                "cdr.cronJob.hours",
                                                48)),
                                CronJob.class)
                        .getSpec();

        assertThat(applying.getConcurrencyPolicy()).isEqualTo("Forbid");
        assertThat(args(applying.getJobTemplate().getSpec().getTemplate().getSpec()))
                .containsExactly(
                        "cli",
                        "cdr",
                        "run",
                        "--once",
                        "--hours",
                        "24",
                        "--connection",
                        "qualys",
                        "--cluster",
                        "kubernetes",
                        "--apply");
        assertThat(args(showing.getJobTemplate().getSpec().getTemplate().getSpec()))
                .contains("--hours", "48")
                .doesNotContain("--apply");
    }

    @Test
    void oneServerKeepsItsDatabaseOnAVolumeSeveralNeedAPostgres() {
        assertThat(
                        Chart.only(Chart.render(Map.of()), StatefulSet.class)
                                .getSpec()
                                .getVolumeClaimTemplates())
                .hasSize(1);
        assertThat(Chart.only(Chart.render(EVERYTHING), Deployment.class).getSpec().getReplicas())
                .isEqualTo(2);
        assertThatThrownBy(() -> Chart.render(Map.of("replicas", 2)))
                .hasMessageContaining("set database.url");
    }

    @Test
    void theServersSpeakToWhatTheyNeedAlone() {
        var policy = Chart.only(Chart.render(EVERYTHING), NetworkPolicy.class).getSpec();

        assertThat(policy.getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(policy.getEgress()).allSatisfy(rule -> assertThat(rule.getPorts()).isNotEmpty());
        assertThat(policy.getEgress())
                .flatExtracting(rule -> rule.getPorts())
                .extracting(port -> port.getPort().getIntVal())
                .containsOnly(53, 8080, 443, 6443, 5432);
    }

    /// They are what the chart renders with its defaults and the job, for those who do not use
    /// Helm.
    @Test
    void thePlainManifestsAreWhatTheChartRenders() throws IOException {
        var file = Path.of("kubernetes/sluice.yaml");
        var rendered =
                Chart.yaml(Map.of("cdr.cronJob.enabled", true))
                        .replace("managed-by: Helm", "managed-by: kubectl");
        if (Boolean.getBoolean("manifests.write")) {
            Files.writeString(file, rendered);
        }
        assertThat(Files.readString(file)).isEqualTo(rendered);
    }

    private static List<String> args(PodSpec pod) {
        return pod.getContainers().getFirst().getArgs();
    }

    private static List<Container> containers(List<HasMetadata> objects) {
        return pods(objects).stream().flatMap(pod -> pod.getContainers().stream()).toList();
    }

    private static List<PodSpec> pods(List<HasMetadata> objects) {
        return objects.stream()
                .flatMap(object ->
                        switch (object) {
                            case Deployment deployment ->
                                    java.util.stream.Stream.of(
                                            deployment.getSpec().getTemplate().getSpec());
                            case StatefulSet set ->
                                    java.util.stream.Stream.of(
                                            set.getSpec().getTemplate().getSpec());
                            case CronJob job ->
                                    java.util.stream.Stream.of(
                                            job.getSpec()
                                                    .getJobTemplate()
                                                    .getSpec()
                                                    .getTemplate()
                                                    .getSpec());
                            default -> java.util.stream.Stream.empty();
                        })
                .toList();
    }
}
