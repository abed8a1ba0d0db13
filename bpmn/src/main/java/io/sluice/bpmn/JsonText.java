package io.sluice.bpmn;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// JSON in nothing but ASCII, which no XML tool can damage.
final class JsonText {
    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private JsonText() {}

    static String write(Map<String, @Nullable Object> value) {
        return MAPPER.writeValueAsString(value);
    }

    /// @throws IllegalArgumentException if it is not one JSON object; what is in it is as JSON has
    ///   it
    static Map<String, @Nullable Object> read(String json) {
        try {
            if (MAPPER.readValue(json, Object.class) instanceof Map<?, ?> map) {
                var copy = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((key, value) -> copy.put(String.valueOf(key), value));
                return copy;
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "Expected a JSON object, found something else: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("Expected a JSON object, found another value.");
    }
}
