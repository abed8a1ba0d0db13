package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class FoTest {
    private static final String JOB =
            "action=create&module=vm&active=1&scan_title=%s&option_title=Initial+Options&cloud_provider=aws"
                    + "&cloud_service=ec2&connector_name=prod&tag_set_by=name&tag_set_include=external"
                    + "&tag_include_selector=any&schedule=now";

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

    private JsonNode taggedVm(String wish) throws IOException {
        JsonNode vm = sandbox.post("/vms", wish);
        sandbox.addTag(vm.get("assetId").asLong(), sandbox.tag("external"));
        return vm;
    }

    private String createJob(String title) throws IOException {
        HttpResponse<String> answer =
                sandbox.fo("POST", "scan/cloud/perimeter/job/", JOB.formatted(title));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Scan has been created successfully");
        return RunningSandbox.element(answer.body(), "VALUE");
    }

    private String scans() throws IOException {
        return sandbox.fo("GET", "scan/", "action=list&type=Scheduled&show_status=1").body();
    }

    private String host(JsonNode vm, String more) throws IOException {
        long hostId = vm.get("assetId").asLong() - 1000;
        return sandbox.fo("GET", "asset/host/", "action=list&ids=" + hostId + more).body();
    }

    @Test
    void sendsTheSixLimitHeadersWithEveryAnswer() throws IOException {
        HttpResponse<String> good = sandbox.fo("GET", "scan/", "action=list");
        HttpResponse<String> bad = sandbox.fo("GET", "scan/", "action=list&state=x&processed=7");
        HttpResponse<String> login =
                sandbox.call("GET", "/qualys/msp/about.php", Map.of("X-Requested-With", "t"), "");

        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.body()).contains("<CODE>1905</CODE>");
        assertThat(login.statusCode()).isEqualTo(401);
        for (HttpResponse<String> answer : List.of(good, bad, login)) {
            assertThat(answer.headers().map())
                    .containsKeys(
                            "x-ratelimit-limit",
                            "x-ratelimit-window-sec",
                            "x-ratelimit-remaining",
                            "x-ratelimit-towait-sec",
                            "x-concurrency-limit-limit",
                            "x-concurrency-limit-running");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "scan_title=x&module=vm, 1903",
        "colour=red, 1901",
        "option_id=900001, 1904",
        "connector_name=nowhere, 1905",
        "cloud_provider=ibm, 1905",
        "schedule=later, 1905"
    })
    @DisplayName("F008")
    void refusesABadJobByItsCode(String change, String code) throws IOException {
        String form =
                change.contains("module")
                        ? "action=create&" + change
                        : JOB.formatted("t") + "&" + change;

        HttpResponse<String> answer = sandbox.fo("POST", "scan/cloud/perimeter/job/", form);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<CODE>" + code + "</CODE>");
        assertThat(sandbox.get("/world").get("scanJobs")).isEmpty();
    }

    @Test
    void writesByPostOnly() throws IOException {
        HttpResponse<String> answer =
                sandbox.fo("GET", "scan/cloud/perimeter/job/", JOB.formatted("t"));

        assertThat(answer.body()).contains("<CODE>1908</CODE>");
    }

    @Test
    @DisplayName("F008")
    void scoresAHostOnlyWhenItsScanHasBeenProcessed() throws IOException {
        JsonNode vm = taggedVm("{\"truRisk\":934}");
        String job = createJob("flow-r1");
        assertThat(host(vm, "&show_trurisk=1")).contains("<HOST>").doesNotContain("TRURISK_SCORE");
        assertThat(scans()).doesNotContain("<SCAN_LIST>");

        sandbox.advance("PT2M");
        assertThat(scans()).contains("<STATE>Queued</STATE>").contains("<![CDATA[flow-r1]]>");
        sandbox.advance("PT1M");
        assertThat(scans()).contains("<STATE>Running</STATE>");
        sandbox.advance("PT5M");
        assertThat(scans())
                .contains("<STATE>Finished</STATE>")
                .contains("<PROCESSED>0</PROCESSED>");
        assertThat(host(vm, "&show_trurisk=1")).doesNotContain("TRURISK_SCORE");
        sandbox.advance("PT2M");

        assertThat(scans()).contains("<PROCESSED>1</PROCESSED>");
        assertThat(host(vm, "&show_trurisk=1"))
                .contains("<TRURISK_SCORE>934</TRURISK_SCORE>")
                .contains("<LAST_VULN_SCAN_DATETIME>");
        assertThat(host(vm, "")).doesNotContain("TRURISK_SCORE");
        String schedule = sandbox.fo("GET", "schedule/scan/", "action=list&id=" + job).body();
        assertThat(schedule).contains("<ACTIVE>0</ACTIVE>");
        sandbox.fo("POST", "schedule/scan/", "action=update&active=1&id=" + job);
        sandbox.advance("PT2M");
        assertThat(scans()).contains("<STATE>Queued</STATE>");
    }

    @ParameterizedTest
    @CsvSource({
        "no_host, <SUB_STATE>No_Host</SUB_STATE>",
        "error, <STATE>Error</STATE>",
        "canceled, <STATE>Canceled</STATE>"
    })
    @DisplayName("F008")
    void endsAScanAsTheMachineHasInStore(String outcome, String expected) throws IOException {
        JsonNode vm = taggedVm("{\"scanOutcome\":\"%s\"}".formatted(outcome));
        createJob("flow-r2");

        sandbox.advance("PT30M");

        assertThat(scans()).contains(expected);
        assertThat(host(vm, "&show_trurisk=1")).doesNotContain("TRURISK_SCORE");
    }

    @Test
    void acceptsAJobThatNeverScans() throws IOException {
        taggedVm("{\"scanOutcome\":\"never\"}");
        taggedVm("{\"publicIp\":false}");
        createJob("flow-r3");

        sandbox.advance("P1D");

        assertThat(scans()).doesNotContain("<SCAN>");
        assertThat(sandbox.get("/world").at("/scanJobs/0/problem").asString()).isNotBlank();
    }

    @Test
    void repeatsARecurringJobUntilItsRecurrenceIsUsedUp() throws IOException {
        taggedVm("{}");
        String day = sandbox.get("/clock").get("now").asString().substring(0, 10);
        String form =
                JOB.formatted("daily").replace("schedule=now", "schedule=recurring")
                        + "&occurrence=daily&frequency_days=1&recurrence=2&start_hour=0&start_minute=0"
                        + "&time_zone_code=UTC&observe_dst=no&start_date="
                        + "%s/%s/%s"
                                .formatted(
                                        day.substring(5, 7),
                                        day.substring(8, 10),
                                        day.substring(0, 4));
        assertThat(sandbox.fo("POST", "scan/cloud/perimeter/job/", form).statusCode())
                .isEqualTo(200);

        sandbox.advance("P5D");

        assertThat(sandbox.get("/world").get("scans")).hasSize(2);
        assertThat(sandbox.get("/world").at("/scanJobs/0/active").asBoolean()).isFalse();
    }

    @Test
    void cancelsARunningScanOnce() throws IOException {
        taggedVm("{}");
        createJob("flow-r4");
        sandbox.advance("PT3M");
        String ref = RunningSandbox.element(scans(), "REF");

        HttpResponse<String> first = sandbox.fo("POST", "scan/", "action=cancel&scan_ref=" + ref);
        HttpResponse<String> second = sandbox.fo("POST", "scan/", "action=cancel&scan_ref=" + ref);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(scans()).contains("<STATE>Canceled</STATE>");
        assertThat(
                        sandbox.fo(
                                        "GET",
                                        "scan/",
                                        "action=fetch&output_format=json&scan_ref=" + ref)
                                .body())
                .startsWith("[");
    }

    @Test
    void tellsACallerOverTheRateHowLongToWait() throws IOException {
        sandbox.control("PATCH", "/pace", "{\"foRateLimit\":2}");
        sandbox.fo("GET", "scan/", "action=list");
        sandbox.fo("GET", "scan/", "action=list");

        HttpResponse<String> first = sandbox.fo("GET", "scan/", "action=list");
        HttpResponse<String> second = sandbox.fo("GET", "scan/", "action=list");

        assertThat(first.statusCode()).isEqualTo(409);
        assertThat(first.body()).contains("<CODE>1965</CODE>").contains("SECONDS_TO_WAIT");
        assertThat(first.headers().firstValue("X-RateLimit-ToWait-Sec")).isEmpty();
        assertThat(second.headers().firstValue("X-RateLimit-ToWait-Sec")).contains("3600");
        assertThat(sandbox.fo("GET", "asset/host/", "action=list").statusCode()).isEqualTo(200);
        sandbox.advance("PT1H");
        assertThat(sandbox.fo("GET", "scan/", "action=list").statusCode()).isEqualTo(200);
    }

    @Test
    void pagesTheHostListByTheUrlOfItsWarning() throws IOException {
        for (int i = 0; i < 3; i++) {
            sandbox.post("/vms", "{}");
        }

        String first = sandbox.fo("GET", "asset/host/", "action=list&truncation_limit=2").body();
        String url = first.replaceAll("(?s).*<URL><!\\[CDATA\\[(.*?)]]></URL>.*", "$1");
        HttpResponse<String> second =
                sandbox.call(
                        "GET",
                        url.substring(sandbox.url().length()),
                        Map.of("Authorization", RunningSandbox.BASIC, "X-Requested-With", "t"),
                        "");

        assertThat(first).contains("<CODE>1980</CODE>").contains("<ID>7001</ID>");
        assertThat(second.body()).contains("<ID>7003</ID>").doesNotContain("WARNING");
    }

    @Test
    void listsNothingButTheTimeWhenNoHostMatches() throws IOException {
        String none = sandbox.fo("GET", "asset/host/", "action=list&trurisk_min=900").body();

        assertThat(none).contains("<DATETIME>").doesNotContain("HOST_LIST>");
    }

    @Test
    void listsDetectionsOfScannedHostsOnly() throws IOException {
        taggedVm("{\"missingPatches\":2}");
        String before = sandbox.fo("GET", "asset/host/vm/detection/", "action=list").body();
        createJob("flow-r5");
        sandbox.advance("PT10M");

        String after =
                sandbox.fo("GET", "asset/host/vm/detection/", "action=list&show_qds=1").body();

        assertThat(before).doesNotContain("<HOST>");
        assertThat(after)
                .contains("<QID>38900</QID>")
                .contains("<QDS severity=\"CRITICAL\">95</QDS>");
    }
}
