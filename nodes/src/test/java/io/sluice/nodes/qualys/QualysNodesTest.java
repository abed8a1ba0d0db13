package io.sluice.nodes.qualys;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeType;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QualysNodesTest {
    private static final List<NodeType<?, ?>> TYPES =
            new QualysNodes().nodeTypes(new NodeEnvironment(InstantSource.system(), Set.of()));

    @Test
    void offersItsNodeTypesAndItsConnection() {
        assertThat(TYPES)
                .extracting(type -> type.descriptor().id())
                .containsExactlyInAnyOrder(
                        "qualys.find-host",
                        "qualys.tag-asset",
                        "qualys.untag-asset",
                        "qualys.perimeter-scan",
                        "qualys.read-trurisk",
                        "qualys.patch-job");
        assertThat(new QualysNodes().connectionTypes())
                .singleElement()
                .satisfies(type -> assertThat(type.id()).isEqualTo("qualys"));
    }

    @Test
    void explainsEveryNodeTypeAndEveryField() {
        assertThat(TYPES).allSatisfy(NodeTypeDocs::complete);
    }

    @Test
    void storesItsPlansAsJson() {
        NodeTypeDocs.survivesJson(
                new TagChange.TagPlan("q", 8001, "external", null, TagChange.Step.ADD));
        NodeTypeDocs.survivesJson(
                new PerimeterScan.ScanPlan("q", "title", Map.of("module", "vm"), 3600));
        NodeTypeDocs.survivesJson(
                new PatchJob.PatchPlan(
                        "q", "name", "Linux", Map.of("assetIds", List.of("7f0d")), 6));
    }
}
