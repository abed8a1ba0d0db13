package io.sluice.nodes.servicenow;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeFailure;
import io.sluice.nodes.qualys.Effects;
import io.sluice.nodes.qualys.SandboxWorld;
import io.sluice.nodes.support.VendorHttp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// F013, F016: while ServiceNow carries out writes and drops the connection before it answers,
/// still exactly one of each.
class ServiceNowExactlyOnceTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void makesOneOfEachWhateverIsLost(long seed, @TempDir Path folder)
            throws IOException, NodeFailure {
        try (var world = SandboxWorld.start(folder)) {
            var serviceNow = new ServiceNow(new VendorHttp("servicenow", world.environment()));
            var context = world.context();
            world.fault(fault("apply-then-drop", seed));
            world.fault(fault("drop-before", seed + 100));

            context.effectKey("11111111111111111111111111111111");
            var incident = Effects.persist(new CreateIncident(serviceNow), incident(), context);
            context.effectKey("22222222222222222222222222222222");
            var change =
                    Effects.persist(
                            new CreateChange(serviceNow), change(incident.sysId()), context);
            context.effectKey("33333333333333333333333333333333");
            Effects.persist(new UpdateRecord(serviceNow), note(incident.sysId()), context);
            world.ask("POST", "changes/" + change.number() + "/approve", "{}");
            var closed =
                    Effects.persist(
                            new CloseChange(serviceNow),
                            new CloseChange.Config("sn", change.sysId(), "successful", null),
                            context);

            assertThat(world.list("incidents")).hasSize(1);
            assertThat(world.list("changes")).hasSize(1);
            assertThat(closed.state()).isEqualTo(ChangeState.CLOSED.value());
            var journal = EncodedQuery.where("element_id", incident.sysId());
            var tables = serviceNow.open("sn", context).tables();
            assertThat(tables.list("sys_journal_field", journal, 100)).hasSize(1);
        }
    }

    private static CreateIncident.Config incident() {
        return new CreateIncident.Config("sn", "Something", null, 2, 2, null, null, null);
    }

    private static ChangeForm.Config change(String incident) {
        return new ChangeForm.Config(
                "sn", incident, "normal", "Patch", null, null, null, null, null, null, null, true,
                null);
    }

    private static UpdateRecord.Config note(String incident) {
        return new UpdateRecord.Config("sn", "incident", incident, Map.of(), "Patching.");
    }

    private static String fault(String kind, long seed) {
        return "{\"service\":\"servicenow\",\"operation\":\"*\",\"kind\":\"%s\",\"probability\":0.4,\"seed\":%d}"
                .formatted(kind, seed);
    }
}
