package io.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.cli.client.Tree;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {
    private static final String RUNS = "POST /workflows/sweep/runs";
    private ApiStub server;

    @BeforeEach
    void start() throws Exception {
        server =
                new ApiStub()
                        .on("GET /workflows", Samples.WORKFLOWS)
                        .on(RUNS, "{\"id\":\"r-1\",\"duplicate\":false}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void inputIsSentAsTyped(@TempDir Path folder) throws Exception {
        var file =
                Files.writeString(
                        folder.resolve("event.json"), "{\"region\":\"x\",\"deep\":{\"a\":1}}");

        var result =
                Shell.at(server)
                        .run(
                                "start",
                                "Sweep",
                                "--input-file",
                                file.toString(),
                                "--input",
                                "region=us-east-1",
                                "--input",
                                "account=111122223333",
                                "--input",
                                "count:=3",
                                "--variable",
                                "on:=true",
                                "--dry-run",
                                "--key",
                                "k-1");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("Started r-1  http://127.0.0.1:");
        var sent = server.requests(RUNS).getFirst();
        assertThat(sent.header("Idempotency-key")).isEqualTo("k-1");
        assertThat(Tree.parse(sent.body()))
                .isEqualTo(
                        Tree.parse(
                                """
                                {"input":{"region":"us-east-1","deep":{"a":1},"account":"111122223333","count":3},"dryRun":true,
                                 "variables":{"on":true}}\
                                """));
    }

    @Test
    void malformedInputIsToldBeforeAnythingIsSent() {
        var pair = Shell.at(server).run("start", "Sweep", "--input", "region");
        var json = Shell.at(server).run("start", "Sweep", "--input", "{\"a\":}");

        assertThat(pair.exitCode()).isEqualTo(2);
        assertThat(pair.err()).contains("Expected --input as key=text, as key:=json");
        assertThat(json.exitCode()).isEqualTo(2);
        assertThat(json.err()).contains("In --input:");
        assertThat(Shell.at(server).run("start", "Sweep", "--input", "n:=x").err())
                .contains("In --input, after ':=':");
        assertThat(server.requests(RUNS)).isEmpty();
    }

    @Test
    @DisplayName("F137: the exit code and a JUnit report give the result back to the build")
    void waitFollowsToTheEnd(@TempDir Path folder) throws Exception {
        var report = folder.resolve("report.xml");
        server.on("GET /runs/r-1", Samples.RUN_WORKING, Samples.RUN_COMPLETED);

        var result = Shell.at(server).run("start", "Sweep", "--wait", "--junit", report.toString());

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("10:18:35  ✓ Quarantine it  3 min 04 s · try 2\n")
                .contains("→ Replace the security groups of eni-1 by sg-9\n")
                .endsWith("✓ Completed in 3 min 05 s.\n")
                .containsOnlyOnce("Describe the machine");
        assertThat(Files.readString(report)).contains("failures=\"0\"").contains("tests=\"3\"");
    }

    @Test
    @DisplayName("F137: a run that needs a person fails the build")
    void waitIsOneWhenAPersonIsNeeded() {
        server.on("GET /runs/r-1", Samples.RUN_WORKING, Samples.RUN_STUCK);

        var result = Shell.at(server).run("start", "Sweep", "--wait");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains("✗ Quarantine it")
                .contains("Not authorized (aws.denied)");
    }

    @Test
    void canceledRunIsOne() {
        server.on("GET /runs/r-1", Samples.run("canceled", 0, "2026-01-05T10:15:32Z", "", ""));

        var result = Shell.at(server).run("run", "r-1", "--follow");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("✗ Canceled after 2.0 s.");
    }

    @Test
    void waitWithJsonPrintsOnlyTheRun() {
        server.on("GET /runs/r-1", Samples.RUN_COMPLETED);

        var result = Shell.at(server).run("start", "Sweep", "--wait", "--json");

        assertThat(Tree.parse(result.out())).isEqualTo(Tree.parse(Samples.RUN_COMPLETED));
    }

    @Test
    void streamIsTakenUpWhereItBroke() {
        server.on(
                        "GET /runs/r-1/stream",
                        200,
                        "text/event-stream",
                        "event: journal\nid: 7\ndata: {}\n\n")
                .on("GET /runs/r-1", Samples.RUN_WORKING, Samples.RUN_WORKING, Samples.RUN_WORKING)
                .on("GET /runs/r-1", Samples.RUN_WORKING, Samples.RUN_WORKING, Samples.RUN_WORKING)
                .on("GET /runs/r-1", Samples.RUN_WORKING, Samples.RUN_COMPLETED);

        var result = Shell.at(server).run("run", "r-1", "--follow");

        assertThat(result.exitCode()).isZero();
        var streams = server.requests("GET /runs/r-1/stream");
        assertThat(streams).hasSizeGreaterThanOrEqualTo(2);
        assertThat(streams.getFirst().header("Last-event-id")).isEmpty();
        assertThat(streams.get(1).header("Last-event-id")).isEqualTo("7");
    }

    @Test
    void refusalWhileFollowingEndsIt() {
        server.on("GET /runs/r-1", Samples.RUN_WORKING)
                .refuse("GET /runs/r-1", 404, "NOT_FOUND", "Expected a run, found none.");

        var result = Shell.at(server).run("run", "r-1", "--follow", "--timeout", "PT5S");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("Expected a run, found none.");
    }

    @Test
    void serverThatIsAwayForAWhileIsWaitedFor() {
        server.on("GET /runs/r-1", Samples.RUN_WORKING)
                .refuse("GET /runs/r-1", 503, "STORE_UNAVAILABLE", "Expected the database.")
                .refuse("GET /runs/r-1", 503, "STORE_UNAVAILABLE", "Expected the database.")
                .on("GET /runs/r-1", Samples.RUN_COMPLETED);

        var result = Shell.at(server).run("run", "r-1", "--follow");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("! The server does not answer. Waiting for it …")
                .contains("✓ The server is back; the run goes on.");
    }

    @Test
    void personsSeeWhatIsWorkedOnUntilThereIsNews() {
        server.on("GET /runs/r-1", Samples.RUN_WORKING, Samples.RUN_COMPLETED);

        var result =
                Shell.at(server).typing("").with("NO_COLOR", "1").run("run", "r-1", "--follow");

        assertThat(result.out())
                .contains("10:15:31  ▸ Quarantine it\r\u001b[2K10:18:35  ✓ Quarantine it  3 min");
    }

    @Test
    void marksOfOurOwnChangesAreNotForPeople() {
        server.on(
                "GET /runs/r-1",
                Samples.RUN_COMPLETED.replace(
                        "by sg-9", "by sg-9 [sluice eed872901254ca9244960333a52b5e7a]"));

        assertThat(Shell.at(server).run("run", "r-1").out())
                .contains("→ Replace the security groups of eni-1 by sg-9\n");
    }
}
