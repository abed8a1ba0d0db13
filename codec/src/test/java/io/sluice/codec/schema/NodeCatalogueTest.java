package io.sluice.codec.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.engine.node.ConnectionType;
import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeProvider;
import io.sluice.engine.node.NodeType;
import io.sluice.engine.node.ReadNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NodeCatalogueTest {
    private static final NodeEnvironment ENVIRONMENT =
            new NodeEnvironment(InstantSource.system(), Set.of());

    record Config(@Field(title = "Text") String text) {}

    record Output(long length) {}

    record Measure(String id) implements ReadNode<Config, Output> {
        @Override
        public NodeDescriptor descriptor() {
            return new NodeDescriptor(
                    id, 1, "Measure", "Flow", "ruler", "", "", List.of(), "", Map.of(), List.of());
        }

        @Override
        public Class<Config> configType() {
            return Config.class;
        }

        @Override
        public Class<Output> outputType() {
            return Output.class;
        }

        @Override
        public Output read(Config config, NodeContext context) {
            return new Output(config.text().length());
        }
    }

    record Provider(List<String> ids) implements NodeProvider {
        @Override
        public List<NodeType<?, ?>> nodeTypes(NodeEnvironment environment) {
            return ids.stream().<NodeType<?, ?>>map(Measure::new).toList();
        }

        @Override
        public List<ConnectionType> connectionTypes() {
            return List.of(new ConnectionType("c-" + ids.getFirst(), "C", "", List.of()));
        }
    }

    private static NodeProvider provider(String... ids) {
        return new Provider(List.of(ids));
    }

    @Test
    void listsWhatProvidersBringWithItsSchemas() {
        var catalogue = new NodeCatalogue(List.of(provider("b", "a"), provider("c")), ENVIRONMENT);

        assertThat(catalogue.nodeTypes())
                .extracting(entry -> entry.type().descriptor().id())
                .containsExactly("a", "b", "c");
        assertThat(catalogue.nodeType("a").orElseThrow().configSchema())
                .containsEntry("required", List.of("text"));
        assertThat(catalogue.nodeType("a").orElseThrow().outputSchema())
                .containsEntry("required", List.of("length"));
        assertThat(catalogue.connectionTypes()).hasSize(2);
        assertThat(catalogue.connectionType("c-b")).isPresent();
        assertThat(catalogue.nodeType("z")).isEmpty();
        assertThat(catalogue.triggerTypes()).isEmpty();
    }

    @Test
    void refusesTwoTypesOfOneId() {
        var providers = List.<NodeProvider>of(provider("a"), provider("a"));

        assertThatThrownBy(() -> new NodeCatalogue(providers, ENVIRONMENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a' twice");
    }

    @Test
    void findsInstalledProviders() {
        var catalogue = NodeCatalogue.installed(getClass().getClassLoader(), ENVIRONMENT);

        assertThat(catalogue.nodeTypes()).isEmpty();
    }
}
