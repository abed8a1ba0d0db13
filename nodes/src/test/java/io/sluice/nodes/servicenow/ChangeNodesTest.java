package io.sluice.nodes.servicenow;

import static io.sluice.nodes.qualys.Effects.apply;
import static io.sluice.nodes.qualys.Effects.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Outcome;
import io.sluice.engine.node.Progress;
import io.sluice.engine.node.Reconciliation;
import io.sluice.nodes.qualys.SandboxWorld;
import io.sluice.nodes.support.TestContext;
import io.sluice.nodes.support.VendorHttp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// F013, F014, F016, F024: a change request is created once, awaited, and closed legally.
class ChangeNodesTest {
    private static final String INCIDENT_KEY = "11111111111111111111111111111111";
    private static final String CHANGE_KEY = "22222222222222222222222222222222";

    private SandboxWorld world;
    private ServiceNow serviceNow;
    private TestContext context;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        world = SandboxWorld.start(folder);
        serviceNow = new ServiceNow(new VendorHttp("servicenow", world.environment()));
        context = world.context();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void createsAChangeForTheIncidentAndAsksForApproval() throws NodeFailure {
        var incident = incident();
        var change = change(incident.sysId());
        var again = change(incident.sysId());

        assertThat(again.sysId()).isEqualTo(change.sysId());
        assertThat(world.list("changes")).hasSize(1);
        var record = world.list("changes").getFirst();
        assertThat(text(record, "parent")).isEqualTo(incident.sysId());
        assertThat(change.state()).isEqualTo(ChangeState.ASSESS.value());
        assertThat(change.approval()).isEqualTo("requested");
    }

    @Test
    void asksForApprovalOfAChangeWhoseCreationWasNotAnswered() throws NodeFailure {
        world.fault("servicenow", "POST /api/now/table/change_request", "apply-then-drop", 1);
        var node = new CreateChange(serviceNow);
        var plan = node.plan(changeConfig("", "normal"), context).request();

        var failure = failureOf(() -> node.execute(plan, context));

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(node.reconcile(plan, context)).isInstanceOf(Reconciliation.NotApplied.class);
        assertThat(node.execute(plan, context).approval()).isEqualTo("requested");
        assertThat(node.reconcile(plan, context)).isInstanceOf(Reconciliation.Applied.class);
        assertThat(world.list("changes")).hasSize(1);
    }

    @Test
    void waitsUntilTheChangeIsApproved() throws NodeFailure {
        var change = change("");

        var waiting = await(change.sysId(), null);
        world.ask("POST", "changes/" + change.number() + "/approve", "{\"comments\":\"go\"}");
        var done = await(change.sysId(), null);

        var pending = pending(waiting);
        assertThat(pending.next()).isEqualTo(Duration.ofSeconds(30));
        assertThat(pending.wakeOn()).contains("servicenow:change_request:" + change.sysId());
        assertThat(pending.note()).contains(change.number(), "requested");
        assertThat(output(done).decision()).isEqualTo("approved");
        assertThat(output(done).approver()).isNotBlank();
    }

    @Test
    void takesARejectionAsADecision() throws NodeFailure {
        var change = change("");

        world.ask("POST", "changes/" + change.number() + "/reject", "{\"comments\":\"no\"}");

        assertThat(output(await(change.sysId(), null)).decision()).isEqualTo("rejected");
    }

    @Test
    void stopsWaitingWhenTheTimeIsOver() throws NodeFailure {
        var change = change("");

        assertThat(await(change.sysId(), "PT48H")).isInstanceOf(Progress.Pending.class);
        context.advance(Duration.ofDays(2));

        assertThat(output(await(change.sysId(), "PT48H")).decision()).isEqualTo("expired");
    }

    @Test
    void stopsWaitingForAChangeThatSomebodyCanceled() throws NodeFailure {
        var change = change("");

        apply(new CloseChange(serviceNow), close(change.sysId(), "canceled"), context);

        assertThat(output(await(change.sysId(), null)).decision()).isEqualTo("canceled");
    }

    @Test
    void walksAnApprovedChangeToItsEnd() throws NodeFailure {
        var change = change("");
        world.ask("POST", "changes/" + change.number() + "/approve", "{}");
        var node = new CloseChange(serviceNow);
        var plan = node.plan(close(change.sysId(), "successful"), context);

        var closed = node.execute(plan.request(), context);
        var again = apply(node, close(change.sysId(), "successful"), context);

        assertThat(plan.changes()).isNotEmpty();
        assertThat(closed.state()).isEqualTo(ChangeState.CLOSED.value());
        assertThat(again.changed()).isFalse();
        var record = world.list("changes").getFirst();
        assertThat(text(record, "close_code")).isEqualTo("successful");
        assertThat(text(record, "close_notes")).contains("/runs/run-1");
    }

