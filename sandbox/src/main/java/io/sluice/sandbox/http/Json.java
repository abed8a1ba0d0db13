package io.sluice.sandbox.http;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/// JSON in and out, with bounds on what is read.
public final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(64)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private Json() {}

    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /// Reads what this module itself has written.
    public static <T> T read(String text, Class<T> type) {
        return MAPPER.readValue(text, type);
    }

    /// Reads a caller's text as a record. Throws [BadInput] naming what is wrong and where.
    public static <T> T parse(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text.isBlank() ? "{}" : text, type);
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    /// Reads a caller's text as a tree. Throws [BadInput].
    public static JsonNode tree(String text) {
        try {
            return MAPPER.readTree(text.isBlank() ? "{}" : text);
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    /// Reads several values that follow one another. Throws [BadInput].
    public static List<JsonNode> values(String text) {
        try (MappingIterator<JsonNode> values =
                MAPPER.readerFor(JsonNode.class)
                        .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .readValues(text)) {
            return values.readAll();
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    /// A tree as maps, lists, texts, numbers and booleans.
    public static @Nullable Object plain(JsonNode tree) {
        return MAPPER.convertValue(tree, Object.class);
    }

    private static BadInput unreadable(JacksonException e) {
        return new BadInput("The body is not the JSON expected: " + e.getOriginalMessage());
    }
}
