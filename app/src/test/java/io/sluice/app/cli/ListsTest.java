package io.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.cli.client.Tree;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListsTest {
    private ApiStub server;

    @BeforeEach
    void start() throws Exception {
        server = new ApiStub();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void columnsAreAligned() {
        server.on("GET /workflows", Samples.WORKFLOWS);

        var result = Shell.at(server).run("workflows", "--limit", "2");

        assertThat(result.out())
                .isEqualTo(
                        """
                        ID                  NAME                PUBLISHED  ENABLED  RUNNING  INCIDENTS  LAST RUN
                        internet-facing-vm  Internet-facing VM  v2         yes      4        1          2026-01-05 10:15:30
                        sweep               Sweep               draft      no       0        0
                        There are more: --cursor c2Vjb25k
                        """);
        assertThat(server.requests("GET /workflows").getFirst().query()).isEqualTo("limit=2");
    }

    @Test
    void jsonIsTheAnswerOfTheServer() {
        server.on("GET /workflows", Samples.WORKFLOWS);

        var result = Shell.at(server).run("workflows", "--json");

        assertThat(Tree.parse(result.out())).isEqualTo(Tree.parse(Samples.WORKFLOWS));
    }

    @Test
    void speaksOfTheProjectThatIsNamed() {
        server.on("GET /workflows", Samples.WORKFLOWS);

        Shell.at(server).run("workflows");
        Shell.at(server).run("workflows", "--project", "cloud");
        Shell.at(server).with("SLUICE_PROJECT", "iot").run("workflows");
        Shell.at(server).with("SLUICE_PROJECT", "iot").run("workflows", "--project", "cloud");
        var wrong = Shell.at(server).run("workflows", "--project", "Cloud team");

        assertThat(server.requests("GET /workflows"))
                .extracting(request -> request.header("X-sluice-project"))
                .containsExactly("", "cloud", "iot", "cloud");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("Expected the id of a project");
    }

    @Test
    void coloursAreForTerminalsWithoutNoColor() {
        server.on("GET /workflows", Samples.WORKFLOWS);

        assertThat(Shell.at(server).run("workflows").out()).doesNotContain("\u001b");
        assertThat(Shell.at(server).typing("").run("workflows").out()).contains("\u001b[1m");
        assertThat(Shell.at(server).typing("").with("NO_COLOR", "1").run("workflows").out())
                .doesNotContain("\u001b");
    }

    @Test
    void runsAreFiltered() {
        server.on("GET /workflows", Samples.WORKFLOWS)
                .on("GET /runs", "{\"items\":[" + Samples.RUN_STUCK + "],\"next\":null}");

        var result =
                Shell.at(server).run("runs", "--workflow", "Internet-facing VM", "--incidents");

        assertThat(result.out())
                .contains("Internet-facing VM v2")
                .contains("running, needs a person");
        assertThat(server.requests("GET /runs").getFirst().query())
                .contains("workflow=internet-facing-vm")
                .contains("incident=true");
    }

    @Test
    void runIsShownWithItsStepsAndChanges() {
        server.on("GET /runs/r-1", Samples.RUN_COMPLETED);

        var result = Shell.at(server).run("run", "r-1");

        assertThat(result.out())
                .isEqualTo(
                        """
                        Internet-facing VM v2  r-1
                        Started 2026-01-05 10:15:30 by event aws

                        10:15:30  ✓ Describe the machine  0.4 s
                        10:18:35  ✓ Quarantine it  3 min 04 s · try 2
                                    → Replace the security groups of eni-1 by sg-9

                        ✓ Completed in 3 min 05 s.
                        """);
    }

    @Test
    void stepThatIsWorkedOnIsShownToo() {
        server.on("GET /runs/r-1", Samples.RUN_WORKING);

        assertThat(Shell.at(server).run("run", "r-1").out())
                .contains("10:15:31  ▸ Quarantine it\n")
                .endsWith("… Running.\n");
    }

    @Test
    void runThatNeedsAPersonSaysWhatToDo() {
        server.on("GET /runs/r-1", Samples.RUN_STUCK);

        var result = Shell.at(server).run("run", "r-1");

        assertThat(result.out())
                .contains("Quarantine it: Not authorized (aws.denied)")
                .contains("sluice retry r-1 2");
    }

    @Test
    void statusTellsWhatWaits() {
        server.on("GET /actuator/health", "{\"status\":\"UP\"}")
                .on("GET /session", Samples.SESSION)
                .on("GET /runs", "{\"items\":[{\"id\":\"r-1\"}],\"next\":null}")
                .on("GET /approvals", "{\"items\":[],\"next\":null}");

        var result = Shell.at(server).run("health");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("✓ Up  Sluice 0.1.0")
                .contains("Sandbox on")
                .contains("! 1 waiting for a person")
                .doesNotContain("approval:");
    }

    @Test
    void approvalIsFoundByItsRun() {
        server.on(
                        "GET /runs/r-1",
                        """
                        {"id":"r-1","approvals":[
                          {"run":"r-1","step":3,"node":"gone","title":"Earlier","status":"approved"},
                          {"run":"r-1","step":4,"node":"ask","title":"Delete the original","status":"open"}]}\
                        """)
                .on(
                        "POST /approvals/r-1/4/plan",
                        """
                        {"plan":{"hash":"abc","steps":[{"path":"purge","exact":true,"changes":[
                          {"action":"DeleteVolume","summary":"Delete vol-1"}]}],"later":["tell"]}}\
                        """)
                .on("POST /approvals/r-1/4", "");

        var result = Shell.at(server).run("approve", "r-1", "--comment", "fine");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .isEqualTo(
                        """
                        purge: Delete vol-1
                        tell: known only then
                        Delete the original: approved.
                        """);
        assertThat(Tree.parse(server.requests("POST /approvals/r-1/4").getFirst().body()))
                .isEqualTo(
                        Tree.parse(
                                "{\"decision\":\"approved\",\"comment\":\"fine\",\"plan\":\"abc\"}"));
        assertThat(Shell.at(server).run("reject", "r-1", "gone").err())
                .contains("found none that is open");
    }

    @Test
    void stepIsResolvedByItsNode() {
        server.on("GET /runs/r-1", Samples.RUN_STUCK).on("POST /runs/r-1/steps/2/resolve", "");

        var result =
                Shell.at(server)
                        .run(
                                "resolve",
                                "r-1",
                                "quarantine",
                                "--as",
                                "happened",
                                "--output",
                                "n:=2");

        assertThat(result.exitCode()).isZero();
        var sent = Tree.parse(server.requests("POST /runs/r-1/steps/2/resolve").getFirst().body());
        assertThat(sent.text("resolution")).isEqualTo("happened");
        assertThat(sent.number("output", "n")).isEqualTo(2);
        assertThat(Shell.at(server).run("retry", "r-1", "describe").err())
                .contains("found only: quarantine");
        assertThat(Shell.at(server).run("resolve", "r-1", "2", "--as", "ignore").exitCode())
                .isEqualTo(2);
    }

    @Test
    void bpmnGoesOutAndComesIn(@TempDir Path folder) throws Exception {
        var file = folder.resolve("sweep.bpmn");
        server.on("GET /workflows", Samples.WORKFLOWS)
                .on("GET /workflows/sweep/bpmn", 200, "application/bpmn+xml", "<definitions/>\n")
                .on(
                        "POST /workflows/import",
                        """
                        {"id":null,"document":{},"problems":[],"report":[{"code":"RENAMED","element":"Task_1",
                         "line":4,"message":"Called task_1 here."}]}\
                        """);

        var out = Shell.at(server).run("bpmn", "export", "Sweep", "--out", file.toString());
        var in = Shell.at(server).run("bpmn", "import", file.toString());

        assertThat(out.exitCode()).isZero();
        assertThat(Files.readString(file)).isEqualTo("<definitions/>\n");
        assertThat(in.out()).contains("line 4, Task_1: Called task_1 here.").contains("--save");
        var sent = server.requests("POST /workflows/import").getFirst();
        assertThat(sent.body()).isEqualTo("<definitions/>\n");
        assertThat(sent.header("Content-type")).isEqualTo("application/bpmn+xml");
    }
}
