package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.http.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class GatewayTest {
    @TempDir Path folder;
    private RunningSandbox sandbox;
    private String token = "";

    @BeforeEach
    void start() throws IOException {
        sandbox = RunningSandbox.in(folder);
        token = login("sandbox-password").body();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private HttpResponse<String> login(String password) throws IOException {
        return sandbox.call(
                "POST",
                "/qualys-gateway/auth",
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                "username=sandbox&token=true&password=" + password);
    }

    private HttpResponse<String> call(String method, String path, String body) throws IOException {
        return sandbox.call(
                method,
                "/qualys-gateway" + path,
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                body);
    }

    private String agentOf(JsonNode vm) throws IOException {
        String assetId = vm.get("assetId").asString();
        String body =
                call("POST", "/pm/v1/assets/uuids", "{\"assetIds\":[%s]}".formatted(assetId))
                        .body();
        return Json.tree(body).get(assetId).asString();
    }

    private String job(String agent, String more) throws IOException {
        HttpResponse<String> answer =
                call(
                        "POST",
                        "/pm/v1/deploymentjob",
                        "{\"name\":\"flow-r1\",\"platform\":\"Linux\",\"type\":\"Install\",\"scheduleType\":\"On-demand\",\"assetIds\":[\"%s\"],\"timeout\":6,\"timeoutUnit\":\"HOURS\"%s}"
                                .formatted(agent, more));
        assertThat(answer.statusCode()).isEqualTo(201);
        return Json.tree(answer.body()).get("id").asString();
    }

    private JsonNode result(String job) throws IOException {
        return Json.tree(
                        call(
                                        "POST",
                                        "/pm/v1/deploymentjob/%s/deploymentjobresult/summary"
                                                .formatted(job),
                                        "")
                                .body())
                .path("assets")
                .path(0);
    }

    private void enable(String job) throws IOException {
        HttpResponse<String> answer =
                call(
                        "POST",
                        "/pm/v1/deploymentjobs/update/status/Enabled",
                        "{\"ids\":[\"%s\"]}".formatted(job));
        assertThat(Json.tree(answer.body()).at("/0/status").asString()).isEqualTo("success");
    }

    @Test
    void givesABareTokenWith201() throws IOException {
        HttpResponse<String> answer = login("sandbox-password");

        assertThat(answer.statusCode()).isEqualTo(201);
        String[] parts = answer.body().split("\\.");
        assertThat(parts).hasSize(3);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        JsonNode read = Json.tree(claims);
        assertThat(read.get("exp").asLong() - read.get("iat").asLong()).isEqualTo(4 * 3600);
        assertThat(login("wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void refusesAForgedTokenAndExpiresAGoodOneOnDemand() throws IOException {
        String search = "/rest/2.0/count/am/asset";
        assertThat(call("POST", search, "{}").statusCode()).isEqualTo(200);
        sandbox.post(
                "/faults",
                "{\"service\":\"qualys-gateway\",\"operation\":\"/rest/\",\"kind\":\"unauthorized\",\"times\":1,\"writesOnly\":false}");

        assertThat(call("POST", search, "{}").statusCode()).isEqualTo(401);
        assertThat(call("POST", search, "{}").statusCode()).isEqualTo(200);
        token = token + "x";
        assertThat(call("POST", search, "{}").statusCode()).isEqualTo(401);
    }

    @Test
    @DisplayName("F009")
    void showsNoRiskScoreBeforeThereIsOne() throws IOException {
        long without = sandbox.post("/vms", "{}").get("assetId").asLong();
        sandbox.post("/vms", "{\"initialTruRisk\":950}");
        String filter =
                "{\"filters\":[{\"field\":\"asset.riskScore\",\"operator\":\"GREATER\",\"value\":\"%d\"}]}";

        JsonNode one =
                Json.tree(call("GET", "/rest/2.0/get/am/asset?assetId=" + without, "").body());
        JsonNode severe =
                Json.tree(call("POST", "/rest/2.0/search/am/asset", filter.formatted(900)).body());

        assertThat(one.at("/assetListData/asset/0").has("riskScore")).isFalse();
        assertThat(severe.get("count").asInt()).isEqualTo(1);
        assertThat(severe.at("/assetListData/asset/0/riskScore").asInt()).isEqualTo(950);
        assertThat(call("POST", "/rest/2.0/search/am/asset", filter.formatted(999)).statusCode())
                .isEqualTo(204);
        assertThat(
                        call(
                                        "POST",
                                        "/rest/2.0/search/am/asset",
                                        "{\"filters\":[{\"field\":\"x\"}]}")
                                .statusCode())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("F015")
    void runsAJobOnlyWhenItIsEnabled() throws IOException {
        JsonNode vm = sandbox.post("/vms", "{\"missingPatches\":3}");
        String job = job(agentOf(vm), "");
        sandbox.advance("P1D");
        assertThat(result(job).isMissingNode()).isTrue();

        enable(job);
        assertThat(result(job).get("pendingExecution").asInt()).isEqualTo(1);
        sandbox.advance("PT1M");
        assertThat(result(job).get("executing").asInt()).isEqualTo(1);
        sandbox.advance("PT6M");

        assertThat(result(job).get("successPatches").asInt()).isEqualTo(3);
        assertThat(result(job).get("failedPatches").asInt()).isZero();
        assertThat(result(job).get("endDateTime").isNumber()).isTrue();
        JsonNode read = Json.tree(call("GET", "/pm/v1/deploymentjob/" + job, "").body());
        assertThat(read.get("completionPercent").asInt()).isEqualTo(100);
        JsonNode after = sandbox.get("/vms/" + vm.get("instanceId").asString());
        assertThat(after.get("missingPatches").asInt()).isZero();
        assertThat(after.get("truRisk").asInt()).isLessThan(934);
    }

    @Test
    @DisplayName("F015")
    void cannotPatchAQuarantinedMachineUntilItsGroupLetsHttpsOut() throws IOException {
        JsonNode vm = sandbox.post("/vms", "{}");
        String job = job(agentOf(vm), "");
        Aws aws = new Aws(sandbox);
        String group = aws.createGroup("quarantine");
        aws.ok(
                "Action=RevokeSecurityGroupEgress&GroupId=%s&IpPermissions.1.IpProtocol=-1&IpPermissions.1.IpRanges.1.CidrIp=0.0.0.0%%2F0"
                        .formatted(group));
        String path = "/vms/%s/groups".formatted(vm.get("instanceId").asString());
        sandbox.post(path, "{\"groups\":[\"%s\"]}".formatted(group));

        enable(job);
        sandbox.advance("PT5H");
        assertThat(result(job).get("pendingExecution").asInt()).isEqualTo(1);
        aws.ok(
                "Action=AuthorizeSecurityGroupEgress&GroupId=%s&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=443&IpPermissions.1.ToPort=443&IpPermissions.1.IpRanges.1.CidrIp=203.0.113.0%%2F24"
                        .formatted(group));
        sandbox.advance("PT10M");

        assertThat(result(job).get("statusCode").asString()).isEqualTo("SUCCEEDED");
    }

    @Test
    void timesOutWhatNeverAnswersAndReportsAFailure() throws IOException {
        JsonNode pending = sandbox.post("/vms", "{\"patchOutcome\":\"pending\"}");
        JsonNode failing = sandbox.post("/vms", "{\"patchOutcome\":\"failed\"}");
        String one = job(agentOf(pending), ",\"status\":\"Enabled\"");
        String other = job(agentOf(failing), ",\"status\":\"Enabled\"");

        sandbox.advance("PT7H");

        assertThat(result(one).get("statusCode").asString()).isEqualTo("TIMED_OUT");
        assertThat(result(one).get("endDateTime").isNumber()).isTrue();
        assertThat(result(one).get("failedPatches").asInt()).isPositive();
        assertThat(result(other).get("statusCode").asString()).isEqualTo("FAILED");
        String byName =
                call("GET", "/pm/v1/deploymentjobs/summary?platform=Linux&filter=name:flow-r1", "")
                        .body();
        assertThat(Json.tree(byName)).hasSize(2);
    }

    @Test
    void refusesABadJobInItsOwnEnvelope() throws IOException {
        HttpResponse<String> answer = call("POST", "/pm/v1/deploymentjob", "{\"name\":\"x\"}");
        HttpResponse<String> window =
                call("GET", "/pm/v1/deploymentjobs/summary?pageNumber=2000&pageSize=10", "");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.tree(answer.body()).at("/_error/message").asString()).contains("platform");
        assertThat(Json.tree(window.body()).at("/_error/errorCode").asString()).isEqualTo("2501");
        assertThat(sandbox.get("/world").get("patchJobs")).isEmpty();
    }
}
