package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.sandbox.http.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ControlTest {
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

    @Test
    void movesItsClockByHandOnlyWhenItStandsStill() {
        Instant before = Instant.parse(sandbox.get("/clock").get("now").asString());

        sandbox.advance("PT10M");

        Instant after = Instant.parse(sandbox.get("/clock").get("now").asString());
        assertThat(Duration.between(before, after)).isEqualTo(Duration.ofMinutes(10));
        sandbox.post("/clock", "{\"speed\":60000}");
        Instant running = Instant.parse(sandbox.get("/clock").get("now").asString());
        assertThat(running).isAfter(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|/clock|{}",
                "POST|/clock|{\"advance\":\"10 minutes\"}",
                "POST|/clock|{\"advance\":\"-PT1M\"}",
                "POST|/clock|{\"speed\":-1}",
                "POST|/vms|{\"interfaces\":0}",
                "POST|/vms|{\"truRisk\":1001}",
                "POST|/vms|{\"truRisk\":\"high\"}",
                "POST|/vms|{\"scanOutcome\":\"maybe\"}",
                "POST|/vms|{\"region\":\"mars\"}",
                "POST|/vms|{\"interfaces\":\"two\"}",
                "POST|/vms|nonsense",
                "POST|/snapshots|{\"copyOutcome\":\"x\"}",
                "PATCH|/pace|{\"scanRum\":\"PT1M\"}",
                "PATCH|/pace|{\"agentCheckIn\":\"PT0S\"}",
                "PATCH|/pace|{\"foRateLimit\":0}",
                "PUT|/targets|{\"events\":{\"url\":\"ftp://x\"}}",
                "PUT|/targets|{\"events\":{}}",
                "PUT|/targets|{\"events\":{\"url\":\"http://localhost:1\",\"headers\":{\"Host\":\"x\"}}}",
                "GET|/calls?since=x|"
            })
    void namesWhatIsWrongWithAWish(String method, String path, String body) throws IOException {
        HttpResponse<String> answer =
                sandbox.call(method, "/sandbox" + path, Map.of(), body == null ? "" : body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(Json.tree(answer.body()).get("detail").asString()).isNotBlank();
        assertThat(sandbox.get("/world").get("vms")).isEmpty();
    }

    @Test
    void answers404And405ForWhatIsNotThere() throws IOException {
        assertThat(sandbox.call("GET", "/sandbox/vms/i-1", Map.of(), "").statusCode())
                .isEqualTo(404);
        assertThat(sandbox.call("DELETE", "/sandbox/world", Map.of(), "").statusCode())
                .isEqualTo(405);
        assertThat(sandbox.call("POST", "/sandbox/changes/CHG1/approve", Map.of(), "").statusCode())
                .isEqualTo(404);
        assertThat(sandbox.call("GET", "/azure/x", Map.of(), "").statusCode()).isEqualTo(404);
    }

    @Test
    void refusesABodyThatIsTooLarge() throws IOException {
        HttpResponse<String> answer =
                sandbox.call("POST", "/sandbox/vms", Map.of(), " ".repeat((1 << 20) + 1));

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void decidesOnlyWhatWasAsked() throws IOException {
        JsonNode change =
                Json.tree(sandbox.serviceNow("POST", "/api/now/table/change_request", "{}").body())
                        .get("result");

        HttpResponse<String> answer =
                sandbox.call(
                        "POST",
                        "/sandbox/changes/%s/approve".formatted(change.get("number").asString()),
                        Map.of(),
                        "");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("Assess");
    }

    @Test
    void changesAMachineAndItsAddress() {
        JsonNode vm = sandbox.post("/vms", "{\"truRisk\":null,\"tags\":{\"a\":\"b\"}}");
        String path = "/vms/" + vm.get("instanceId").asString();

        JsonNode changed = sandbox.control("PATCH", path, "{\"truRisk\":950,\"publicIp\":false}");

        assertThat(vm.get("truRisk").isNull()).isTrue();
        assertThat(changed.get("truRisk").asInt()).isEqualTo(950);
        assertThat(changed.get("publicIp").isNull()).isTrue();
        assertThat(changed.at("/tags/a").asString()).isEqualTo("b");
    }

    @Test
    void readsItsOptionsFromArgumentsAndEnvironment() {
        SandboxOptions options =
                SandboxOptions.read(
                        new String[] {"--port", "8191"},
                        Map.of("SANDBOX_PORT", "1", "SANDBOX_HOST", "localhost"));

        assertThat(options.port()).isEqualTo(8191);
        assertThat(options.host()).isEqualTo("localhost");
        assertThat(options.data()).isEqualTo(Path.of("data/sandbox"));
        assertThatThrownBy(() -> SandboxOptions.read(new String[] {"--prot", "1"}, Map.of()))
                .hasMessageContaining("--prot");
        assertThatThrownBy(() -> SandboxOptions.read(new String[] {"--port", "x"}, Map.of()))
                .hasMessageContaining("'x'");
    }
}
