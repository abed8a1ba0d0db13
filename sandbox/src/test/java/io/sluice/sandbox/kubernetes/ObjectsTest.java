package io.sluice.sandbox.kubernetes;

import static io.sluice.sandbox.kubernetes.RunningCluster.NETWORK;
import static io.sluice.sandbox.kubernetes.RunningCluster.TRACING;
import static io.sluice.sandbox.kubernetes.RunningCluster.connect;
import static io.sluice.sandbox.kubernetes.RunningCluster.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.sandbox.http.Json;
import io.sluice.sandbox.kubernetes.RunningCluster.Said;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ObjectsTest {
    private static final String PODS = "/api/v1/pods";

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
    void tellsWhatItServes() {
        assertThat(cluster.get("/version").text("/gitVersion")).startsWith("v1.");
        assertThat(cluster.get("/api").text("/versions/0")).isEqualTo("v1");
        assertThat(cluster.get("/apis").body().toString())
                .contains("cilium.io", "networking.k8s.io");
        Said resources = cluster.get("/apis/cilium.io/v1alpha1");
        assertThat(resources.text("/resources/1/name")).isEqualTo("tracingpoliciesnamespaced");
        assertThat(resources.text("/resources/1/shortNames/0")).isEqualTo("tgtpn");
        assertThat(cluster.get("/apis/metrics.k8s.io/v1").status()).isEqualTo(404);
    }

    @Test
    void listsBySelectorsAndInPages() {
        Said web =
                cluster.get(
                        "/api/v1/namespaces/shop/pods?labelSelector=app%20in%20(web)%2C%21gone");
        Said first = cluster.get(PODS + "?limit=2");
        Said second = cluster.get(PODS + "?limit=2&continue=" + first.text("/metadata/continue"));

        assertThat(web.body().get("items")).hasSize(2);
        assertThat(web.text("/kind")).isEqualTo("PodList");
        assertThat(first.body().at("/metadata/remainingItemCount").asInt()).isEqualTo(3);
        assertThat(second.text("/items/0/metadata/name"))
                .isNotEqualTo(first.text("/items/1/metadata/name"));
        assertThat(cluster.get(PODS + "?fieldSelector=metadata.name%3Dcart-0").body().get("items"))
                .hasSize(1);
        assertThat(cluster.get(PODS + "?fieldSelector=spec.colour%3Dred").status()).isEqualTo(400);
        assertThat(cluster.get(PODS + "?labelSelector=%3D%3D").status()).isEqualTo(400);
    }

    @Test
    void dropsUnknownFieldsOfACreateWithAWarning() {
        String typo = policy("imds", connect("Post")).replace("matchBinaries", "matchBinary");

        Said loose = cluster.post(TRACING, typo);
        Said strict =
                cluster.post(TRACING + "?fieldValidation=Strict", typo.replace("imds", "two"));

        assertThat(loose.status()).isEqualTo(201);
        assertThat(loose.body().at("/spec/kprobes/0/selectors/0/matchBinary").isMissingNode())
                .isTrue();
        assertThat(loose.response().headers().firstValue("Warning").orElse(""))
                .contains("unknown field");
        assertThat(strict.status()).isEqualTo(400);
        assertThat(strict.message())
                .contains("unknown field \"spec.kprobes[0].selectors[0].matchBinary\"");
    }

    @Test
    void answersTheOrdinaryConflicts() {
        String body = policy("imds", connect("Post"));
        RunningCluster admin = cluster.as("sandbox-admin");
        Said made = cluster.post(TRACING, body);

        assertThat(cluster.post(TRACING, body).text("/reason")).isEqualTo("AlreadyExists");
        String path = TRACING + "/imds";
        assertThat(admin.call("PUT", path, "application/json", body).status()).isEqualTo(422);
        String stale =
                made.body().toString().replace("\"resourceVersion\":\"", "\"resourceVersion\":\"9");
        assertThat(admin.call("PUT", path, "application/json", stale).status()).isEqualTo(409);
        assertThat(admin.call("PUT", path, "application/json", made.body().toString()).status())
                .isEqualTo(200);
        assertThat(cluster.call("PUT", path, "application/json", body).status()).isEqualTo(403);
    }

    @Test
    void patchesByJson() {
        cluster.post(TRACING, policy("imds", connect("Post")));

        Said patched =
                cluster.call(
                        "PATCH",
                        TRACING + "/imds",
                        "application/json-patch+json",
                        "[{\"op\":\"test\",\"path\":\"/kind\",\"value\":\"TracingPolicy\"},{\"op\":\"add\",\"path\":\"/metadata/labels/a\",\"value\":\"b\"},{\"op\":\"replace\",\"path\":\"/spec/kprobes/0/selectors/0/matchActions/0/action\",\"value\":\"Sigkill\"}]");

        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.text("/metadata/labels/a")).isEqualTo("b");
        assertThat(patched.body().at("/metadata/generation").asInt()).isEqualTo(2);
        assertThat(
                        cluster.call(
                                        "PATCH",
                                        TRACING + "/imds",
                                        "application/strategic-merge-patch+json",
                                        "{}")
                                .status())
                .isEqualTo(415);
    }

    @Test
    void deletesAndThenSaysThatThereIsNone() {
        cluster.post(TRACING, policy("imds", connect("Post")));

        Said denied =
                cluster.as("sandbox-no-delete")
                        .call("DELETE", TRACING + "/imds", "application/json", "");
        Said deleted = cluster.call("DELETE", TRACING + "/imds", "application/json", "");
        Said again = cluster.call("DELETE", TRACING + "/imds", "application/json", "");

        assertThat(denied.status()).isEqualTo(403);
        assertThat(denied.message()).contains("cannot delete resource");
        assertThat(deleted.text("/status")).isEqualTo("Success");
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.text("/kind")).isEqualTo("Status");
        assertThat(again.message()).isEqualTo("tracingpolicies.cilium.io \"imds\" not found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ipBlock: {cidr: 10.0.0.0/8, except: [11.0.0.1/32]} | must be a strict subset of `cidr` | except[0]",
                "ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/8]} | must be a strict subset of `cidr` | except[0]",
                "ipBlock: {cidr: 203.0.113.9} | must be a valid CIDR value | cidr",
                "ipBlock: {cidr: 0.0.0.0/0}, podSelector: {} | may not specify both ipBlock and another peer | to[0]"
            })
    void refusesAddressesThatTheApiRefuses(String peer, String why, String field) {
        Said refused =
                cluster.apply(
                        NETWORK + "/block", "sluice", network("- to: [{%s}]".formatted(peer)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.message()).contains(why);
        assertThat(refused.text("/details/causes/0/field")).endsWith(field);
    }

    @Test
    void refusesARangeOfPortsThatEndsBeforeItBegins() {
        String rule = "- ports: [{port: 90, endPort: 80}]";

        Said refused = cluster.apply(NETWORK + "/block", "sluice", network(rule));
        Said made = cluster.apply(NETWORK + "/block", "sluice", network(rule.replace("80", "99")));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.message()).contains("must be greater than or equal to `port`");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/spec/egress/0/ports/0/protocol")).isEqualTo("TCP");
        assertThat(
                        cluster.apply(
                                        NETWORK + "/block",
                                        "sluice",
                                        network(rule.replace("80", "99")))
                                .body())
                .isEqualTo(made.body());
    }

    private static String network(String rule) {
        return """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: block}
        spec:
          podSelector: {matchLabels: {app: web}}
          policyTypes: [Egress]
          egress:
          %s
        """
                .formatted(rule);
    }

    @Test
    void refusesANamespaceThatIsNotThere() {
        Said refused =
                cluster.apply(
                        NETWORK.replace("/shop/", "/nowhere/") + "/block",
                        "sluice",
                        network("- ports: [{port: 80}]"));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.message()).isEqualTo("namespaces \"nowhere\" not found");
    }

    @Test
    void tellsAWatchWhatHasHappenedSince() throws IOException {
        String revision = cluster.get(TRACING).text("/metadata/resourceVersion");
        cluster.post(TRACING, policy("imds", connect("Post")));
        cluster.apply(TRACING + "/imds", "sluice", policy("imds", connect("Sigkill")));
        cluster.call("DELETE", TRACING + "/imds", "application/json", "");

        List<JsonNode> events = watch(TRACING, revision);

        assertThat(events)
                .extracting(e -> e.get("type").asString())
                .startsWith("ADDED")
                .endsWith("DELETED");
        assertThat(events.getFirst().at("/object/kind").asString()).isEqualTo("TracingPolicy");
    }

    @Test
    void tellsAWatchFromTooLongAgoThatItIsGone() throws IOException {
        cluster.control("POST", "/kubernetes/prod/forget", "");

        List<JsonNode> events = watch(PODS, "1");

        assertThat(events).hasSize(1);
        assertThat(events.getFirst().get("type").asString()).isEqualTo("ERROR");
        assertThat(events.getFirst().at("/object/code").asInt()).isEqualTo(410);
        assertThat(events.getFirst().at("/object/reason").asString()).isEqualTo("Expired");
    }

    private List<JsonNode> watch(String path, String revision) throws IOException {
        HttpResponse<String> stream =
                cluster.call(
                                "GET",
                                path + "?watch=true&timeoutSeconds=1&resourceVersion=" + revision,
                                "application/json",
                                "")
                        .response();
        return Arrays.stream(stream.body().split("\n")).map(Json::tree).toList();
    }

    @Test
    void appliesAndThenDropsTheConnectionOfOneClusterOnly() {
        cluster.control("POST", "/kubernetes/clusters", "{\"name\":\"c07\"}");
        cluster.control(
                "POST",
                "/faults",
                "{\"service\":\"kubernetes\",\"operation\":\"/c07/\",\"kind\":\"apply-then-drop\",\"times\":1}");
        String body = policy("imds", connect("Post"));
        String path = TRACING + "/imds";

        assertThat(cluster.apply(path, "sluice", body).status()).isEqualTo(201);
        assertThatThrownBy(() -> cluster.at("c07").apply(path, "sluice", body))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(cluster.at("c07").get(path).status()).isEqualTo(200);
    }

    @Test
    void keepsItsObjectsOverARestart() {
        cluster.apply(TRACING + "/imds", "sluice", policy("imds", connect("Post")));
        Said before = cluster.get(TRACING + "/imds");
        cluster.close();

        cluster = RunningCluster.in(folder);

        assertThat(cluster.get(TRACING + "/imds").body()).isEqualTo(before.body());
        assertThat(
                        cluster.apply(TRACING + "/imds", "sluice", policy("imds", connect("Post")))
                                .body())
                .isEqualTo(before.body());
    }
}
