package io.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.cli.client.Tree;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CdrRunCommandTest {
    private static final String PLAN = "POST /policies/plan";
    private static final String APPLY = "POST /policies/apply";
    private static final String IN_ORDER =
            """
            {"from":"2026-01-05T10:00:00Z","to":"2026-01-06T10:00:00Z","findings":4,"fresh":0,"policies":[],
             "skipped":[],"notes":[],"differences":[],"inOrder":true}
            """;
    private static final String DIFFERENT =
            """
            {"from":"2026-01-05T10:00:00Z","to":"2026-01-06T10:00:00Z","findings":4,"fresh":4,
             "policies":[{"id":"p-1","cluster":"prod","namespace":"shop","workload":"web","category":"crypto-mining",
               "technique":"T1496","kind":"tracing","generation":1,"findings":3,"whyNot":"","notes":["Looked up."],
               "manifest":"kind: TracingPolicyNamespaced\\n"}],
             "skipped":[{"finding":"f-9","why":"No category is known."}],"notes":[],
             "differences":[{"policy":"p-1","cluster":"prod","object":"shop/web","state":"changed",
               "differences":[{"field":"spec.x","live":"1","wanted":"2"}],"message":""}],"inOrder":false}
            """;
    private static final String BEGUN =
            """
            {"from":"2026-01-05T10:00:00Z","to":"2026-01-06T10:00:00Z","findings":4,"fresh":4,"notes":[],
             "differences":[],"runs":["r-1"]}
            """;

    private ApiStub server;

    @BeforeEach
    void start() throws Exception {
        server = new ApiStub();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String run(String state) {
        return """
        {"id":"r-1","status":"completed","incidents":0,"startedAt":"2026-01-06T10:00:00Z",
         "endedAt":"2026-01-06T10:00:02Z","steps":[{"id":"2","node":"apply","name":"Apply","kind":"task",
         "status":"completed","output":{"results":[
           {"policy":"p-1","cluster":"prod","object":"shop/web","state":"applied","code":"","message":"","differences":[]},
           {"policy":"p-1","cluster":"eu","object":"shop/web","state":"%s","code":"x","message":"No answer.","differences":[]}
         ]}}],"effects":[]}
        """
                .formatted(state);
    }

    @Test
    @DisplayName("F028: exit code 0 when all is as it should be, 2 when there are differences")
    void tellsWhetherThereAreDifferences() {
        var good = Shell.at(server.on(PLAN, IN_ORDER)).run("cdr", "run", "--once");
        server.replace(PLAN, DIFFERENT);
        var different =
                Shell.at(server)
                        .run(
                                "cdr",
                                "run",
                                "--once",
                                "--hours",
                                "48",
                                "--connection",
                                "q2",
                                "--cluster",
                                "prod,eu",
                                "--cluster-name",
                                "eks-1=prod");

        assertThat(good.exitCode()).as(good.err()).isZero();
        assertThat(good.out()).contains("Clusters have what they should have.");
        assertThat(different.exitCode()).isEqualTo(2);
        assertThat(different.out())
                .contains("# p-1  prod  shop/web  crypto-mining  generation 1, 3 findings")
                .contains("---\nkind: TracingPolicyNamespaced\n")
                .contains("Skipped f-9: No category is known.")
                .contains("shop/web  spec.x: 1 → 2");
        assertThat(Tree.parse(server.requests(PLAN).getLast().body()))
                .isEqualTo(
                        Tree.parse(
                                """
                                {"hours":48,"connection":"q2","clusters":["prod","eu"],"clusterNames":{"eks-1":"prod"}}
                                """));
        assertThat(server.requests(APPLY)).isEmpty();
    }

    @Test
    void writesJsonForPrograms() {
        var result =
                Shell.at(server.on(PLAN, DIFFERENT))
                        .run("cdr", "run", "--once", "--format", "json");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(Tree.parse(result.out()).flag("inOrder")).isFalse();
    }

    @Test
    @DisplayName("F028: applying waits for the run and tells how each cluster fared")
    void waitsForTheRun() {
        server.on(APPLY, BEGUN).on("GET /runs/r-1", run("unchanged"));

        var good = Shell.at(server).run("cdr", "run", "--once", "--apply");
        server.replace("GET /runs/r-1", run("failed"));
        var partly = Shell.at(server).run("cdr", "run", "--once", "--apply", "--json");

        assertThat(good.exitCode()).as(good.toString()).isZero();
        assertThat(good.out()).containsPattern("prod +1 +0").containsPattern("eu +0 +1");
        assertThat(partly.exitCode()).isEqualTo(1);
        assertThat(Tree.parse(partly.out()).list("results")).hasSize(2);
    }

    @Test
    void saysThatNothingHasChanged() {
        server.on(APPLY, BEGUN.replace("\"r-1\"", ""));

        var result = Shell.at(server).run("cdr", "run", "--once", "--apply");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("Nothing has changed");
    }

    @Test
    void everyErrorIsOne() {
        server.refuse(PLAN, 400, "BAD_INPUT", "Expected a connection");
        var refused = Shell.at(server).run("cdr", "run", "--once");
        var wrong = Shell.at(server).run("cdr", "run", "--once", "--every", "soon");
        var nobody = Shell.at(server).with("SLUICE_PORT", "1").run("cdr", "run", "--once");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("Expected a connection");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.err()).contains("90s, 15m, 1h");
        assertThat(nobody.exitCode()).isEqualTo(1);
    }

    @Test
    @DisplayName("F028: without --once it goes on, over errors, until it is stopped")
    void goesOnUntilItIsStopped() throws Exception {
        server.on(PLAN, IN_ORDER)
                .on(PLAN, 502, "application/problem+json", "{\"detail\":\"Qualys is away\"}")
                .on(PLAN, DIFFERENT);
        var ended = new CompletableFuture<Shell.Result>();
        var controller =
                Thread.ofVirtual()
                        .start(() ->
                                ended.complete(
                                        Shell.at(server).run("cdr", "run", "--every", "PT0.05S")));

        long end = System.nanoTime() + 30_000_000_000L;
        while (server.requests(PLAN).size() < 4 && System.nanoTime() < end) {
            LockSupport.parkNanos(5_000_000);
        }
        controller.interrupt();
        var result = ended.get(30, TimeUnit.SECONDS);

        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(result.err()).contains("Qualys is away");
        assertThat(result.out()).contains("changed").endsWith("Stopped.\n");
    }

    @Test
    void whatIsWrongFromTheStartEndsIt() {
        server.refuse(PLAN, 403, "FORBIDDEN", "Expected the role operator");

        var result = Shell.at(server).run("cdr", "run");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("operator");
    }
}
