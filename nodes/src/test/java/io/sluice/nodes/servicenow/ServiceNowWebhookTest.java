package io.sluice.nodes.servicenow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// F014: what a business rule sends.
class ServiceNowWebhookTest {
    private static final String SYS_ID = "1c741bd70b2322007518478d83673af3";

    @Test
    void namesTheRecordThatSomebodyMayWaitFor() {
        var body =
                Map.of(
                        "table", "change_request",
                        "sys_id", SYS_ID,
                        "number", "CHG0030007",
                        "approval", "approved");

        assertThat(ServiceNowWebhook.wakeKey(body)).contains("servicenow:change_request:" + SYS_ID);
    }

    @Test
    void isSilentAboutABodyThatNamesNoRecord() {
        assertThat(ServiceNowWebhook.wakeKey(Map.of())).isEmpty();
        assertThat(ServiceNowWebhook.wakeKey(Map.of("table", "change_request"))).isEmpty();
        assertThat(ServiceNowWebhook.wakeKey(Map.of("table", "x:y", "sys_id", SYS_ID))).isEmpty();
        assertThat(ServiceNowWebhook.wakeKey(Map.of("table", 1, "sys_id", List.of()))).isEmpty();
        assertThat(ServiceNowWebhook.wakeKey(Map.of("table", "incident", "sys_id", "*"))).isEmpty();
    }
}
