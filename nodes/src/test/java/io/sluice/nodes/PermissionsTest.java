package io.sluice.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeProvider;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.ServiceLoader;
import java.util.Set;
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
}
