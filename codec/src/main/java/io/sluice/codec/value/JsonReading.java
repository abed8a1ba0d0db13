package io.sluice.codec.value;

import io.sluice.engine.value.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/// Reads tokens into values.
final class JsonReading {
    /// What runs are stored in wraps values in a few levels more.
    private static final int STORED_DEPTH = Values.MAX_DEPTH + 64;

    /// Names, values and brackets.
    private static final long MOST_TOKENS = 5_000_000;

    static final JsonFactory FACTORY = factory(STORED_DEPTH);
    private static final JsonFactory UNTRUSTED = factory(Values.MAX_DEPTH + 1);

    private final JsonParser parser;
    private final boolean trusted;

    private JsonReading(JsonParser parser, boolean trusted) {
        this.parser = parser;
        this.trusted = trusted;
    }

    private static JsonFactory factory(int depth) {
        return JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder()
                                .maxNestingDepth(depth)
                                .maxNumberLength(100)
                                .maxNameLength(10_000)
                                .maxTokenCount(MOST_TOKENS)
                                .build())
                .build();
    }

    static @Nullable Object untrusted(String text) {
        bound(text.length());
        try (var parser = UNTRUSTED.createParser(ObjectReadContext.empty(), text)) {
            return new JsonReading(parser, false).only();
        } catch (JacksonException fault) {
            throw malformed(fault);
        }
    }

    static @Nullable Object untrusted(byte[] utf8) {
        bound(utf8.length);
        try (var parser = UNTRUSTED.createParser(ObjectReadContext.empty(), utf8)) {
            return new JsonReading(parser, false).only();
        } catch (JacksonException fault) {
            throw malformed(fault);
        }
    }

    static @Nullable Object stored(String text) {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return new JsonReading(parser, true).only();
        } catch (JacksonException fault) {
            throw malformed(fault);
        }
    }

    private static void bound(int length) {
        if (length > JsonValues.MAX_LENGTH) {
            throw new MalformedJson(
                    "Expected at most "
                            + JsonValues.MAX_LENGTH
                            + " characters of JSON, found "
                            + length
                            + "; send less.",
                    0,
                    0);
        }
    }

    private @Nullable Object only() {
        var first = parser.nextToken();
        if (first == null) {
            throw here("Expected a JSON value, found nothing.");
        }
        var value = value(first);
        if (parser.nextToken() != null) {
            throw here("Expected the end after one JSON value, found more.");
        }
        return value;
    }

    private @Nullable Object value(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> text(parser.getString());
            case VALUE_NUMBER_INT -> whole();
            case VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                    throw here("Expected a JSON value, found " + token + ".");
        };
    }

    private Map<String, @Nullable Object> object() {
        var map = new LinkedHashMap<String, @Nullable Object>();
        int count = 0;
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            map.put(text(name), value(parser.nextToken()));
            if (map.size() == count) {
                throw here("Expected each key once, found \"" + name + "\" again; remove one.");
            }
            count++;
        }
        return Collections.unmodifiableMap(map);
    }

    /// Half a character, which JSON can escape, can be stored by no database.
    private String text(String text) {
        if (!trusted && hasHalfCharacter(text)) {
            throw here("Expected whole characters, found half of one (a lone \\ud800 to \\udfff).");
        }
        return text;
    }

    private static boolean hasHalfCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private List<@Nullable Object> array() {
        var list = new ArrayList<@Nullable Object>();
        for (var token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            list.add(value(token));
        }
        return Collections.unmodifiableList(list);
    }

    private Object whole() {
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> finite(parser.getDoubleValue());
        };
    }

    private Double finite(double number) {
        if (!Double.isFinite(number)) {
            throw here("Expected a number of at most 1.7e308, found a larger one.");
        }
        return number;
    }

    private MalformedJson here(String message) {
        var at = parser.currentTokenLocation();
        return new MalformedJson(
                message, Math.max(at.getLineNr(), 0), Math.max(at.getColumnNr(), 0));
    }

    private static MalformedJson malformed(JacksonException fault) {
        var at = fault.getLocation();
        int line = at == null ? 0 : Math.max(at.getLineNr(), 0);
        int column = at == null ? 0 : Math.max(at.getColumnNr(), 0);
        if (fault instanceof StreamConstraintsException) {
            return new MalformedJson(JsonBound.told(fault.getOriginalMessage()), line, column);
        }
        return new MalformedJson(
                "Expected well-formed JSON, found at line "
                        + line
                        + ", column "
                        + column
                        + ": "
                        + fault.getOriginalMessage(),
                line,
                column);
    }
}
