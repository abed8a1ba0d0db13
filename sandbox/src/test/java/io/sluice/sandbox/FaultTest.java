package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.sandbox.http.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FaultTest {
    private static final String INCIDENT = "/api/now/table/incident";

    @TempDir Path folder;
    private RunningSandbox sandbox;

    @BeforeEach
    void start() {
        sandbox = RunningSandbox.in(folder);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private HttpResponse<String> incident(String key) throws IOException {
        return sandbox.serviceNow("POST", INCIDENT, "{\"correlation_id\":\"%s\"}".formatted(key));
    }

    @Test
    void appliesAWriteAndThenDropsTheConnection() {
        sandbox.post(
                "/faults",
                "{\"service\":\"servicenow\",\"operation\":\"POST /api/now/table/incident\",\"kind\":\"apply-then-drop\",\"times\":1}");

        assertThatThrownBy(() -> incident("k1")).isInstanceOf(IOException.class);

        JsonNode incidents = sandbox.get("/world").get("incidents");
        assertThat(incidents).hasSize(1);
        assertThat(incidents.get(0).get("correlation_id").asString()).isEqualTo("k1");
        JsonNode call = sandbox.get("/calls").get(0);
        assertThat(call.get("applied").asBoolean()).isTrue();
        assertThat(call.get("status").isNull()).isTrue();
        assertThat(call.get("key").asString()).isEqualTo("k1");
        assertThat(sandbox.get("/effects").at("/0/applied").asInt()).isEqualTo(1);
    }

    @Test
    void dropsACallBeforeItIsApplied() throws IOException {
        sandbox.post("/faults", "{\"kind\":\"drop-before\",\"times\":1}");

        assertThatThrownBy(() -> incident("k1")).isInstanceOf(IOException.class);

        assertThat(sandbox.get("/world").get("incidents")).isEmpty();
        assertThat(sandbox.get("/calls").at("/0/applied").asBoolean()).isFalse();
        assertThat(incident("k1").statusCode()).isEqualTo(201);
    }

    @Test
    void strikesEveryCreateOfEveryVendor() throws IOException {
        sandbox.post("/faults", "{\"kind\":\"apply-then-drop\"}");
        Aws aws = new Aws(sandbox);

        assertThatThrownBy(() -> aws.createGroup("q")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> sandbox.tag("external")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> incident("k")).isInstanceOf(IOException.class);

        assertThat(aws.ok("Action=DescribeSecurityGroups&GroupName.1=q")).contains("<groupName>q<");
        JsonNode effects = sandbox.get("/effects");
        assertThat(effects)
                .hasSize(3)
                .allSatisfy(e -> assertThat(e.get("applied").asInt()).isEqualTo(1));
    }

    @Test
    void countsOnlyWhatChangedTheWorld() throws IOException {
        JsonNode vm = sandbox.post("/vms", "{}");
        Aws aws = new Aws(sandbox);
        String group = aws.createGroup("q");
        String modify =
                "Action=ModifyNetworkInterfaceAttribute&NetworkInterfaceId=%s&SecurityGroupId.1=%s"
                        .formatted(vm.at("/interfaces/0/id").asString(), group);

        aws.ok(modify);
        aws.ok(modify);
        aws.call("Action=CreateSecurityGroup&GroupDescription=test&GroupName=q");

        assertThat(sandbox.get("/effects"))
                .hasSize(2)
                .allSatisfy(e -> assertThat(e.get("applied").asInt()).isEqualTo(1));
        assertThat(sandbox.get("/calls")).hasSize(4);
    }

    @Test
    void drawsTheSameLotsFromTheSameSeed() throws IOException {
        StringBuilder first = new StringBuilder();
        StringBuilder second = new StringBuilder();
        for (StringBuilder lots : new StringBuilder[] {first, second}) {
            sandbox.control("DELETE", "/faults", "");
            sandbox.post(
                    "/faults",
                    "{\"kind\":\"status\",\"status\":500,\"probability\":0.3,\"seed\":7}");
            for (int i = 0; i < 40; i++) {
                lots.append(incident("k").statusCode()).append(' ');
            }
        }

        assertThat(first.toString()).isEqualTo(second.toString()).contains("500").contains("201");
    }

    @ParameterizedTest
    @CsvSource({
        "rate-limit, 409, 1965",
        "concurrency-limit, 409, 1960",
        "unauthorized, 401, 2000",
        "status, 503, 1999",
        "html, 503, <html>"
    })
    void speaksTheVendorsWordsForAFault(String kind, int status, String text) throws IOException {
        sandbox.post(
                "/faults",
                "{\"service\":\"qualys\",\"operation\":\"*\",\"writesOnly\":false,\"kind\":\"%s\"}"
                        .formatted(kind));

        HttpResponse<String> answer = sandbox.fo("GET", "scan/", "action=list");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(text);
        assertThat(answer.headers().firstValue("X-RateLimit-Limit")).isPresent();
    }

    @Test
    void throttlesAwsByItsCode() throws IOException {
        sandbox.post(
                "/faults",
                "{\"service\":\"aws\",\"operation\":\"DescribeInstances\",\"kind\":\"throttle\",\"writesOnly\":false,\"times\":1}");
        Aws aws = new Aws(sandbox);

        HttpResponse<String> answer = aws.call("Action=DescribeInstances");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("<Code>RequestLimitExceeded</Code>");
        assertThat(aws.call("Action=DescribeInstances").statusCode()).isEqualTo(200);
    }

    @Test
    void delaysWithoutChangingTheAnswer() throws IOException {
        sandbox.post("/faults", "{\"kind\":\"delay\",\"delay\":\"PT0.2S\",\"times\":1}");
        long before = System.nanoTime();

        assertThat(incident("k").statusCode()).isEqualTo(201);

        assertThat(System.nanoTime() - before).isGreaterThan(190_000_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"explode\"}",
                "{}",
                "{\"kind\":\"status\",\"status\":200}",
                "{\"kind\":\"delay\",\"delay\":\"2s\"}",
                "{\"kind\":\"status\",\"probability\":2}",
                "{\"kind\":\"status\",\"service\":\"azure\"}",
                "{\"kind\":\"status\",\"times\":0}",
                "{\"kind\":",
                "[]"
            })
    void refusesABadFaultWithAProblem(String body) throws IOException {
        HttpResponse<String> answer = sandbox.call("POST", "/sandbox/faults", Map.of(), body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(Json.tree(answer.body()).get("detail").asString()).isNotBlank();
        assertThat(sandbox.get("/faults")).isEmpty();
    }
}
