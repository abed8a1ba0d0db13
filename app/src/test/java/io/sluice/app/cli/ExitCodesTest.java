package io.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.ServerAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExitCodesTest {
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
    void unreachableServerIsTwoAndSaysHowToStartIt() {
        server.close();

        var result = Shell.at(server).run("runs");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains("http://127.0.0.1:" + server.port())
                .contains("./sluice start");
    }

    @Test
    void refusedTokenIsTwoAndNamesTheVariableItCameFrom() {
        var result = Shell.at(server).with("SLUICE_TOKEN", "slc_another").run("runs");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains("the token in SLUICE_TOKEN")
                .doesNotContain("slc_another");
    }

    @Test
    void refusedTokenNamesTheFileItCameFrom(@TempDir Path data) throws Exception {
        Files.writeString(data.resolve("cli-token"), "slc_old\n");

        var result =
                new Shell()
                        .with("SLUICE_PORT", Integer.toString(server.port()))
                        .with("SLUICE_DATA", data.toString())
                        .run("runs");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(data.resolve("cli-token").toString());
    }

    @Test
    void missingTokenSaysWhereItWasLookedFor(@TempDir Path data) {
        var result =
                new Shell()
                        .with("SLUICE_PORT", Integer.toString(server.port()))
                        .with("SLUICE_DATA", data.toString())
                        .run("runs");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("there is no " + data.resolve("cli-token"));
    }

    @Test
    void tokenIsReadFromTheDataFolder(@TempDir Path data) throws Exception {
        Files.writeString(data.resolve("cli-token"), ApiStub.TOKEN + "\n");
        server.on("GET /connections", "{\"items\":[],\"next\":null}");

        var result =
                new Shell()
                        .with("SLUICE_URL", "http://127.0.0.1:" + server.port() + "/")
                        .with("SLUICE_DATA", data.toString())
                        .run("connections");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualTo("(none)\n");
    }

    @Test
    void newTokenOfARestartedServerIsTakenUp(@TempDir Path data) throws Exception {
        var file = Files.writeString(data.resolve("cli-token"), "slc_of_before");
        var api =
                new ApiClient(
                        ServerAddress.find(
                                Map.of(
                                        "SLUICE_PORT", Integer.toString(server.port()),
                                        "SLUICE_DATA", data.toString())));
        server.on("GET /workflows", Samples.NO_WORKFLOWS);

        Files.writeString(file, ApiStub.TOKEN);

        assertThat(api.get("/workflows").list()).isEmpty();
    }

    @Test
    void wrongUsageIsTwo() {
        assertThat(Shell.at(server).run().exitCode()).isEqualTo(2);
        assertThat(Shell.at(server).run("wrkflows").err()).contains("sluice workflows");
        assertThat(Shell.at(server).run("cancel", "r-1").exitCode()).isEqualTo(2);
        assertThat(Shell.at(server).with("SLUICE_PORT", "http").run("runs").err())
                .contains("Expected a port number in SLUICE_PORT, found 'http'");
        assertThat(Shell.at(server).with("SLUICE_URL", "host:1").run("runs").err())
                .contains("Expected the server's address in SLUICE_URL as http://host:port");
    }

    @Test
    void refusalIsOneWithTheServersWordsAndProblems() {
        server.on("GET /workflows", Samples.WORKFLOWS)
                .on("GET /workflows/sweep", "{\"id\":\"sweep\",\"revision\":7}")
                .on(
                        "POST /workflows/sweep/publish",
                        422,
                        "application/problem+json",
                        """
                        {"title":"The document has problems","status":422,"code":"INVALID_DOCUMENT",
                         "detail":"Expected a document without errors, found one.",
                         "problems":[{"code":"NO_WAY_OUT","severity":"error","element":"triage","path":"/out",
                                      "position":-1,"message":"Expected a way out."}]}\
                        """);

        var result = Shell.at(server).run("publish", "Sweep");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("Expected a document without errors, found one.")
                .contains("NO_WAY_OUT at triage /out: Expected a way out.");
        assertThat(server.requests("POST /workflows/sweep/publish").getFirst().header("If-Match"))
                .isEqualTo("\"7\"");
    }

    @Test
    void manyProblemsAreCutShort() {
        var problem =
                "{\"code\":\"SYNTAX\",\"element\":\"scan\",\"path\":\"/x\",\"message\":\"No.\"}";
        server.on("GET /workflows", Samples.WORKFLOWS)
                .on("GET /workflows/sweep", "{\"id\":\"sweep\",\"revision\":7}")
                .on(
                        "POST /workflows/sweep/publish",
                        422,
                        "application/problem+json",
                        "{\"code\":\"INVALID_DOCUMENT\",\"detail\":\"Many.\",\"problems\":["
                                + String.join(",", Collections.nCopies(12, problem))
                                + "]}");

        var result = Shell.at(server).run("publish", "sweep");

        assertThat(result.err().lines()).hasSize(12).last().asString().contains("and 2 more");
    }

    @Test
    void verifyIsOneWhenSomethingIsFound() {
        server.on(
                "POST /verify",
                """
                {"ok":true,"checks":[{"name":"journal","ok":true,"found":0,"examples":[]}]}\
                """,
                """
                {"ok":false,"checks":[{"name":"effects","ok":false,"found":2,"examples":["r-1/2/1"]}]}\
                """);

        var good = Shell.at(server).run("verify");
        var bad = Shell.at(server).run("verify");

        assertThat(good.exitCode()).isZero();
        assertThat(good.out()).contains("✓ journal");
        assertThat(bad.exitCode()).isEqualTo(1);
        assertThat(bad.out()).contains("✗ effects: 2 found").contains("    r-1/2/1");
    }

    @Test
    void jsonPrintsTheProblemToo() {
        server.refuse("GET /runs/r-9", 404, "NOT_FOUND", "Expected a run r-9, found none.");

        var result = Shell.at(server).run("run", "r-9", "--json");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("\"code\": \"NOT_FOUND\"");
        assertThat(result.err()).contains("Expected a run r-9, found none.");
    }
}
