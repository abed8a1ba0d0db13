package io.sluice.nodes.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeProvider;
import io.sluice.engine.node.NodeType;
import io.sluice.nodes.support.Json;
import io.sluice.nodes.support.TestContext;
import io.sluice.nodes.support.VendorHttp;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class HttpNodesTest {
    private static final List<NodeType<?, ?>> TYPES =
            new HttpNodes().nodeTypes(Endpoint.allowing());

    @Test
    void offersItsNodeTypesAndItsConnection() {
        assertThat(
                        ServiceLoader.load(NodeProvider.class).stream()
                                .map(ServiceLoader.Provider::type))
                .contains(HttpNodes.class);
        assertThat(TYPES)
                .extracting(type -> type.descriptor().id())
                .containsExactly("http.get", "http.request", "http.idempotent-request");
        assertThat(new HttpNodes().connectionTypes())
                .singleElement()
                .satisfies(type -> assertThat(type.id()).isEqualTo("http"));
    }

    @Test
    void explainsEveryNodeTypeAndEveryField() {
        assertThat(TYPES)
                .allSatisfy(type -> {
                    var descriptor = type.descriptor();
                    assertThat(descriptor.summary()).endsWith(".");
                    assertThat(descriptor.docs()).hasSizeGreaterThan(200);
                    assertThat(descriptor.searchWords()).contains("REST", "API", "curl", "call");
                    assertThat(descriptor.errors()).isNotEmpty();
                    assertThat(descriptor.permissions()).isNotEmpty();
                    fields(type.configType());
                    fields(type.outputType());
                });
    }

    private static void fields(Class<?> type) {
        assertThat(Arrays.asList(type.getRecordComponents()))
                .allSatisfy(component -> {
                    var field = component.getAnnotation(Field.class);
                    assertThat(field).as(type + "." + component.getName()).isNotNull();
                    for (var text : List.of(field.defaultValue(), field.example())) {
                        assertThat(text.isEmpty() || Json.parse(text).isPresent())
                                .as(type + "." + component.getName() + ": " + text)
                                .isTrue();
                    }
                });
    }

    @Test
    void storesItsPlansAsJson() throws Exception {
        var node = new PlainRequest(new VendorHttp("http", Endpoint.allowing()));
        var form =
                Forms.post("https://example.com/a?b=c")
                        .headers(Map.of("X-A", "b"))
                        .body(Map.of("a", "ü"), "json")
                        .schema(Map.of("type", "object"));
        var plan = node.plan(form.build(), new TestContext()).request();
        var mapper = JsonMapper.builder().build();

        assertThat(mapper.readValue(mapper.writeValueAsString(plan), RequestPlan.class))
                .isEqualTo(plan);
    }
}
