package io.sluice.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.definition.Problem;
import io.sluice.engine.run.Actor;
import io.sluice.engine.run.Command;
import io.sluice.engine.run.Event;
import io.sluice.engine.run.Mode;
import io.sluice.engine.run.Resolution;
import io.sluice.engine.run.RunStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The workflow of the Qualys Flow article, every road of it.
class InternetFacingVmTest {
    private Sandbox sandbox;
    private TemplateRun run;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        sandbox = new Sandbox(folder);
        run = new TemplateRun(sandbox, "internet-facing-vm");
    }

    @AfterEach
    void close() {
        run.askedOnlyForWhatItsNodesName();
        run.close();
        sandbox.close();
    }

    private TemplateRun started(String instanceId) {
        return started(instanceId, Mode.LIVE);
    }

    private TemplateRun started(String instanceId, Mode mode) {
        var trigger = new LinkedHashMap<String, @Nullable Object>();
        trigger.put("instanceId", instanceId);
        trigger.put("region", "us-east-1");
        trigger.put("account", "111122223333");
        trigger.put("eventId", "7bf7");
        trigger.put("state", "running");
        trigger.put("time", "2026-01-05T10:00:00Z");
        return run.start("new_vm", trigger, mode);
    }

    private Set<List<Object>> groups(String instanceId) {
        return Sandbox.maps(sandbox.vm(instanceId).get("interfaces")).stream()
                .map(one -> List.<Object>copyOf((List<?>) one.get("groups")))
                .collect(Collectors.toSet());
    }

    private void decideChange(String decision) {
        var change = sandbox.all("changes").getLast();
        sandbox.post("changes/" + Sandbox.text(change, "sys_id") + "/" + decision, "{}");
    }

    @Test
    void hasNoProblem() {
        assertThat(run.problems()).filteredOn(Problem::blocks).isEmpty();
    }

    @Test
    @DisplayName(
            "F004 F005 F006 F008 F009 F010 F013 F014 F015 F016 F024: scan → score → quarantine → ticket →"
                    + " approval → patch → release → close")
    void goesTheWholeWay() {
        var vm = sandbox.launch("{\"truRisk\":934,\"interfaces\":2}");
        var original = groups(vm);

        started(vm).goOn("approval");

        assertThat(groups(vm)).as("quarantined").isNotEqualTo(original);
        decideChange("approve");
        run.goOn().endedAt("done");
        assertThat(groups(vm)).as("released").isEqualTo(original);
        assertThat(run.output("patch")).containsEntry("failed", 0L);
        assertThat(Sandbox.text(sandbox.all("incidents").getLast(), "state")).isIn("6", "7");
        assertThat(Sandbox.text(sandbox.all("changes").getLast(), "state")).isEqualTo("3");
        assertThat(sandbox.all("incidents")).hasSize(1);
        assertThat(sandbox.all("changes")).hasSize(1);
    }

    @Test
    @DisplayName("F005: a machine without public address ends in the no branch")
    void leavesAMachineWithoutPublicAddressAlone() {
        var vm = sandbox.launch("{\"publicIp\":false}");

        started(vm).endedAt("internal");
    }

    @Test
    @DisplayName("F009: 900 does not quarantine")
    void aScoreAtTheThresholdIsNotAboveIt() {
        var vm = sandbox.launch("{\"truRisk\":900}");
        var original = groups(vm);

        started(vm).endedAt("acceptable");

        assertThat(groups(vm)).isEqualTo(original);
    }

    @Test
    @DisplayName("F009: 901 quarantines")
    void aScoreJustAboveTheThresholdQuarantines() {
        var vm = sandbox.launch("{\"truRisk\":901}");

        started(vm).goOn("approval");

        assertThat(run.step("approval")).isNotNull();
    }

    @Test
    @DisplayName("F009: a missing score is its own outcome, never 0")
    void aMissingScoreIsItsOwnRoad() {
        var vm = sandbox.launch("{\"truRisk\":null}");

        started(vm).endedAt("unscored");

        assertThat(sandbox.all("incidents")).hasSize(1);
    }

    @Test
    @DisplayName("F014: rejected")
    void aRejectedChangeLeavesTheMachineInQuarantine() {
        var vm = sandbox.launch("{}");
        var original = groups(vm);

        started(vm).goOn("approval");
        decideChange("reject");
        run.goOn().endedAt("rejected");

        assertThat(groups(vm)).isNotEqualTo(original);
        assertThat(Sandbox.text(sandbox.all("incidents").getLast(), "state")).isIn("1", "2");
    }

    @Test
    @DisplayName("F014: none by the deadline")
    void aForgottenChangeLeavesTheMachineInQuarantine() {
        var vm = sandbox.launch("{}");
        var original = groups(vm);

        started(vm).endedAt("expired");

        assertThat(groups(vm)).isNotEqualTo(original);
    }

    @Test
    @DisplayName("F008: a scan that fails goes to the error edge")
    void aFailedScanOpensATicket() {
        var vm = sandbox.launch("{\"scanOutcome\":\"error\"}");

        started(vm).endedAt("not_scanned");

        assertThat(sandbox.all("incidents")).hasSize(1);
    }

    @Test
    @DisplayName("F008: No_Host is not success")
    void aScanThatFindsNoHostOpensATicket() {
        var vm = sandbox.launch("{\"scanOutcome\":\"no_host\"}");

        started(vm).endedAt("not_scanned");
    }

    @Test
    @DisplayName("F016: failure at patch leaves quarantine in place and ticket open")
    void aFailedPatchPutsTheMachineBackIntoQuarantine() {
        var vm = sandbox.launch("{\"patchOutcome\":\"failed\"}");
        started(vm).goOn("approval");
        var quarantined = groups(vm);

        decideChange("approve");
        run.goOn().incidentAt("raise", "flow.incident");

        assertThat(groups(vm)).isEqualTo(quarantined);
        assertThat(Sandbox.text(sandbox.all("incidents").getLast(), "state")).isIn("1", "2");
        run.submit(
                        new Command.ResolveIncident(
                                run.step("raise").id(),
                                new Resolution.Skip(Map.of()),
                                new Actor("user", "anna"),
                                "patched by hand"))
                .endedAt("unpatched");
    }

    @Test
    @DisplayName("F010: cancelling with undo restores the groups")
    void cancelingWithUndoReleasesTheMachine() {
        var vm = sandbox.launch("{}");
        var original = groups(vm);
        started(vm).goOn("approval");

        run.submit(new Command.CancelRun(true, new Actor("user", "anna"), "wrong machine"));

        assertThat(run.state().status()).isEqualTo(RunStatus.CANCELED);
        assertThat(groups(vm)).isEqualTo(original);
    }

    @Test
    void aDryRunChangesNothingAndPlansWhatItCanKnow() {
        var vm = sandbox.launch("{\"initialTruRisk\":934}");
        var before = groups(vm);
        sandbox.advance(Duration.ofHours(1));

        started(vm, Mode.DRY_RUN).endedAt("done");

        assertThat(groups(vm)).isEqualTo(before);
        assertThat(sandbox.all("incidents")).isEmpty();
        assertThat(sandbox.all("changes")).isEmpty();
        assertThat(sandbox.all("scanJobs")).isEmpty();
        assertThat(sandbox.all("patchJobs")).isEmpty();
        assertThat(planned())
                .containsExactly(
                        "tag_external",
                        "scan",
                        "quarantine",
                        "incident",
                        "change",
                        "approval",
                        "patch_lane",
                        "patch",
                        "release",
                        "close_change",
                        "close_incident");
        assertThat(run.output("approval"))
                .containsEntry("comments", "Assumed by the dry run: nobody has decided.");
        assertThat(run.output("release")).containsEntry("changed", true);
    }

    private List<String> planned() {
        return run.journal().stream()
                .filter(Event.EffectPlanned.class::isInstance)
                .map(event -> ((Event.EffectPlanned) event).node().value())
                .toList();
    }

    @Test
    @DisplayName("F013: exactly one of each effect while answers are lost")
    void doesEverythingOnceWhileAnswersAreLost() {
        sandbox.post(
                "faults",
                "{\"service\":\"*\",\"operation\":\"*\",\"kind\":\"apply-then-drop\",\"probability\":0.3,"
                        + "\"writesOnly\":true,\"seed\":7}");
        var vm = sandbox.launch("{}");
        var original = groups(vm);

        started(vm).goOn("approval");
        decideChange("approve");
        run.goOn().endedAt("done");

        assertThat(sandbox.all("incidents")).hasSize(1);
        assertThat(sandbox.all("changes")).hasSize(1);
        assertThat(sandbox.all("patchJobs")).hasSize(1);
        assertThat(groups(vm)).isEqualTo(original);
    }
}
