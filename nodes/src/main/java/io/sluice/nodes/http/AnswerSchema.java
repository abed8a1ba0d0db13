package io.sluice.nodes.http;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.nodes.support.Json;
import io.sluice.nodes.support.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A JSON Schema (2020-12) that an answer must fit. Nothing it refers to is fetched, and its
/// patterns stop when an answer makes them too costly.
final class AnswerSchema {
    private static final String META = "https://json-schema.org/draft/2020-12/schema";
    private static final int SHOWN = 3;

    private final Schema schema;

    /// @throws NodeFailure `http.bad-schema`
    AnswerSchema(Map<String, @Nullable Object> json) throws NodeFailure {
        try {
            var registry = registry();
            var node = Json.tree(json);
            var faults = registry.getSchema(SchemaLocation.of(META)).validate(node);
            if (!faults.isEmpty()) {
                throw bad(said(faults));
            }
            schema = registry.getSchema(node);
            schema.initializeValidators();
        } catch (SchemaException | PatternSyntaxException e) {
            throw bad(String.valueOf(e.getMessage()));
        } catch (StackOverflowError endless) {
            throw bad("it refers to itself without end");
        }
    }

    /// What is wrong with a value, for people; empty if it fits.
    Optional<String> misfit(@Nullable Object value) {
        try {
            var errors = schema.validate(Json.tree(value));
            return errors.isEmpty() ? Optional.empty() : Optional.of(said(errors));
        } catch (Metered.TooCostly | StackOverflowError costly) {
            return Optional.of("a pattern of the schema takes too long on it");
        }
    }

    private static SchemaRegistry registry() {
        var meter = new Metered.Meter();
        var config =
                SchemaRegistryConfig.builder()
                        .formatAssertionsEnabled(true)
                        .pathType(PathType.JSON_POINTER)
                        .regularExpressionFactory(pattern -> {
                            var regex = Pattern.compile(pattern);
                            return text -> regex.matcher(new Metered(text, meter)).find();
                        })
                        .build();
        return SchemaRegistry.withDefaultDialect(
                Dialects.getDraft202012(),
                builder ->
                        builder.schemaLoader(loader ->
                                        loader.fetchRemoteResources(false)
                                                .allow(iri ->
                                                        iri.toString()
                                                                .startsWith(
                                                                        "https://json-schema.org/")))
                                .schemaRegistryConfig(config));
    }

    private static String said(List<Error> errors) {
        var first =
                errors.stream()
                        .limit(SHOWN)
                        .map(error ->
                                "at '%s' %s"
                                        .formatted(
                                                error.getInstanceLocation(),
                                                Texts.shorten(error.getMessage(), 200)))
                        .collect(Collectors.joining("; "));
        return errors.size() > SHOWN ? first + "; and " + (errors.size() - SHOWN) + " more" : first;
    }

    private static NodeFailure bad(String why) {
        return NodeFailure.permanent(
                "http.bad-schema",
                Fault.USER,
                "Expected 'answerSchema' to be a JSON Schema (2020-12), found: %s; mend the node's schema."
                        .formatted(why));
    }
}
