package io.sluice.codec.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.codec.RandomData;
import io.sluice.engine.value.Values;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValuesTest {
    @Test
    void valuesComeBackEqualToTheKindOfTheirNumbers() {
        for (long seed = 0; seed < 5000; seed++) {
            var value = Values.normalise(new RandomData(seed).value(4));

            var text = JsonValues.write(value);

            assertThat(JsonValues.read(text)).as("seed %d", seed).isEqualTo(value);
            assertThat(JsonValues.read(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(value);
        }
    }

    @Test
    void numbersAreLongOrDoubleAndNothingElse() {
        assertThat(JsonValues.read("[1, 1.0, 1e2, -0, 9223372036854775807, 9223372036854775808]"))
                .isEqualTo(List.of(1L, 1.0, 100.0, 0L, Long.MAX_VALUE, 0x1p63));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\":1,\"a\":2}",
                "1 2",
                "1e999",
                "NaN",
                "'a'",
                "\"\\udc00\"",
                "{\"\\ud83d\": 1}",
                "tru",
                "// x\n1",
                "\u00001"
            })
    void whatIsNotOneJsonValueIsRefusedWithItsPlace(String text) {
        assertThatThrownBy(() -> JsonValues.read(text))
                .isInstanceOf(MalformedJson.class)
                .hasMessageStartingWith("Expected");
    }

    @Test
    void placesAreLinesAndColumns() {
        assertThatThrownBy(() -> JsonValues.read("{\n \"a\": x}"))
                .isInstanceOfSatisfying(
                        MalformedJson.class,
                        fault -> {
                            assertThat(fault.line()).isEqualTo(2);
                            assertThat(fault.column()).isBetween(6, 8);
                        });
    }

    @Test
    void hostileTextIsRefusedFast() {
        assertThatThrownBy(() -> JsonValues.read("[".repeat(1_000_000)))
                .isInstanceOf(MalformedJson.class);
        assertThatThrownBy(() -> JsonValues.read("1".repeat(1_000_000)))
                .isInstanceOf(MalformedJson.class);
        assertThatThrownBy(() -> JsonValues.read(new byte[JsonValues.MAX_LENGTH + 1]))
                .isInstanceOf(MalformedJson.class);
        assertThatThrownBy(() -> JsonValues.read(new byte[] {'"', (byte) 0xff, (byte) 0xfe, '"'}))
                .isInstanceOf(MalformedJson.class);
    }

    @Test
    void theDeepestValueTheEngineAllowsIsRead() {
        var text = "[".repeat(Values.MAX_DEPTH) + "]".repeat(Values.MAX_DEPTH);

        assertThat(Values.normalise(JsonValues.read(text))).isEqualTo(JsonValues.read(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"b\":1,\"a\":[true,null]} | {\"a\":[true,null],\"b\":1}",
                "[1.0, 1.5, 100, 1e2] | [1,1.5,100,100]",
                "\"a\\u0041\\n\" | \"aA\\n\""
            })
    void equalValuesHaveOneCanonicalText(String text, String canonical) {
        assertThat(JsonValues.canonical(JsonValues.read(text))).isEqualTo(canonical);
    }

    @Test
    void theHashIsOfTheCanonicalText() {
        assertThat(JsonValues.hash(Map.of()))
                .isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
        assertThat(JsonValues.hash(JsonValues.read("{\"a\":1,\"b\":2}")))
                .isEqualTo(JsonValues.hash(JsonValues.read("{\"b\":2.0,\"a\":1}")))
                .isNotEqualTo(JsonValues.hash(JsonValues.read("{\"b\":2.5,\"a\":1}")));
    }

    @Test
    void whatHasNoPlaceAmongValuesIsRefused() {
        assertThatThrownBy(() -> JsonValues.write(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JsonValues.write(new Object()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(JsonValues.write(1)).isEqualTo("1");
    }
}
