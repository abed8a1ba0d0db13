package io.sluice.nodes.servicenow;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeType;
import io.sluice.nodes.qualys.NodeTypeDocs;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServiceNowProviderTest {
    private static final List<NodeType<?, ?>> TYPES =
            new ServiceNowNodes().nodeTypes(new NodeEnvironment(InstantSource.system(), Set.of()));

    @Test
    void offersItsNodeTypesAndItsConnection() {
        assertThat(TYPES)
                .extracting(type -> type.descriptor().id())
                .containsExactlyInAnyOrder(
                        "servicenow.create-incident",
                        "servicenow.create-change",
                        "servicenow.await-approval",
                        "servicenow.update-record",
                        "servicenow.close-incident",
                        "servicenow.close-change");
        assertThat(new ServiceNowNodes().connectionTypes())
                .singleElement()
                .satisfies(type -> assertThat(type.id()).isEqualTo("servicenow"));
    }

    @Test
    void explainsEveryNodeTypeAndEveryField() {
        assertThat(TYPES).allSatisfy(NodeTypeDocs::complete);
    }

    @Test
    void storesItsPlansAsJson() {
        NodeTypeDocs.survivesJson(
                new CreateIncident.IncidentPlan("sn", "sluice:1", Map.of("impact", "1")));
        NodeTypeDocs.survivesJson(
                new CreateChange.ChangePlan("sn", "sluice:1", Map.of("type", "normal"), true));
        NodeTypeDocs.survivesJson(
                new UpdateRecord.UpdatePlan(
                        "sn",
                        "incident",
                        "id",
                        "INC1",
                        "2",
                        Map.of("a", "1"),
                        Map.of("a", "2"),
                        null,
                        "m"));
        NodeTypeDocs.survivesJson(
                new CloseIncident.ClosePlan("sn", "id", "INC1", "2", "Solution", "notes"));
        NodeTypeDocs.survivesJson(
                new CloseChange.ClosePlan("sn", "id", "CHG1", "-2", "successful", "notes"));
    }
}
