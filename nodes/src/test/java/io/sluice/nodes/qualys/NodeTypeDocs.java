package io.sluice.nodes.qualys;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeType;
import java.util.Arrays;
import tools.jackson.databind.json.JsonMapper;

/// What every node type must tell people, and every record must bear.
public final class NodeTypeDocs {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private NodeTypeDocs() {}

    public static void complete(NodeType<?, ?> type) {
        var descriptor = type.descriptor();
        assertThat(descriptor.title()).isNotBlank();
        assertThat(descriptor.summary()).endsWith(".");
        assertThat(descriptor.docs()).hasSizeGreaterThan(200);
        assertThat(descriptor.searchWords()).isNotEmpty();
        assertThat(descriptor.errors()).isNotEmpty();
        assertThat(descriptor.permissions()).isNotEmpty();
        fields(type.configType());
        fields(type.outputType());
        assertThat(type.configType().getRecordComponents()[0].getName()).isEqualTo("connection");
    }

    private static void fields(Class<?> type) {
        assertThat(Arrays.asList(type.getRecordComponents()))
                .allSatisfy(component ->
                        assertThat(component.getAnnotation(Field.class))
                                .as(type + "." + component.getName())
                                .isNotNull());
    }

    /// A record that is stored as JSON comes back equal.
    public static void survivesJson(Record plan) {
        var json = MAPPER.writeValueAsString(plan);

        assertThat(MAPPER.readValue(json, plan.getClass())).isEqualTo(plan);
    }
}
