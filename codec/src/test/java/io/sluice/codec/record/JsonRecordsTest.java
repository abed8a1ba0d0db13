package io.sluice.codec.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.codec.RandomData;
import io.sluice.codec.schema.JsonSchemas;
import io.sluice.codec.value.JsonValues;
import io.sluice.engine.node.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRecordsTest {
    enum Colour {
        RED,
        GREEN
    }

    record Inner(String text, @Nullable Long count) {
        Inner {
            if (text.equals("bad")) {
                throw new IllegalArgumentException("Expected no bad text.");
            }
        }
    }

    record Everything(
            String text,
            boolean flag,
            int small,
            long large,
            double fraction,
            Colour colour,
            Duration duration,
            Instant moment,
            Inner inner,
            List<Inner> list,
            Map<String, Colour> map,
            Map<String, @Nullable Object> values,
            Optional<Duration> maybe,
            @Nullable Colour none,
            @Nullable Object any) {}

    record Config(
            @Field(title = "Connection", widget = "connection") String connection,
            @Field(
                            title = "Threshold",
                            description = "0 to 1000.",
                            defaultValue = "900",
                            example = "950",
                            minimum = 0,
                            maximum = 1000)
                    long threshold,
            @Field(
                            title = "Match",
                            defaultValue = "\"any\"",
                            oneOf = {"any", "all"})
                    String match,
            @Field(title = "Tags", pattern = "[a-z]+") List<String> tags,
            @Field(title = "Limit") Optional<Integer> limit,
            @Field(
                            title = "Note",
                            oneOf = {"a", "b"})
                    @Nullable String note) {}

    private final JsonRecords records = new JsonRecords();

    @Test
    void recordsComeBackEqualAlsoThroughText() {
        var schema = RecordSchemas.output(Everything.class);
        for (long seed = 0; seed < 500; seed++) {
            var record = new RandomData(seed).any(Everything.class);

            var data = records.write(record);
            var stored = JsonValues.readObject(JsonValues.write(data));

            assertThat(records.read(stored, Everything.class))
                    .as("seed %d", seed)
                    .isEqualTo(record);
            assertThat(new JsonSchemas().check(schema, stored)).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        assertThat(records.read(Map.of("connection", "q", "tags", List.of()), Config.class))
                .isEqualTo(new Config("q", 900, "any", List.of(), Optional.empty(), null));
    }

    @Test
    void whatIsEmptyIsWrittenAsNull() {
        assertThat(records.write(new Inner("a", null))).containsEntry("count", null);
        assertThat(records.write(new Config("q", 1, "any", List.of(), Optional.of(7), null)))
                .containsEntry("limit", 7L)
                .containsEntry("note", null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | 'connection'",
                "{\"connection\":null,\"tags\":[]} | at /connection, found none",
                "{\"connection\":5,\"tags\":[]} | Expected a text at /connection, found 5",
                "{\"connection\":\"q\",\"tags\":[1]} | at /tags/0",
                "{\"connection\":\"q\",\"tags\":[null]} | at /tags/0, found none",
                "{\"connection\":\"q\",\"tags\":[],\"threshold\":1.5} | a whole number at /threshold",
                "{\"connection\":\"q\",\"tags\":[],\"threshold\":\"9\"} | found the text '9'",
                "{\"connection\":\"q\",\"tags\":[],\"limit\":3000000000} | at most 2147483647",
                "{\"connection\":\"q\",\"tags\":[],\"colour\":\"RED\"} | no field 'colour'"
            })
    void whatDoesNotFitIsSaidWithItsPlace(String data, String message) {
        assertThatThrownBy(() -> records.read(JsonValues.readObject(data), Config.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void whatTheRecordItselfRefusesIsSaidWithItsPlace() {
        record Outer(List<Inner> inners) {}

        var data = Map.<String, @Nullable Object>of("inners", List.of(Map.of("text", "bad")));

        assertThatThrownBy(() -> records.read(data, Outer.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no bad text")
                .hasMessageContaining("/inners/0");
    }

    @Test
    void wholeFractionsAreWholeNumbers() {
        var data = Map.<String, @Nullable Object>of("text", "a", "count", 5.0);

        assertThat(records.read(data, Inner.class)).isEqualTo(new Inner("a", 5L));
    }

    @Test
    void typesThatHaveNoFormAreRefused() {
        record Odd(Thread thread) {}

        record Endless(List<Endless> more) {}

        record Faulty(@Field(title = "x", defaultValue = "\"text\"") long number) {}

        for (var type : List.of(Odd.class, Endless.class, Faulty.class)) {
            assertThatThrownBy(() -> RecordSchemas.configuration(type))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Expected");
        }
    }

    @Test
    void theSchemaOfAConfigurationSaysAllTheEditorNeeds() {
        assertThat(JsonValues.write(RecordSchemas.configuration(Config.class)))
                .isEqualTo(
                        """
                        {"type":"object","properties":{\
                        "connection":{"title":"Connection","type":"string","x-widget":"connection","x-order":1},\
                        "threshold":{"title":"Threshold","description":"0 to 1000.","type":"integer",\
                        "minimum":0,"maximum":1000,"default":900,"examples":[950],"x-order":2},\
                        "match":{"title":"Match","type":"string","enum":["any","all"],"default":"any","x-order":3},\
                        "tags":{"title":"Tags","type":"array","items":{"type":"string","pattern":"[a-z]+"},"x-order":4},\
                        "limit":{"title":"Limit","type":["integer","null"],"x-order":5},\
                        "note":{"title":"Note","type":["string","null"],"enum":["a","b",null],"x-order":6}},\
                        "required":["connection","tags"],"additionalProperties":false}\
                        """);
    }

    @Test
    void theSchemaOfAnOutputRequiresEverything() {
        assertThat(RecordSchemas.output(Inner.class))
                .containsEntry("required", List.of("text", "count"));
    }
}
