package io.sluice.codec.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.sluice.codec.value.JsonValues;
import io.sluice.engine.port.Schemas.Misfit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemasTest {
    private static final String SCHEMA =
            """
            {"type":"object","properties":{
              "threshold":{"type":"integer","minimum":0,"maximum":1000},
              "name":{"type":"string","pattern":"^[a-z]+$"},
              "wait":{"type":"string","format":"duration"},
              "tags":{"type":"array","items":{"type":"string"}},
              "a/b":{"type":["string","null"]}},
             "required":["threshold"],"additionalProperties":false}
            """;

    private final JsonSchemas schemas = new JsonSchemas();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"threshold\":0}",
                "{\"threshold\":900,\"name\":\"abc\",\"wait\":\"PT0.5S\",\"tags\":[\"x\"],\"a/b\":null}"
            })
    void whatFitsHasNoMisfits(String value) {
        assertThat(check(SCHEMA, value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "ROOT",
            value = {
                "{} | `` | Expected 'threshold', found none; fill it in.",
                "{\"threshold\":1001} | /threshold | found 1001",
                "{\"threshold\":\"900\"} | /threshold | integer",
                "{\"threshold\":1,\"name\":\"A1\"} | /name | found \"A1\"",
                "{\"threshold\":1,\"wait\":\"soon\"} | /wait | a duration such as PT10M; found",
                "{\"threshold\":1,\"tags\":[\"a\",5]} | /tags/1 | string",
                "{\"threshold\":1,\"a/b\":5} | /a~1b | found 5",
                "{\"threshold\":1,\"extra\":5} | /extra | no field 'extra'"
            })
    void misfitsHaveTheirPlaceAndSayWhatIsWrong(String value, String path, String message) {
        assertThat(check(SCHEMA, value))
                .singleElement()
                .satisfies(misfit -> {
                    assertThat(misfit.path()).isEqualTo(path);
                    assertThat(misfit.message()).startsWith("Expected").contains(message);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$ref\":\"http://169.254.169.254/latest/meta-data\"}",
                "{\"$ref\":\"file:///etc/passwd\"}",
                "{\"$ref\":\"classpath:application.properties\"}",
                "{\"$ref\":\"#/nowhere\"}",
                "{\"$ref\":\"#\"}",
                "{\"$schema\":\"http://evil.example/schema\",\"type\":\"string\"}",
                "{\"pattern\":\"(\"}"
            })
    void aWrongSchemaIsAMisfitAndNothingIsFetched(String schema) {
        assertThat(check(schema, "\"x\"")).isNotEmpty();
    }

    @Test
    void patternsTakeLinearTime() {
        var evil = "{\"pattern\":\"^(a+)+$\"}";

        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(check(evil, "\"" + "a".repeat(50_000) + "b\"")).hasSize(1));
    }

    @Test
    void manyMisfitsAreBounded() {
        var list = "[" + "1,".repeat(10_000) + "1]";

        assertThat(check("{\"items\":{\"type\":\"string\"}}", list)).hasSize(100);
    }

    private List<Misfit> check(String schema, String value) {
        return schemas.check(JsonValues.readObject(schema), JsonValues.read(value));
    }

    @Test
    void aFractionThatNoWholeNumberHoldsIsAMisfit() {
        var schema =
                Map.<String, @Nullable Object>of("type", "integer", "minimum", 1L, "maximum", 5L);

        assertThat(new JsonSchemas().check(schema, -1.5e300)).isNotEmpty();
    }
}
