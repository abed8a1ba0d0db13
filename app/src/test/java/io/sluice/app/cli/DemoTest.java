package io.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.cli.client.Tree;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoTest {
    private static final String APPROVE =
            "POST /sandbox/changes/c400000000000000000000000000000b/approve";
    private static final String RECORDS =
            """
            {"id":1,"node":"incident","name":"Open an incident","kind":"task","type":"servicenow.create-incident",
             "generation":1,"status":"completed","attempts":1,"enteredAt":"2026-01-05T10:15:30Z",
             "endedAt":"2026-01-05T10:15:31Z","output":{"sysId":"1c00000000000000000000000000000a"},"effects":[]},
            {"id":2,"node":"change","name":"Request the change","kind":"task","type":"servicenow.create-change",
             "generation":1,"status":"completed","attempts":1,"enteredAt":"2026-01-05T10:15:31Z",
             "endedAt":"2026-01-05T10:15:32Z","output":{"sysId":"c400000000000000000000000000000b"},"effects":["k"]},
            {"id":3,"node":"approval","name":"Wait for approval","kind":"task","type":"servicenow.await-approval",
             "generation":1,"attempts":1,"enteredAt":"2026-01-05T10:15:32Z","effects":[],\
            """;
    private static final String EFFECT =
            """
            {"key":"k","step":2,"node":"change","status":"applied",
             "changes":[{"summary":"Open the change request 'Patch and release'"}]}\
            """;
    private static final String WAITING =
            Samples.run(
                    "running",
                    0,
                    "",
                    RECORDS
                            + "\"status\":\"waiting\",\"note\":\"Approval of CHG0030001 is requested\",\"endedAt\":null}",
                    EFFECT);
    private static final String DONE =
            Samples.run(
                    "completed",
                    0,
                    "2026-01-05T10:18:35Z",
                    RECORDS
                            + "\"status\":\"completed\",\"note\":null,\"endedAt\":\"2026-01-05T10:16:00Z\"}",
                    EFFECT);

    private ApiStub server;

    @BeforeEach
    void start() throws Exception {
        server =
                new ApiStub()
                        .on("GET /session", Samples.SESSION)
                        .on(
                                "GET /templates/internet-facing-vm",
                                """
                                {"id":"internet-facing-vm","name":"Internet-facing VM",
                                 "connections":[{"name":"aws","type":"aws"},{"name":"qualys","type":"qualys"}]}\
                                """)
                        .on("GET /workflows", Samples.NO_WORKFLOWS)
                        .on("POST /templates/internet-facing-vm/install", "{\"id\":\"flow\"}")
                        .on("GET /workflows/flow", "{\"id\":\"flow\",\"revision\":1}")
                        .on("POST /workflows/flow/publish", "{\"version\":1}")
                        .on("POST /workflows/flow/enable", "")
                        .on("POST /sandbox/vms", Samples.VM.formatted(3))
                        .on(
                                "GET /runs",
                                Samples.NO_WORKFLOWS,
                                "{\"items\":[" + DONE + "],\"next\":null}")
                        .on("GET /runs/r-1", WAITING, DONE)
                        .on(APPROVE, "{}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void showsTheRunAndFindsThePromiseKept() {
        server.on("GET /sandbox", Samples.world(3, "2", "-4", "requested"))
                .on("GET /sandbox", Samples.world(0, "6", "3", "approved"));

        var result = Shell.at(server).run("demo", "internet-facing-vm", "--yes");

        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("✓ Installed the template internet-facing-vm")
                .contains(
                        "✓ Launched vm-1 (i-0e2653a942a0520f8) with the public address 198.18.0.1")
                .contains("… Wait for approval  Approval of CHG0030001 is requested")
                .contains("→ Open the change request 'Patch and release'")
                .contains("✓ Approved change CHG0030001")
                .contains("✓ Each network interface has its original security groups again.")
                .contains("All as promised: ")
                .doesNotContain("✗");
        var installed = server.requests("POST /templates/internet-facing-vm/install").getFirst();
        assertThat(Tree.parse(installed.body()).at("connections").keys())
                .containsExactlyInAnyOrder("aws", "qualys");
        assertThat(server.requests(APPROVE)).hasSize(1);
    }

    @Test
    void brokenPromiseIsOneAndNamed() {
        server.on("GET /sandbox", Samples.world(3, "2", "-4", "requested"))
                .on("GET /sandbox", Samples.world(1, "2", "3", "approved"));

        var result = Shell.at(server).run("demo", "internet-facing-vm", "--yes", "--json");

        assertThat(result.exitCode()).isEqualTo(1);
        var answer = Tree.parse(result.out());
        assertThat(answer.flag("kept")).isFalse();
        assertThat(answer.list("checks"))
                .filteredOn(check -> !check.flag("holds"))
                .extracting(check -> check.text("check"))
                .containsExactly("No patch is missing.", "The incident is resolved.");
    }

    @Test
    void asksForTheApproval() {
        server.on("GET /sandbox", Samples.world(3, "2", "-4", "requested"))
                .on("GET /sandbox", Samples.world(0, "7", "3", "approved"));

        var result = Shell.at(server).typing("y\n").run("demo", "internet-facing-vm");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("Approve change CHG0030001?").contains("[y/N]");
    }

    @Test
    void asksOnceEvenIfTheServerIsAwayJustThen() {
        server.replace("GET /runs/r-1", WAITING)
                .on("GET /runs/r-1", WAITING, WAITING, DONE)
                .refuseFirst(APPROVE, 503, "STORE_UNAVAILABLE", "Expected the database.")
                .on("GET /sandbox", Samples.world(3, "2", "-4", "requested"))
                .on("GET /sandbox", Samples.world(3, "2", "-4", "requested"))
                .on("GET /sandbox", Samples.world(0, "6", "3", "approved"));

        var result = Shell.at(server).typing("y\n").run("demo", "internet-facing-vm");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("The server is back").containsOnlyOnce("[y/N]");
        assertThat(server.requests(APPROVE)).hasSize(2);
    }

    @Test
    void noAnswerIsNoApproval() {
        server.on("GET /sandbox", Samples.world(3, "2", "-4", "requested"));

        var result = Shell.at(server).typing("\n").run("demo", "internet-facing-vm");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("Not approved: the run waits on, at http://");
        assertThat(server.requests(APPROVE)).isEmpty();
    }

    @Test
    void withoutATerminalNothingIsBegun() {
        var result = Shell.at(server).run("demo", "internet-facing-vm");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--yes");
        assertThat(server.requests("POST /sandbox/vms")).isEmpty();
    }

    @Test
    void snapshotDemoLooksForTheEncryptedCopy() {
        var original =
                """
                {"snapshotId":"snap-1","state":"completed","encrypted":false,"sourceId":null,"tags":{"team":"red"%s}}\
                """;
        server.on(
                        "GET /templates/snapshot-encryption",
                        "{\"name\":\"Snapshot encryption\",\"connections\":[]}")
                .on("POST /templates/snapshot-encryption/install", "{\"id\":\"flow\"}")
                .on("POST /sandbox/snapshots", original.formatted(""))
                .on("GET /runs/r-2", DONE)
                .on(
                        "GET /sandbox",
                        """
                        {"snapshots":[%s,{"snapshotId":"snap-2","state":"completed","encrypted":true,
                         "sourceId":"snap-1","tags":{"team":"red"}}]}\
                        """
                                .formatted(
                                        original.formatted(
                                                ",\"sluice:encrypted-copy\":\"snap-2\"")));
        server.replace("GET /runs", "{\"items\":[{\"id\":\"r-2\",\"key\":\"x/snap-1\"}]}");

        var result = Shell.at(server).run("demo", "snapshot-encryption", "--yes");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("✓ The original is tagged with the id of its copy.");
    }

    @Test
    void unknownTemplateAndMissingSandboxAreTold() {
        assertThat(Shell.at(server).run("demo", "other", "--yes").err())
                .contains("Expected internet-facing-vm or snapshot-encryption, found 'other'");
        server.replace(
                "GET /session", Samples.SESSION.replace("\"sandbox\":true", "\"sandbox\":false"));
        var result = Shell.at(server).run("demo", "internet-facing-vm", "--yes");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("./sluice start");
    }
}
