package io.sluice.nodes.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sluice.codec.record.RecordSchemas;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeProvider;
import io.sluice.engine.node.NodeType;
import io.sluice.engine.node.TriggerType;
import java.time.InstantSource;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every record that is drawn as a form, read by expressions or stored has a schema.
class RecordsTest {
    private static final NodeEnvironment ENVIRONMENT =
            new NodeEnvironment(InstantSource.system(), Set.of());

    static List<NodeProvider> providers() {
        return ServiceLoader.load(NodeProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    static Stream<NodeType<?, ?>> nodeTypes() {
        return providers().stream().flatMap(provider -> provider.nodeTypes(ENVIRONMENT).stream());
    }

    static Stream<TriggerType<?, ?>> triggerTypes() {
        return providers().stream().flatMap(provider -> provider.triggerTypes().stream());
    }

    @ParameterizedTest
    @MethodSource("nodeTypes")
    void everyNodeTypeHasSchemas(NodeType<?, ?> type) {
        assertThat(type.descriptor().id()).matches("[a-z0-9]+(\\.[a-z0-9-]+)*");
        assertThatCode(() -> RecordSchemas.configuration(type.configType()))
                .doesNotThrowAnyException();
        assertThatCode(() -> RecordSchemas.output(type.outputType())).doesNotThrowAnyException();
        if (type instanceof EffectNode<?, ?, ?> effect) {
            assertThatCode(() -> RecordSchemas.output(effect.planType()))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("triggerTypes")
    void everyTriggerTypeHasSchemas(TriggerType<?, ?> type) {
        assertThatCode(() -> RecordSchemas.configuration(type.configType()))
                .doesNotThrowAnyException();
        assertThatCode(() -> RecordSchemas.output(type.eventType())).doesNotThrowAnyException();
    }
}
