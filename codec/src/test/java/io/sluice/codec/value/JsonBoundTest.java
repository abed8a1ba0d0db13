package io.sluice.codec.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBoundTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[       | 100   | Expected at most 65 levels of objects and lists",
                "9       | 101   | Expected at most 100 digits in a number",
            })
    void tellsTheBoundThatIsBroken(String part, int times, String told) {
        assertThatThrownBy(() -> JsonValues.read(part.repeat(times)))
                .isInstanceOf(MalformedJson.class)
                .hasMessageContaining(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Document nesting depth (73) exceeds the maximum allowed (72, from `X`) | 72 levels",
                "Document length (9) exceeds the maximum allowed (8, from `X`) | 8 bytes",
                "Token count (9) exceeds the maximum allowed (8, from `X`) | 8 names, values",
                "Number value length (9) exceeds the maximum allowed (8, from `X`) | 8 digits",
                "String value length (9) exceeds the maximum allowed (8, from `X`) | 8 characters in a text",
                "Name length (9) exceeds the maximum allowed (8, from `X`) | 8 characters in a name",
                "BigInteger scale (9) magnitude exceeds the maximum allowed (8) | bounds of what is read",
                "something else | bounds of what is read"
            })
    void saysInPlainWordsWhatTheReaderSays(String said, String told) {
        assertThat(JsonBound.told(said)).contains(told).doesNotContain("`");
    }
}
