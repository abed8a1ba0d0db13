package io.sluice.nodes.servicenow;

import static io.sluice.nodes.qualys.Effects.apply;
import static io.sluice.nodes.qualys.Effects.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Outcome;
import io.sluice.engine.node.Reconciliation;
import io.sluice.nodes.qualys.SandboxWorld;
import io.sluice.nodes.support.TestContext;
import io.sluice.nodes.support.VendorHttp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// F013, F016: an incident is created once, updated and resolved.
class IncidentNodesTest {
    private static final String INCIDENT_KEY = "11111111111111111111111111111111";

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
    void createsAnIncidentThatCarriesTheStepsKey() throws NodeFailure {
        var incident = incident();

        assertThat(incident.number()).startsWith("INC");
        assertThat(incident.correlationId()).isEqualTo("sluice:" + INCIDENT_KEY);
        assertThat(incident.link()).contains(incident.sysId());
        var record = world.list("incidents").getFirst();
        assertThat(text(record, "description")).contains("/runs/run-1");
        assertThat(text(record, "short_description")).isEqualTo("VM i-0aa quarantined");
    }

    @Test
    void createsNoSecondIncidentWhenExecutedAgain() throws NodeFailure {
        var first = incident();
        var second = incident();

        assertThat(second.sysId()).isEqualTo(first.sysId());
        assertThat(world.list("incidents")).hasSize(1);
    }

    @Test
    void adoptsTheIncidentWhoseCreationWasNotAnswered() throws NodeFailure {
        world.fault("servicenow", "POST /api/now/table/incident", "apply-then-drop", 1);
        var node = new CreateIncident(serviceNow);
        var plan = node.plan(incidentConfig(), context).request();

        var failure = failureOf(() -> node.execute(plan, context));

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(node.reconcile(plan, context)).isInstanceOf(Reconciliation.Applied.class);
        assertThat(world.list("incidents")).hasSize(1);
    }

    @Test
    void knowsThatAnIncidentWasNeverCreated() throws NodeFailure {
        world.fault("servicenow", "POST /api/now/table/incident", "drop-before", 1);
        var node = new CreateIncident(serviceNow);
        var plan = node.plan(incidentConfig(), context).request();

        var failure = failureOf(() -> node.execute(plan, context));

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(node.reconcile(plan, context)).isInstanceOf(Reconciliation.NotApplied.class);
    }

    @Test
    void usesTheOldestOfTwoIncidentsWithOneKey() throws NodeFailure {
        var tables = serviceNow.open("sn", context).tables();
        var fields = Map.of("correlation_id", "sluice:" + INCIDENT_KEY, "short_description", "x");
        var oldest = tables.create("incident", fields);
        world.advance("PT1M");
        tables.create("incident", fields);

        assertThat(incident().sysId()).isEqualTo(oldest.sysId());
        assertThat(context.logged()).anySatisfy(line -> assertThat(line).contains("2 records"));
    }

    @Test
    void resolvesTheIncidentOnceWithTheRunsLink() throws NodeFailure {
        var incident = incident();
        var node = new CloseIncident(serviceNow);
        var config = new CloseIncident.Config("sn", incident.sysId(), null, "Patched.");

        var closed = apply(node, config, context);
        var again = apply(node, config, context);

        assertThat(closed.state()).isEqualTo("6");
        assertThat(closed.changed()).isTrue();
        assertThat(again.changed()).isFalse();
        var record = world.list("incidents").getFirst();
        assertThat(text(record, "close_code")).isEqualTo("Solution provided");
        assertThat(text(record, "close_notes")).startsWith("Patched.").contains("/runs/run-1");
    }

    @Test
    void updatesOnlyWhatDiffersAndSeesWhoElseDid() throws NodeFailure {
        var incident = incident();
        var node = new UpdateRecord(serviceNow);
        var config = update(incident.sysId(), Map.of("state", "2", "impact", "1"), null);
        var plan = node.plan(config, context);

        assertThat(plan.changes()).extracting(change -> change.property()).containsExactly("state");
        assertThat(node.reconcile(plan.request(), context))
                .isInstanceOf(Reconciliation.NotApplied.class);
        assertThat(node.execute(plan.request(), context).state()).isEqualTo("2");
        assertThat(node.reconcile(plan.request(), context))
                .isInstanceOf(Reconciliation.Applied.class);
        apply(node, update(incident.sysId(), Map.of("state", "1"), null), context);
        apply(new CloseIncident(serviceNow), closeIncident(incident.sysId()), context);
        assertThat(node.reconcile(plan.request(), context))
                .isInstanceOf(Reconciliation.Conflict.class);
    }

    @Test
    void recognisesAWorkNoteWhoseWritingWasNotAnswered() throws NodeFailure {
        var incident = incident();
        var node = new UpdateRecord(serviceNow);
        var plan = node.plan(update(incident.sysId(), Map.of(), "Patching."), context).request();
        assertThat(node.reconcile(plan, context)).isInstanceOf(Reconciliation.NotApplied.class);
        world.fault("servicenow", "PATCH", "apply-then-drop", 1);

        var failure = failureOf(() -> node.execute(plan, context));

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(node.reconcile(plan, context)).isInstanceOf(Reconciliation.Applied.class);
    }

    @Test
    void doesNotTakeTheRowsOfAnIgnoredTermForAnAnswer() throws NodeFailure {
        incident();
        var tables = serviceNow.open("sn", context).tables();

        var failure =
                failureOf(() -> tables.list("incident", EncodedQuery.where("u_no_such", "x"), 10));
        List<Row> none = tables.list("incident", EncodedQuery.where("number", "INC0"), 10);

        assertThat(failure.code()).isEqualTo("servicenow.query-ignored");
        assertThat(none).isEmpty();
    }

    private CreateIncident.Output incident() throws NodeFailure {
        context.effectKey(INCIDENT_KEY);
        return apply(new CreateIncident(serviceNow), incidentConfig(), context);
    }

    private static CreateIncident.Config incidentConfig() {
        return new CreateIncident.Config(
                "sn", "VM i-0aa quarantined", "Severe risk.", 1, 1, null, null, null);
    }

    private static CloseIncident.Config closeIncident(String incident) {
        return new CloseIncident.Config("sn", incident, null, null);
    }

    private static UpdateRecord.Config update(
            String record, Map<String, String> fields, @Nullable String note) {
        return new UpdateRecord.Config("sn", "incident", record, fields, note);
    }

    private static String text(JsonNode record, String field) {
        return record.path(field).asString("");
    }
}
