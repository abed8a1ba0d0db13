package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.http.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class QpsTest {
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

    private HttpResponse<String> xml(String path, String body) throws IOException {
        return sandbox.call(
                "POST",
                "/qualys/qps/rest/2.0/" + path,
                Map.of("Authorization", RunningSandbox.BASIC, "Content-Type", "text/xml"),
                body);
    }

    private JsonNode json(String path, String body) throws IOException {
        HttpResponse<String> answer = sandbox.qps(path, body);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Json.tree(answer.body()).get("ServiceResponse");
    }

    private static String criteria(String field, String operator, String value) {
        return "{\"ServiceRequest\":{\"filters\":{\"Criteria\":[{\"field\":\"%s\",\"operator\":\"%s\",\"value\":\"%s\"}]}}}"
                .formatted(field, operator, value);
    }

    @Test
    @DisplayName("F005")
    void findsAHostAssetByInstanceIdInXmlAndJson() throws IOException {
        String id = sandbox.post("/vms", "{}").get("instanceId").asString();
        sandbox.post("/vms", "{}");

        HttpResponse<String> xml =
                xml(
                        "search/am/hostasset",
                        "<ServiceRequest><filters><Criteria field=\"instanceId\" operator=\"EQUALS\">%s</Criteria></filters></ServiceRequest>"
                                .formatted(id));
        JsonNode json = json("search/am/hostasset", criteria("instanceId", "EQUALS", id));

        assertThat(xml.body())
                .contains("<responseCode>SUCCESS</responseCode><count>1</count>")
                .contains("<hasMoreRecords>false</hasMoreRecords>")
                .contains("<qwebHostId>7001</qwebHostId>")
                .contains("<instanceId>" + id + "</instanceId>");
        assertThat(xml.headers().firstValue("X-RateLimit-Limit")).isEmpty();
        assertThat(json.at("/data/0/HostAsset/id").asLong()).isEqualTo(8001);
        assertThat(
                        json.at("/data/0/HostAsset/sourceInfo/list/Ec2AssetSourceSimple/instanceId")
                                .asString())
                .as("a single element stands alone")
                .isEqualTo(id);
        assertThat(json.at("/data/0/HostAsset/isDockerHost").isString()).isTrue();
    }

    @Test
    void answersErrorsWithHttp200() throws IOException {
        HttpResponse<String> value =
                xml(
                        "search/am/hostasset",
                        "<ServiceRequest><filters><Criteria field=\"qwebHostId\" operator=\"EQUALS\">x1</Criteria></filters></ServiceRequest>");
        HttpResponse<String> broken = xml("search/am/tag", "<ServiceRequest>");
        JsonNode missing = json("get/am/tag/4711", "");

        assertThat(value.statusCode()).isEqualTo(200);
        assertThat(value.body())
                .contains("<responseCode>INVALID_REQUEST</responseCode>")
                .contains("Invalid value format for criteria 'qwebHostId' (x1).");
        assertThat(broken.body()).contains("INVALID_XML");
        assertThat(missing.get("responseCode").asString()).isEqualTo("OBJECT_NOT_FOUND");
    }

    @Test
    void refusesXmlWithADocumentType() throws IOException {
        HttpResponse<String> answer =
                xml(
                        "search/am/tag",
                        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><ServiceRequest>&x;</ServiceRequest>");

        assertThat(answer.body()).contains("INVALID_XML").doesNotContain("root:");
    }

    @Test
    void leavesOutHasMoreRecordsWhenThereAreNone() throws IOException {
        JsonNode none = json("search/am/hostasset", criteria("name", "EQUALS", "nobody"));

        assertThat(none.get("count").asInt()).isZero();
        assertThat(none.has("hasMoreRecords")).isFalse();
        assertThat(none.has("data")).isFalse();
    }

    @Test
    void pagesByOffsetAndNamesTheLastId() throws IOException {
        for (int i = 0; i < 3; i++) {
            sandbox.post("/vms", "{}");
        }

        JsonNode first =
                json(
                        "search/am/hostasset",
                        "{\"ServiceRequest\":{\"preferences\":{\"limitResults\":2}}}");
        JsonNode rest =
                json(
                        "search/am/hostasset",
                        "{\"ServiceRequest\":{\"preferences\":{\"limitResults\":2,\"startFromOffset\":3}}}");

        assertThat(first.get("hasMoreRecords").asString()).isEqualTo("true");
        assertThat(first.get("lastId").asLong()).isEqualTo(8002);
        assertThat(rest.get("count").asInt()).isEqualTo(1);
        assertThat(rest.has("lastId")).isFalse();
        JsonNode after = json("count/am/hostasset", criteria("id", "GREATER", "8002"));
        assertThat(after.get("count").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("F006")
    void tagsAnAssetOnceHoweverOftenItIsAsked() throws IOException {
        long asset = sandbox.post("/vms", "{}").get("assetId").asLong();
        long tag = sandbox.tag("external");

        sandbox.addTag(asset, tag);
        sandbox.addTag(asset, tag);

        JsonNode found = json("get/am/hostasset/" + asset, "");
        assertThat(found.at("/data/0/HostAsset/tags/list/TagSimple/name").asString())
                .isEqualTo("external");
        JsonNode effects = sandbox.get("/effects");
        assertThat(effects).hasSize(2);
        assertThat(effects.toString())
                .contains("\"subject\":\"8001\",\"key\":\"+501\",\"applied\":1");
        json(
                "update/am/hostasset/" + asset,
                "{\"ServiceRequest\":{\"data\":{\"HostAsset\":{\"tags\":{\"remove\":{\"TagSimple\":{\"id\":%d}}}}}}}"
                        .formatted(tag));
        assertThat(
                        json("count/am/hostasset", criteria("tagName", "EQUALS", "external"))
                                .get("count")
                                .asInt())
                .isZero();
    }

    @Test
    void letsTwoTagsHaveTheSameName() throws IOException {
        sandbox.tag("external");
        sandbox.tag("external");

        assertThat(
                        json("search/am/tag", criteria("name", "EQUALS", "external"))
                                .get("count")
                                .asInt())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ServiceRequest\":{\"data\":{\"Tag\":{\"color\":\"#FF0000\"}}}}",
                "{\"ServiceRequest\":{\"data\":{\"Tag\":{\"name\":\"a\",\"color\":\"red\"}}}}",
                "{\"ServiceRequest\":{\"data\":{\"Tag\":{\"name\":\"a\",\"ruleType\":\"MAGIC\"}}}}",
                "{\"ServiceRequest\":{}}",
                "[1,2",
                "7"
            })
    void refusesABadTagAndStoresNothing(String body) throws IOException {
        JsonNode answer = json("create/am/tag", body);

        assertThat(answer.get("responseCode").asString()).isEqualTo("INVALID_REQUEST");
        assertThat(sandbox.get("/world").get("tags")).isEmpty();
    }

    @Test
    void refusesABulkUpdateWithoutCriteria() throws IOException {
        JsonNode answer =
                json(
                        "update/am/hostasset",
                        "{\"ServiceRequest\":{\"data\":{\"HostAsset\":{\"name\":\"all\"}}}}");

        assertThat(answer.get("responseCode").asString()).isEqualTo("INVALID_REQUEST");
    }

    @Test
    void runsAConnectorThatFindsMachinesWithoutAnAgent() throws IOException {
        sandbox.control("PATCH", "/pace", "{\"assetDiscovery\":\"PT4H\"}");
        String id = sandbox.post("/vms", "{\"agent\":false}").get("instanceId").asString();
        String connector =
                json("search/am/awsassetdataconnector", criteria("name", "EQUALS", "prod"))
                        .at("/data/0/AwsAssetDataConnector/id")
                        .asString();
        assertThat(
                        json("count/am/hostasset", criteria("instanceId", "EQUALS", id))
                                .get("count")
                                .asInt())
                .isZero();

        json("run/am/awsassetdataconnector/" + connector, "{}");
        JsonNode running = json("get/am/awsassetdataconnector/" + connector, "");
        sandbox.advance("PT2M");
        JsonNode done = json("get/am/awsassetdataconnector/" + connector, "");

        assertThat(running.at("/data/0/AwsAssetDataConnector/connectorState").asString())
                .isEqualTo("RUNNING");
        assertThat(done.at("/data/0/AwsAssetDataConnector/connectorState").asString())
                .isEqualTo("FINISHED_SUCCESS");
        assertThat(
                        json("count/am/hostasset", criteria("instanceId", "EQUALS", id))
                                .get("count")
                                .asInt())
                .isEqualTo(1);
    }
}