    @Test
    void goesOnWithAChangeWhoseClosingBrokeOffHalfWay() throws NodeFailure {
        var change = change("");
        world.ask("POST", "changes/" + change.number() + "/approve", "{}");
        var node = new CloseChange(serviceNow);
        var plan = node.plan(close(change.sysId(), "successful"), context).request();
        world.fault("servicenow", "PATCH", "apply-then-drop", 1);

        var failure = failureOf(() -> node.execute(plan, context));

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(node.reconcile(plan, context)).isInstanceOf(Reconciliation.NotApplied.class);
        assertThat(node.execute(plan, context).state()).isEqualTo(ChangeState.CLOSED.value());
        assertThat(node.reconcile(plan, context)).isInstanceOf(Reconciliation.Applied.class);
    }

    @Test
    void refusesToCloseAChangeThatNobodyApproved() throws NodeFailure {
        var change = change("");

        var failure =
                failureOf(() ->
                        new CloseChange(serviceNow)
                                .plan(close(change.sysId(), "successful"), context));

        assertThat(failure.code()).isEqualTo("servicenow.change.not-approved");
    }

    @ParameterizedTest
    @CsvSource({"normal, -4, requested", "emergency, -3, requested", "standard, -2, approved"})
    void movesAChangeOutOfNewAsItsTypeDemands(String type, String state, String approval)
            throws NodeFailure {
        var change = apply(new CreateChange(serviceNow), changeConfig("", type), context);

        assertThat(change.state()).isEqualTo(state);
        assertThat(change.approval()).isEqualTo(approval);
    }

    @Test
    void carriesTheChangeWindowToWhoeverWaits() throws NodeFailure {
        var config =
                new ChangeForm.Config(
                        "sn",
                        null,
                        "normal",
                        "Patch web-1",
                        null,
                        null,
                        null,
                        null,
                        null,
                        "2026-01-05T22:00:00Z",
                        "2026-01-06T02:00:00Z",
                        true,
                        null);
        var change = apply(new CreateChange(serviceNow), config, context);
        world.ask("POST", "changes/" + change.number() + "/approve", "{}");

        var decision = output(await(change.sysId(), null));

        assertThat(decision.plannedStart()).isEqualTo("2026-01-05T22:00:00Z");
        assertThat(decision.plannedEnd()).isEqualTo("2026-01-06T02:00:00Z");
    }

    private CreateIncident.Output incident() throws NodeFailure {
        context.effectKey(INCIDENT_KEY);
        return apply(new CreateIncident(serviceNow), incidentConfig(), context);
    }

    private static CreateIncident.Config incidentConfig() {
        return new CreateIncident.Config(
                "sn", "VM i-0aa quarantined", "Severe risk.", 1, 1, null, null, null);
    }

    private ChangeForm.Output change(String incident) throws NodeFailure {
        context.effectKey(CHANGE_KEY);
        return apply(new CreateChange(serviceNow), changeConfig(incident, "normal"), context);
    }

    private static ChangeForm.Config changeConfig(String incident, String type) {
        return new ChangeForm.Config(
                "sn",
                incident,
                type,
                "Patch web-1",
                null,
                "Severe risk.",
                null,
                null,
                null,
                null,
                null,
                true,
                null);
    }

    private Progress<AwaitApproval.Output> await(String change, @Nullable String expireAfter)
            throws NodeFailure {
        var since = "2026-01-05T10:00:00Z";
        return new AwaitApproval(serviceNow)
                .check(new AwaitApproval.Config("sn", change, expireAfter, since), context);
    }

    private static Progress.Pending<AwaitApproval.Output> pending(
            Progress<AwaitApproval.Output> progress) {
        return switch (progress) {
            case Progress.Done<AwaitApproval.Output>(var output) ->
                    throw new AssertionError(output);
            case Progress.Pending<AwaitApproval.Output> pending -> pending;
        };
    }

    private static AwaitApproval.Output output(Progress<AwaitApproval.Output> progress) {
        return switch (progress) {
            case Progress.Done<AwaitApproval.Output>(var output) -> output;
            case Progress.Pending<AwaitApproval.Output> pending ->
                    throw new AssertionError(pending.note());
        };
    }

    private static CloseChange.Config close(String change, String result) {
        return new CloseChange.Config("sn", change, result, "Patched.");
    }

    private static String text(JsonNode record, String field) {
        return record.path(field).asString("");
    }
}
