package io.sluice.policy.schema;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import io.sluice.policy.tracing.Flaw;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Holds an object against the schema of its kind: unknown fields, wrong types, missing parts.
public final class PolicySchemas {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(
                    Dialects.getDraft202012(),
                    builder ->
                            builder.schemaRegistryConfig(
                                    SchemaRegistryConfig.builder()
                                            .pathType(PathType.JSON_POINTER)
                                            .build()));
    private static final Map<String, Schema> SCHEMAS =
            Map.of(
                    "TracingPolicy", load("tracingpolicy"),
                    "TracingPolicyNamespaced", load("tracingpolicy"),
                    "NetworkPolicy", load("networkpolicy"));

    private PolicySchemas() {}

    /// What is wrong with the form of an object; a kind without a schema is a flaw too.
    public static List<Flaw> check(Map<String, ?> object) {
        var schema = SCHEMAS.get(String.valueOf(object.get("kind")));
        if (schema == null) {
            return List.of(
                    new Flaw(
                            "/kind",
                            "schema.kind",
                            "There is no schema of kind '" + object.get("kind") + "'."));
        }
        return schema.validate(JSON.writeValueAsString(object), InputFormat.JSON).stream()
                .map(error ->
                        new Flaw(
                                String.valueOf(error.getInstanceLocation()),
                                "schema." + error.getKeyword(),
                                String.valueOf(error.getMessage())))
                .toList();
    }

    private static Schema load(String name) {
        try (var in =
                PolicySchemas.class.getResourceAsStream(
                        "/io/sluice/policy/schema/" + name + ".json")) {
            if (in == null) {
                throw new IllegalStateException(name + ".json is missing from the program");
            }
            return REGISTRY.getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
