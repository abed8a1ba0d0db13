package io.sluice.codec.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import io.sluice.codec.value.BoundedPattern;
import io.sluice.codec.value.JsonValues;
import io.sluice.engine.port.Schemas;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Checks data against JSON Schemas (2020-12). Schemas may come from people: nothing they refer to
/// is fetched, patterns take linear time, and a schema that is wrong is itself a misfit.
public final class JsonSchemas implements Schemas {
    private static final int KEPT = 500;
    private static final int MOST_MISFITS = 100;

    private final JsonMapper mapper = new JsonMapper();
    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(
                    OurWords.understoodBy(Times.understoodBy(Dialects.getDraft202012())),
                    builder ->
                            builder.schemaCacheEnabled(false)
                                    .schemaLoader(loader ->
                                            loader.fetchRemoteResources(false)
                                                    .allow(JsonSchemas::wellKnown))
                                    .schemaRegistryConfig(config()));
    private final Map<Map<String, @Nullable Object>, Schema> compiled =
            Collections.synchronizedMap(new Recent());

    /// The schemas used last.
    private static final class Recent extends LinkedHashMap<Map<String, @Nullable Object>, Schema> {
        private static final long serialVersionUID = 1L;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(
                Map.Entry<Map<String, @Nullable Object>, Schema> eldest) {
            return size() > KEPT;
        }
    }

    private static boolean wellKnown(com.networknt.schema.AbsoluteIri iri) {
        return iri.toString().startsWith("https://json-schema.org/");
    }

    private static SchemaRegistryConfig config() {
        return SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(true)
                .pathType(PathType.JSON_POINTER)
                .regularExpressionFactory(pattern -> BoundedPattern.of(pattern)::find)
                .build();
    }

    @Override
    public List<Misfit> check(Map<String, @Nullable Object> schema, @Nullable Object value) {
        try {
            return schema(schema).validate(node(value)).stream()
                    .limit(MOST_MISFITS)
                    .map(JsonSchemas::misfit)
                    .toList();
        } catch (SchemaException | IllegalArgumentException fault) {
            return List.of(wrong(String.valueOf(fault.getMessage())));
        } catch (JacksonException oversized) {
            return List.of(
                    new Misfit(
                            "",
                            "Expected whole numbers of at most 64 bits where the schema has one: "
                                    + oversized.getOriginalMessage()));
        } catch (StackOverflowError endless) {
            return List.of(wrong("it refers to itself without end."));
        }
    }

    private static Misfit wrong(String why) {
        return new Misfit("", "Expected a JSON Schema to check against, found a wrong one: " + why);
    }

    private Schema schema(Map<String, @Nullable Object> schema) {
        var known = compiled.get(schema);
        if (known != null) {
            return known;
        }
        OurWords.checkPatterns(schema);
        var made = registry.getSchema(node(schema));
        compiled.put(schema, made);
        return made;
    }

    private JsonNode node(@Nullable Object value) {
        return mapper.readTree(JsonValues.write(value));
    }

    private static Misfit misfit(Error error) {
        var path = error.getInstanceLocation().toString();
        var property = error.getProperty();
        return switch (error.getKeyword()) {
            case "required" ->
                    new Misfit(path, "Expected '" + property + "', found none; fill it in.");
            case "additionalProperties", "unevaluatedProperties" ->
                    new Misfit(
                            path + "/" + property,
                            "Expected no field '"
                                    + property
                                    + "'; check its spelling or remove it.");
            case "format" ->
                    new Misfit(
                            path,
                            "Expected "
                                    + Times.example(error.getSchemaNode())
                                    + found(error)
                                    + ".");
            default -> new Misfit(path, "Expected: " + error.getMessage() + found(error) + ".");
        };
    }

    private static String found(Error error) {
        var node = error.getInstanceNode();
        if (node == null || node.isContainer()) {
            return "";
        }
        var text = node.toString();
        return "; found " + (text.length() > 80 ? text.substring(0, 80) + "…" : text);
    }
}
