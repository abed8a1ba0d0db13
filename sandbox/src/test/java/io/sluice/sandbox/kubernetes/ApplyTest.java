package io.sluice.sandbox.kubernetes;

import static io.sluice.sandbox.kubernetes.RunningCluster.TRACING;
import static io.sluice.sandbox.kubernetes.RunningCluster.connect;
import static io.sluice.sandbox.kubernetes.RunningCluster.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.kubernetes.RunningCluster.Said;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ApplyTest {
    private static final String PATH = TRACING + "/imds";
    private static final String AUDIT = policy("imds", connect("Post"));
    private static final String ENFORCE = policy("imds", connect("Sigkill"));

    @TempDir Path folder;
    private RunningCluster cluster;

    @BeforeEach
    void start() {
        cluster = RunningCluster.in(folder);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void makesAnObjectWithDefaultsAndItsManager() {
        Said made = cluster.apply(PATH, "sluice", AUDIT);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().at("/metadata/generation").asInt()).isEqualTo(1);
        assertThat(made.body().at("/spec/kprobes/0/return").asBoolean(true)).isFalse();
        assertThat(made.body().at("/spec/kprobes/0/args/0/maxData").asBoolean(true)).isFalse();
        JsonNode entry = made.body().at("/metadata/managedFields/0");
        assertThat(entry.get("manager").asString()).isEqualTo("sluice");
        assertThat(entry.get("operation").asString()).isEqualTo("Apply");
        assertThat(entry.at("/fieldsV1/f:spec/f:kprobes").isObject()).isTrue();
    }

    @Test
    void changesNothingWhenTheSameIsAppliedAgain() {
        Said first = cluster.apply(PATH, "sluice", AUDIT);
        Said again = cluster.apply(PATH, "sluice", AUDIT);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        JsonNode calls = cluster.control("GET", "/calls", "");
        assertThat(calls.get(0).get("applied").asBoolean()).isTrue();
        assertThat(calls.get(0).get("key").asString()).isEqualTo("sluice");
        assertThat(calls.get(0).get("subject").asString())
                .isEqualTo("prod/tracingpolicies.cilium.io/imds");
        assertThat(calls.get(1).get("applied").asBoolean()).isFalse();
    }

    @Test
    void raisesTheGenerationForASpecAndNotForALabel() {
        cluster.apply(PATH, "sluice", AUDIT);
        Said labelled =
                cluster.apply(
                        PATH, "sluice", AUDIT.replace("labels: {", "labels: {reason: finding-7, "));
        Said enforced = cluster.apply(PATH, "sluice", ENFORCE);

        assertThat(labelled.body().at("/metadata/generation").asInt()).isEqualTo(1);
        assertThat(enforced.body().at("/metadata/generation").asInt()).isEqualTo(2);
        assertThat(enforced.body().at("/metadata/labels/reason").isMissingNode()).isTrue();
    }

    @Test
    void refusesToTakeAFieldFromAnotherManager() {
        cluster.apply(PATH, "sluice", AUDIT);
        Said edited =
                cluster.as("sandbox-admin")
                        .call(
                                "PATCH",
                                PATH,
                                "application/merge-patch+json",
                                "{\"spec\":{\"kprobes\":[{\"call\":\"sys_connect\"}]}}");

        Said refused = cluster.apply(PATH, "sluice", ENFORCE);

        assertThat(edited.status()).isEqualTo(200);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/reason")).isEqualTo("Conflict");
        assertThat(refused.message())
                .startsWith(
                        "Apply failed with 1 conflict: conflict with \"kubectl-edit\" using cilium.io/v1alpha1")
                .endsWith(": .spec.kprobes");
        assertThat(refused.text("/details/causes/0/reason")).isEqualTo("FieldManagerConflict");
        assertThat(refused.text("/details/causes/0/field")).isEqualTo(".spec.kprobes");
    }

    @Test
    void takesTheFieldWhenForced() {
        cluster.apply(PATH, "other", AUDIT);
        assertThat(cluster.apply(PATH, "sluice", ENFORCE).status()).isEqualTo(409);

        Said forced = cluster.apply(PATH + "?force=true", "sluice", ENFORCE);

        assertThat(forced.status()).isEqualTo(200);
        assertThat(forced.text("/spec/kprobes/0/selectors/0/matchActions/0/action"))
                .isEqualTo("Sigkill");
        assertThat(forced.body().at("/metadata/managedFields")).hasSize(2);
    }

    @Test
    void sharesAFieldThatTwoManagersWantAlike() {
        cluster.apply(PATH, "other", AUDIT);

        assertThat(cluster.apply(PATH, "sluice", AUDIT).status()).isEqualTo(200);
    }

    @Test
    void onlyTellsWhatADryRunWouldDo() {
        Said tried = cluster.apply(PATH + "?dryRun=All", "sluice", AUDIT);

        assertThat(tried.status()).isEqualTo(201);
        assertThat(tried.body().at("/spec/kprobes/0/return").isBoolean()).isTrue();
        assertThat(cluster.get(PATH).status()).isEqualTo(404);
        assertThat(cluster.control("GET", "/effects", "")).isEmpty();
    }

    @Test
    void answersAnUnknownFieldOrAWrongScalarWithFiveHundred() {
        Said unknown = cluster.apply(PATH, "sluice", AUDIT.replace("matchBinaries", "matchBinary"));
        Said number = cluster.apply(PATH, "sluice", AUDIT.replace("[/usr/bin/curl]", "[80]"));

        assertThat(unknown.status()).isEqualTo(500);
        assertThat(unknown.message())
                .isEqualTo(
                        "failed to create typed patch object (/imds; cilium.io/v1alpha1, Kind=TracingPolicy): .spec.kprobes[0].selectors[0].matchBinary: field not declared in schema");
        assertThat(number.status()).isEqualTo(500);
        assertThat(number.message()).contains("expected string");
    }

    @Test
    void answersWhatTheSchemaForbidsWithItsCauses() {
        Said refused = cluster.apply(PATH, "sluice", AUDIT.replace("SAddr", "Contains"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/reason")).isEqualTo("Invalid");
        assertThat(refused.text("/details/causes/0/reason")).isEqualTo("FieldValueNotSupported");
        assertThat(refused.text("/details/causes/0/field"))
                .isEqualTo("spec.kprobes[0].selectors[0].matchArgs[0].operator");
        assertThat(refused.message())
                .startsWith("TracingPolicy.cilium.io \"imds\" is invalid: spec.kprobes[0]")
                .contains("Unsupported value: \"Contains\"");
    }

    @Test
    void refusesNamesAndLabelsThatTheApiRefuses() {
        String spaced = AUDIT.replace("managed-by: sluice", "managed-by: T1059.004 Unix Shell");

        assertThat(cluster.apply(PATH, "sluice", spaced).status()).isEqualTo(422);
        assertThat(
                        cluster.apply(TRACING + "/Imds", "sluice", AUDIT.replace("imds", "Imds"))
                                .status())
                .isEqualTo(422);
        assertThat(cluster.apply(PATH, "sluice", AUDIT.replace("imds", "other")).status())
                .isEqualTo(400);
    }

    @Test
    void refusesAnObjectReadBackFromTheServer() {
        Said made = cluster.apply(PATH, "sluice", AUDIT);

        Said refused = cluster.apply(PATH, "sluice", made.body().toString());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).isEqualTo("metadata.managedFields must be nil");
    }

    @Test
    void refusesAStaleResourceVersionEvenWhenForced() {
        Said made = cluster.apply(PATH, "sluice", AUDIT);
        cluster.apply(PATH, "sluice", ENFORCE);
        String stale =
                AUDIT.replace(
                        "name: imds",
                        "name: imds, resourceVersion: \"%s\""
                                .formatted(made.text("/metadata/resourceVersion")));

        assertThat(cluster.apply(PATH + "?force=true", "sluice", stale).status()).isEqualTo(409);
    }

    @Test
    void needsCreateAndPatchForANewObject() {
        cluster.control(
                "PUT",
                "/kubernetes/prod/tokens",
                "{\"token\":\"patcher\",\"rules\":[{\"apiGroups\":[\"cilium.io\"],\"resources\":[\"*\"],\"verbs\":[\"get\",\"patch\"]}]}");

        Said refused = cluster.as("patcher").apply(PATH, "sluice", AUDIT);
        cluster.apply(PATH, "sluice", AUDIT);
        Said allowed = cluster.as("patcher").apply(PATH, "sluice", ENFORCE);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.message())
                .isEqualTo(
                        "tracingpolicies.cilium.io \"imds\" is forbidden: User \"system:serviceaccount:default:patcher\" cannot create resource \"tracingpolicies\" in API group \"cilium.io\" at the cluster scope");
        assertThat(allowed.status()).isEqualTo(200);
        assertThat(cluster.as("nobody").get(PATH).status()).isEqualTo(401);
    }

    @Test
    void knowsWhatTheInstalledVersionKnows() {
        cluster.control(
                "POST", "/kubernetes/clusters", "{\"name\":\"old\",\"tetragon\":\"1.3.0\"}");
        cluster.control(
                "POST", "/kubernetes/clusters", "{\"name\":\"bare\",\"tetragon\":\"none\"}");

        Said old = cluster.at("old").apply(PATH, "sluice", AUDIT);
        Said bare = cluster.at("bare").apply(PATH, "sluice", AUDIT);
        Said definition =
                cluster.at("old")
                        .get(
                                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/tracingpolicies.cilium.io");

        assertThat(old.status()).isEqualTo(422);
        assertThat(old.message()).contains("Unsupported value: \"sockaddr\"");
        assertThat(bare.status()).isEqualTo(404);
        assertThat(
                        definition
                                .body()
                                .at("/metadata/labels")
                                .get("cilium.io.k8s.crd.schema.version")
                                .asString())
                .isEqualTo("1.3.0");
    }
}
