package io.sluice.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.api.TestServer;
import io.sluice.app.cli.SluiceCli;
import io.sluice.app.cli.terminal.Surroundings;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class HeadExportTest {
    @TempDir Path folder;

    private String said = "";

    private int sluice(TestServer server, String... arguments) throws Exception {
        var out = new ByteArrayOutputStream();
        var around =
                new Surroundings(
                        Map.of(
                                "SLUICE_URL", server.url(),
                                "SLUICE_TOKEN",
                                        Files.readString(server.data().resolve("cli-token"))
                                                .strip()),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new BufferedReader(new StringReader("")),
                        false,
                        ZoneOffset.UTC);
        int code = SluiceCli.run(around, arguments);
        said = out.toString(StandardCharsets.UTF_8);
        return code;
    }

    private static void change(TestServer server) {
        server.admin()
                .post(
                        "/api/v1/tokens",
                        Map.of("name", TestServer.unique("t"), "roles", List.of("viewer")));
    }

    @Test
    void anEndThatIsCutOffShowsByWhatWasToldElsewhere() throws Exception {
        var heads = folder.resolve("heads");
        var setting = "--sluice.audit.head-file=" + heads;
        var data = folder.resolve("data");
        try (var server = TestServer.start(data, setting, "--sluice.audit.head-every=PT1H")) {
            server.keep();
            change(server);
            server.bean(HeadExport.class).tell();
            server.bean(HeadExport.class).tell();
            assertThat(Files.readAllLines(heads)).as("one line a change").hasSize(1);
            assertThat(sluice(server, "audit", "verify")).as(said).isZero();
            assertThat(said).contains("compared with 1");
            assertThat(sluice(server, "audit", "verify", "--heads", heads.toString())).isZero();
            var export = folder.resolve("export");
            assertThat(sluice(server, "audit", "export", "--output", export.toString())).isZero();
            assertThat(Files.readString(export)).contains("\"audit.heads\"", "prevHash");

            var jdbc = server.bean(JdbcClient.class);
            long last = jdbc.sql("select max(seq) from audit").query(Long.class).single();
            jdbc.sql("delete from audit where seq = " + last).update();
            jdbc.sql(
                            "update project set audit_seq = audit_seq - 1, audit_hash = (select"
                                    + " hash from audit where project = project.id and seq = "
                                    + (last - 1)
                                    + ") where id = 'default'")
                    .update();

            assertThat(sluice(server, "audit", "verify")).as(said).isEqualTo(1);
            assertThat(said).contains("Entry " + last);
            assertThat(sluice(server, "audit", "verify", "--heads", heads.toString()))
                    .as(said)
                    .isEqualTo(1);
        }
        try (var server = TestServer.start(data)) {
            server.keep();
            assertThat(server.admin().get("/api/v1/audit?limit=5").body())
                    .as("that nobody is told any more is an entry")
                    .contains("\"audit.heads\"", "\"file\":\"\"");
        }
    }
}
