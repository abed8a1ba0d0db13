package io.sluice.codec.value;

import io.sluice.engine.value.Values;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// Between JSON text and values in the one form of [Values]: integers are `Long` (`Double` when
/// they are too large), fractions `Double`. A value that is written and read again is equal, to the
/// kind of its numbers.
///
/// Store the text as text: a database type that understands JSON may write `1.0` as `1`.
public final class JsonValues {
    /// The longest text that is read, in characters (or bytes, when read from bytes).
    public static final int MAX_LENGTH = 5 * 1024 * 1024;

    private JsonValues() {}

    /// Reads one value.
    ///
    /// @throws MalformedJson if the text is not exactly one JSON value, repeats a key, is longer
    ///   than [#MAX_LENGTH], is nested deeper than [Values#MAX_DEPTH], or has a number that no
    ///   `Double` can hold
    public static @Nullable Object read(String text) {
        return JsonReading.untrusted(text);
    }

    /// Reads one value from UTF-8 bytes.
    ///
    /// @throws MalformedJson as [#read(String)] does
    public static @Nullable Object read(byte[] utf8) {
        return JsonReading.untrusted(utf8);
    }

    /// Reads a value that must be an object.
    ///
    /// @throws MalformedJson as [#read(String)] does, and if it is no object
    public static Map<String, @Nullable Object> readObject(String text) {
        return object(read(text));
    }

    /// Reads a value that must be an object from UTF-8 bytes.
    ///
    /// @throws MalformedJson as [#read(String)] does, and if it is no object
    public static Map<String, @Nullable Object> readObject(byte[] utf8) {
        return object(read(utf8));
    }

    /// Reads what [#write(Object)] or another writer of this module has written and a store has
    /// kept: as [#read(String)], but with no bound on the length.
    public static @Nullable Object readStored(String text) {
        return JsonReading.stored(text);
    }

    /// Compact text of a value.
    ///
    /// @throws IllegalArgumentException if it holds something that has no place among values
    public static String write(@Nullable Object value) {
        var text = new StringWriter(256);
        try (var json = JsonReading.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(json, value);
        }
        return text.toString();
    }

    /// Writes a value as the next one of a generator.
    ///
    /// @throws IllegalArgumentException if it holds something that has no place among values
    public static void write(JsonGenerator json, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case String text -> json.writeString(text);
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(finite(number));
            case Boolean truth -> json.writeBoolean(truth);
            case Map<?, ?> map -> {
                json.writeStartObject();
                for (var entry : map.entrySet()) {
                    json.writeName((String) entry.getKey());
                    write(json, entry.getValue());
                }
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                for (var item : list) {
                    write(json, item);
                }
                json.writeEndArray();
            }
            default -> write(json, Values.normalise(value));
        }
    }

    /// The text that equal values share: keys in order, no blanks, a fraction that is a whole
    /// number written as one.
    public static String canonical(@Nullable Object value) {
        return CanonicalJson.text(value);
    }

    /// SHA-256 of the canonical text, as 64 hexadecimal digits.
    public static String hash(@Nullable Object value) {
        return CanonicalJson.sha256(canonical(value).getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("unchecked") // what was read has text keys
    private static Map<String, @Nullable Object> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new MalformedJson("Expected a JSON object '{…}', found another value.", 1, 1);
    }

    private static double finite(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("Expected a finite number, found " + number + ".");
        }
        return number;
    }
}
