package io.sluice.nodes.support;

import io.sluice.engine.value.Values;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON as the vendors write it: bounded in depth and length, never bound to classes by its own
/// content.
public final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(Values.MAX_DEPTH)
                                                    .maxStringLength(8 * 1024 * 1024)
                                                    .build())
                                    .build())
                    .build();

    private Json() {}

    /// The tree of a text; empty if it is no JSON.
    public static Optional<JsonNode> parse(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(MAPPER.readTree(text));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// A tree in the one form in which data travels through a run.
    public static @Nullable Object value(JsonNode node) {
        return Values.normalise(MAPPER.convertValue(node, Object.class));
    }

    /// A tree of JSON-like data.
    public static JsonNode tree(@Nullable Object value) {
        return MAPPER.valueToTree(value);
    }

    public static String write(@Nullable Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /// For people, and in the order of the data.
    public static String indented(@Nullable Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }
}
