package io.sluice.app.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.cli.client.Tree;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JUnitReportTest {
    @Test
    @DisplayName("F137: steps are cases, an incident is a failure")
    void stepsAreCases() {
        var run =
                Tree.parse(
                        """
                        {"id":"r-1","workflow":{"name":"A & B"},"status":"running","incidents":1,
                         "startedAt":"2026-01-05T10:00:00Z","endedAt":null,"waitingFor":"a <person>","steps":[
                          {"name":"One","status":"completed","enteredAt":"2026-01-05T10:00:00Z",
                           "endedAt":"2026-01-05T10:00:01.5Z"},
                          {"name":"Two","status":"incident","enteredAt":"2026-01-05T10:00:02Z","endedAt":null,
                           "incident":{"code":"aws.denied","message":"Not <authorized>"}},
                          {"name":"Three","status":"abandoned","enteredAt":"2026-01-05T10:00:02Z",
                           "endedAt":"2026-01-05T10:00:02Z"}]}\
                        """);

        var xml = JUnitReport.of(run);

        assertThat(xml)
                .contains("<testsuite name=\"A &amp; B\" tests=\"4\" failures=\"2\"")
                .contains("<testcase classname=\"A &amp; B\" name=\"One\" time=\"1.5\"></testcase>")
                .contains("<failure message=\"aws.denied\">Not &lt;authorized")
                .contains("<failure message=\"The run is running\">a &lt;person")
                .contains("<skipped message=\"abandoned\"/>");
    }
}
