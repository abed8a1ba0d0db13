package io.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CdrCommandsTest {
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
    @DisplayName("F037: what Tetragon exports is handed in from standard input")
    void linesAreHandedIn() {
        server.on("POST /tetragon", "{\"lines\":2,\"hits\":2,\"foreign\":0,\"flaws\":[]}");

        var result = Shell.at(server).typing("{}\n{}\n").run("cdr", "hits", "--cluster", "prod");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("2 hits");
        assertThat(server.requests("POST /tetragon").getFirst().query()).isEqualTo("cluster=prod");
    }

    @Test
    @DisplayName("F056: the report of techniques is a table")
    void theReportIsATable() {
        server.on(
                "GET /policies/report",
                """
                [{"technique":"T1496","category":"crypto-mining","findings":3,"policies":1,"covered":true,
                  "audited":1,"enforced":0,"stopped":0}]
                """);

        var result = Shell.at(server).run("cdr", "report");

        assertThat(result.out()).contains("TECHNIQUE").contains("T1496");
    }

    @Test
    void blockingNeedsAClusterAndAReason() {
        var result = Shell.at(server).run("cdr", "block", "ip", "203.0.113.9");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--cluster");
    }
}
