package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.http.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ServiceNowTest {
    private static final String INCIDENT = "/api/now/table/incident";
    private static final String CHANGE = "/api/now/table/change_request";

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

    private JsonNode create(String path, String json) throws IOException {
        HttpResponse<String> answer = sandbox.serviceNow("POST", path, json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Json.tree(answer.body()).get("result");
    }

    private HttpResponse<String> patch(String path, JsonNode row, String json) throws IOException {
        return sandbox.serviceNow("PATCH", path + "/" + row.get("sys_id").asString(), json);
    }

    private HttpResponse<String> query(String path, String query) throws IOException {
        return sandbox.serviceNow(
                "GET",
                path + "?sysparm_query=" + URLEncoder.encode(query, StandardCharsets.UTF_8),
                "");
    }

    private static JsonNode result(HttpResponse<String> answer) {
        return Json.tree(answer.body()).get("result");
    }

    @Test
    @DisplayName("F013")
    void createsAnIncidentWhoseValuesAreAllStrings() throws IOException {
        HttpResponse<String> answer =
                sandbox.serviceNow(
                        "POST",
                        INCIDENT + "?sysparm_exclude_reference_link=true",
                        "{\"short_description\":\"VM\",\"impact\":\"1\",\"urgency\":1,\"correlation_id\":\"flow:r1:n7\",\"nonsense\":\"x\"}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location").orElse("")).contains(INCIDENT + "/");
        JsonNode row = result(answer);
        assertThat(row.get("number").asString()).isEqualTo("INC0010001");
        assertThat(row.get("priority").asString()).isEqualTo("1");
        assertThat(row.get("sys_id").asString()).matches("[0-9a-f]{32}");
        assertThat(row.has("nonsense")).isFalse();
        for (JsonNode value : row) {
            assertThat(value.isString()).isTrue();
        }
    }

    @Test
    void returnsTooMuchForAQueryOnAnUnknownField() throws IOException {
        create(INCIDENT, "{\"correlation_id\":\"a\"}");
        create(INCIDENT, "{\"correlation_id\":\"b\"}");

        HttpResponse<String> exact = query(INCIDENT, "correlation_id=a");
        HttpResponse<String> typo = query(INCIDENT, "correlation_idd=a");

        assertThat(result(exact)).hasSize(1);
        assertThat(exact.headers().firstValue("X-Total-Count")).contains("1");
        assertThat(result(typo)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "short_descriptionLIKEeta, 1",
        "short_description=alpha^ORshort_description=beta, 2",
        "short_description=alpha^NQshort_description=gamma, 2",
        "numberININC0010001;INC0010003, 2",
        "short_description!=alpha, 2",
        "impact>=2^urgency<3, 0",
        "correlation_idISEMPTY, 3",
        "short_descriptionSTARTSWITHga^ORDERBYDESCnumber, 1"
    })
    void understandsEncodedQueries(String query, int expected) throws IOException {
        for (String name : new String[] {"alpha", "beta", "gamma"}) {
            create(INCIDENT, "{\"short_description\":\"%s\"}".formatted(name));
        }

        assertThat(result(query(INCIDENT, query.replace(';', ',')))).hasSize(expected);
    }

    @Test
    void pagesWithLinks() throws IOException {
        for (int i = 0; i < 3; i++) {
            create(INCIDENT, "{}");
        }

        HttpResponse<String> page =
                sandbox.serviceNow(
                        "GET", INCIDENT + "?sysparm_limit=2&sysparm_fields=number,state", "");

        assertThat(result(page)).hasSize(2);
        assertThat(result(page).get(0)).hasSize(2);
        assertThat(page.headers().firstValue("Link").orElse(""))
                .contains("rel=\"next\"")
                .contains("sysparm_offset=2");
    }

    @Test
    void resolvesAnIncidentOnlyWithACodeAndNotes() throws IOException {
        JsonNode row = create(INCIDENT, "{}");

        HttpResponse<String> bare = patch(INCIDENT, row, "{\"state\":\"6\"}");
        HttpResponse<String> close = patch(INCIDENT, row, "{\"state\":\"7\"}");
        HttpResponse<String> full =
                patch(
                        INCIDENT,
                        row,
                        "{\"state\":\"6\",\"close_code\":\"Solution provided\",\"close_notes\":\"done\"}");

        assertThat(bare.statusCode()).isEqualTo(403);
        assertThat(bare.body()).contains("Operation Failed").contains("close_code");
        assertThat(close.statusCode()).isEqualTo(403);
        assertThat(full.statusCode()).isEqualTo(200);
        assertThat(result(full).get("resolved_at").asString()).isNotBlank();
    }

    @Test
    @DisplayName("F014")
    void rollsAnApprovalUpIntoTheChange() throws IOException {
        JsonNode change = create(CHANGE, "{\"type\":\"normal\",\"correlation_id\":\"flow:r1:n8\"}");
        String id = change.get("sys_id").asString();
        assertThat(patch(CHANGE, change, "{\"state\":\"-2\"}").statusCode()).isEqualTo(403);

        JsonNode asked = result(patch(CHANGE, change, "{\"state\":\"-4\"}"));
        assertThat(asked.get("approval").asString()).isEqualTo("requested");
        assertThat(result(query("/api/now/table/sysapproval_approver", "sysapproval=" + id)))
                .hasSize(1);
        sandbox.post("/changes/%s/approve".formatted(change.get("number").asString()), "{}");

        JsonNode approved = result(sandbox.serviceNow("GET", CHANGE + "/" + id, ""));
        assertThat(approved.get("approval").asString()).isEqualTo("approved");
        assertThat(approved.get("state").asString()).isEqualTo("-2");
        for (String state : new String[] {"-1", "0"}) {
            patch(CHANGE, change, "{\"state\":\"%s\"}".formatted(state));
        }
        assertThat(patch(CHANGE, change, "{\"state\":\"3\"}").statusCode()).isEqualTo(403);
        assertThat(
                        patch(
                                        CHANGE,
                                        change,
                                        "{\"state\":\"3\",\"close_code\":\"successful\",\"close_notes\":\"ok\"}")
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void letsAnApproverRejectByTheTable() throws IOException {
        JsonNode change = create(CHANGE, "{\"type\":\"emergency\"}");
        String id = change.get("sys_id").asString();
        patch(CHANGE, change, "{\"state\":\"-3\"}");
        String approvers = "/api/now/table/sysapproval_approver";
        JsonNode approver = result(query(approvers, "sysapproval=" + id)).get(0);

        HttpResponse<String> decided = patch(approvers, approver, "{\"state\":\"rejected\"}");

        assertThat(decided.statusCode()).isEqualTo(200);
        JsonNode after = result(sandbox.serviceNow("GET", CHANGE + "/" + id, ""));
        assertThat(after.get("approval").asString()).isEqualTo("rejected");
        assertThat(after.get("state").asString()).isEqualTo("-5");
        assertThat(patch(approvers, approver, "{\"state\":\"approved\"}").statusCode())
                .isEqualTo(403);
    }

    @Test
    void keepsWorkNotesInTheJournalOnly() throws IOException {
        JsonNode row = create(INCIDENT, "{}");
        JsonNode after = result(patch(INCIDENT, row, "{\"work_notes\":\"patched\"}"));

        assertThat(after.get("work_notes").asString()).isEmpty();
        JsonNode notes =
                result(
                        query(
                                "/api/now/table/sys_journal_field",
                                "element_id=" + row.get("sys_id").asString()));
        assertThat(notes.get(0).get("value").asString()).isEqualTo("patched");
    }

    @Test
    void answersErrorsInItsEnvelope() throws IOException {
        HttpResponse<String> table = sandbox.serviceNow("GET", "/api/now/table/incidents", "");
        HttpResponse<String> row = sandbox.serviceNow("GET", INCIDENT + "/4711", "");
        HttpResponse<String> body = sandbox.serviceNow("POST", INCIDENT, "{\"a\":");
        HttpResponse<String> anonymous =
                sandbox.call("GET", "/servicenow" + INCIDENT, Map.of(), "");

        assertThat(table.statusCode()).isEqualTo(400);
        assertThat(table.body()).contains("Invalid table incidents");
        assertThat(row.statusCode()).isEqualTo(404);
        assertThat(row.body()).contains("No Record found");
        assertThat(body.statusCode()).isEqualTo(400);
        assertThat(anonymous.statusCode()).isEqualTo(401);
        assertThat(anonymous.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(anonymous.body()).contains("Required to provide Auth information");
    }

    @Test
    void acceptsATokenThatItHasGiven() throws IOException {
        HttpResponse<String> grant =
                sandbox.call(
                        "POST",
                        "/servicenow/oauth_token.do",
                        Map.of("Content-Type", "application/x-www-form-urlencoded"),
                        "grant_type=client_credentials&client_id=sandbox-client&client_secret=sandbox-client-secret");
        JsonNode token = Json.tree(grant.body());

        HttpResponse<String> list =
                sandbox.call(
                        "GET",
                        "/servicenow" + INCIDENT,
                        Map.of("Authorization", "Bearer " + token.get("access_token").asString()),
                        "");

        assertThat(token.has("refresh_token")).isFalse();
        assertThat(token.get("expires_in").asInt()).isEqualTo(1799);
        assertThat(list.statusCode()).isEqualTo(200);
    }

    @Test
    void limitsAUserByTheHourWhenToldTo() throws IOException {
        sandbox.control("PATCH", "/pace", "{\"serviceNowHourlyLimit\":1}");
        HttpResponse<String> first = sandbox.serviceNow("GET", INCIDENT, "");

        HttpResponse<String> second = sandbox.serviceNow("GET", INCIDENT, "");

        assertThat(first.headers().firstValue("X-RateLimit-Limit")).contains("1");
        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.headers().firstValue("Retry-After")).contains("3600");
    }

    @Test
    void showsReferencesAndDisplayValues() throws IOException {
        JsonNode row = create(INCIDENT, "{}");
        String path = INCIDENT + "/" + row.get("sys_id").asString();

        JsonNode all = result(sandbox.serviceNow("GET", path + "?sysparm_display_value=all", ""));

        assertThat(row.at("/opened_by/link").asString()).contains("/api/now/table/sys_user/");
        assertThat(all.at("/state/value").asString()).isEqualTo("1");
        assertThat(all.at("/state/display_value").asString()).isEqualTo("New");
        assertThat(sandbox.serviceNow("DELETE", path, "").statusCode()).isEqualTo(204);
    }
}
