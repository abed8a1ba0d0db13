package io.sluice.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeProvider;
import io.sluice.nodes.qualys.QualysNodes;
import io.sluice.nodes.servicenow.ServiceNowNodes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// ASVS V13.2.2: what accounts of other systems need is written down where it is used.
class PermissionsTest {
    @Test
    @DisplayName("Whatever uses a connection names what the account behind it must be allowed")
    void everyNodeTypeThatUsesAConnectionNamesItsPermissions() {
        var environment = new NodeEnvironment(InstantSource.system(), Set.of());
        var using = new ArrayList<NodeDescriptor>();
        for (var provider : ServiceLoader.load(NodeProvider.class)) {
            provider.nodeTypes(environment).forEach(type -> using.add(type.descriptor()));
            provider.triggerTypes().forEach(type -> using.add(type.descriptor()));
        }
        using.removeIf(about -> about.connectionType().isEmpty());

        assertThat(using).hasSizeGreaterThan(30);
        assertThat(using)
                .allSatisfy(about -> assertThat(about.permissions()).as(about.id()).isNotEmpty());
    }

    @Test
    @DisplayName("Tests of connections and lists to choose from name what they ask for as well")
    void testsAndListsNameTheirPermissions() {
        var environment = new NodeEnvironment(InstantSource.system(), Set.of());
        var permissions = new TreeMap<String, List<String>>();
        for (var provider : ServiceLoader.load(NodeProvider.class)) {
            provider.connectionProbes(environment)
                    .forEach(probe -> permissions.put(probe.connectionType(), probe.permissions()));
            provider.optionSources(environment)
                    .forEach(source -> permissions.put(source.id(), source.permissions()));
        }

        assertThat(permissions)
                .containsKeys("smtp", "slack", "teams", "kubernetes", "aws.regions", "qualys.tags");
        assertThat(permissions.values()).noneMatch(List::isEmpty);
    }

    @Test
    @DisplayName("What Qualys and ServiceNow users need is told by module and table, step by step")
    void tellsWhatUsersNeed() {
        for (var provider : List.of(new QualysNodes(), new ServiceNowNodes())) {
            var environment = new NodeEnvironment(InstantSource.system(), Set.of());
            var needed = new TreeMap<String, List<String>>();
            provider.nodeTypes(environment)
                    .forEach(type ->
                            needed.put(type.descriptor().id(), type.descriptor().permissions()));
            var type = provider.connectionTypes().getFirst().id();

            var document = provider.permissionDocuments(type, Map.of(), needed).getFirst();

            assertThat(document.text()).contains(needed.keySet());
            assertThat(provider.permissionDocuments(type, Map.of(), Map.of())).isEmpty();
        }
        assertThat(
                        new QualysNodes()
                                .permissionDocuments(
                                        "qualys",
                                        Map.of(),
                                        Map.of(
                                                "qualys.find-host",
                                                List.of("Qualys Asset Management: Read Asset"),
                                                "qualys.tag-asset",
                                                List.of(
                                                        "Qualys Asset Management: Read Asset, Update"
                                                                + " Asset (why)")))
                                .getFirst()
                                .text())
                .isEqualTo(
                        """
                        Asset Management
                          Read Asset    qualys.find-host, qualys.tag-asset
                          Update Asset  qualys.tag-asset
                        """);
    }
}
