package io.sluice.codec.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.codec.cel.Written.Kind;
import io.sluice.codec.value.JsonValues;
import io.sluice.engine.expression.ExpressionFailure;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExaminationTest {
    private static final String SCOPE =
            """
            {"trigger": {"type": "object", "properties": {"id": {"type": "string"},
                 "region": {"type": "string"}}, "required": ["id"]},
             "nodes": {"type": "object", "properties": {
                 "risk": {"type": "object", "required": ["output"], "properties": {"output":
                   {"type": "object", "properties": {
                      "score": {"type": ["integer", "null"]}, "sure": {"type": "integer", "maximum": 1000},
                      "names": {"type": "array", "items": {"type": "string"}},
                      "tags": {"type": "object", "additionalProperties": {"type": "string"}}},
                    "required": ["score", "sure", "names", "tags"]}}},
                 "late": {"type": "object", "properties": {"output": {}}, "required": ["output"]}},
               "required": ["risk"], "additionalProperties": false}}
            """;

    private final CelExpressions expressions = new CelExpressions();

    private static Map<String, Map<String, @Nullable Object>> scope() {
        return JsonValues.readObject(SCOPE).entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey, entry -> JsonSchema.object(entry.getValue())));
    }

    private Examination examine(Kind kind, String text) {
        return new Written(kind, text).examine(expressions, scope(), Map.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nodes.risk.output.scor > 900 | UNKNOWN_FIELD | scor",
                "nodes.risk.output['scor'] > 900 | UNKNOWN_FIELD | 'scor'",
                "nodes.other.output.x > 1 | UNKNOWN_FIELD | other",
                "trigger.id.x == 'x' | UNKNOWN_FIELD | x",
                "foo > 1 | UNKNOWN_NAME | foo",
                "1 < 2 && fooBar(1) | UNKNOWN_NAME | fooBar",
                "true && nodes.risk.output.score < 5 | NULLABLE_UNGUARDED | nodes.risk.output.score",
                "size(trigger.region) > 0 | NULLABLE_UNGUARDED | trigger.region",
                "1 < 2 && trigger . region == 'a' | NULLABLE_UNGUARDED | trigger . region",
                "nodes.risk.output.tags['a b'] == 'x' | NULLABLE_UNGUARDED | nodes.risk.output.tags['a b']",
                "true && trigger.id > 900 | TYPE_MISMATCH | trigger.id > 900",
                "('a' + trigger.id) * 2 > 900 | TYPE_MISMATCH | ('a' + trigger.id) * 2",
                "2 * (3 + ('a')) > 1 | TYPE_MISMATCH | 3 + ('a')",
                "`true || nodes.risk.output.sure.startsWith('9', ')')` | TYPE_MISMATCH | nodes.risk.output.sure.startsWith('9', ')')",
                "`true || size(1, 2) > 1` | TYPE_MISMATCH | size(1, 2)",
                "nodes.risk.output.sure > 9000 | OUT_OF_BOUNDS | 9000",
                "`-9.5e+3 == 1 || nodes.risk.output.sure > 9.5e+3` | OUT_OF_BOUNDS | 9.5e+3",
                "`  nodes.risk.output.names.map(n, n + ')') // why` | WRONG_RESULT_TYPE | nodes.risk.output.names.map(n, n + ')')",
                "`  (1 + 2)*(3) ` | WRONG_RESULT_TYPE | (1 + 2)*(3)",
                "[1, 2] | WRONG_RESULT_TYPE | [1, 2]",
                "{'a': {'b': [1]}} | WRONG_RESULT_TYPE | {'a': {'b': [1]}}",
                "true ? 'a' : 'b' | WRONG_RESULT_TYPE | true ? 'a' : 'b'",
                "-nodes.risk.output.sure | WRONG_RESULT_TYPE | -nodes.risk.output.sure",
                "size('🎉') > 0 && '🎉' == trigger.ID | UNKNOWN_FIELD | ID",
                "nodes.risk.output.sure = 5 | SYNTAX | =",
                "nodes.risk.output.sure > | SYNTAX | >"
            })
    void marksExactlyWhatIsWrong(String source, String code, String marked) {
        var findings = examine(Kind.CONDITION, source).findings();

        assertThat(findings)
                .anySatisfy(one -> {
                    assertThat(one.code()).isEqualTo(code);
                    assertThat(source.substring(one.from(), one.to())).isEqualTo(marked);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nodes.risk.output.sure | a whole number",
                "nodes.risk.output.score | a whole number or null",
                "nodes.risk.output.names | a list of texts",
                "nodes.risk.output | an object",
                "nodes.risk.output.sure > 5 | true or false",
                "nodes.late.output.x | any value",
                "1.5 * 2 | a number",
                "timestamp('2026-01-05T10:00:00Z') | a timestamp"
            })
    void saysTheTypeInWords(String source, String type) {
        assertThat(examine(Kind.VALUE, source).type()).isEqualTo(type);
    }

    @Test
    void namesTheNodesLookedAt() {
        assertThat(
                        examine(
                                        Kind.VALUE,
                                        "nodes.risk.output.sure > 1 && nodes['late'].output != null")
                                .nodes())
                .containsExactlyInAnyOrder("risk", "late");
    }

    @Test
    void countsInTheWholeText() {
        var text = "Risk ${trigger.id} is $${plain} ${ nodes.risk.output.scor } of ${1 + 1}";

        var found = examine(Kind.TEXT, text);

        assertThat(found.type()).isEqualTo("a text");
        assertThat(found.findings())
                .singleElement()
                .satisfies(
                        one -> assertThat(text.substring(one.from(), one.to())).isEqualTo("scor"));
    }

    @Test
    void rendersATextOverASample() throws ExpressionFailure {
        var data = Map.<String, @Nullable Object>of("trigger", Map.of("id", "i-1"));

        assertThat(
                        new Written(Kind.TEXT, "On ${trigger.id}: $${x} ${ 1 + 1 }!")
                                .tryOut(expressions, data))
                .isEqualTo("On i-1: ${x} 2!");
    }

    @Test
    void boundsWhatIsTooLong() {
        var long10k = "1 + ".repeat(2_500) + "1";

        assertThat(examine(Kind.VALUE, long10k).findings())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.code()).isEqualTo("TOO_LONG");
                    assertThat(one.from()).isEqualTo(CelExpressions.MAX_LENGTH);
                    assertThat(one.to()).isEqualTo(long10k.length());
                });
        assertThat(examine(Kind.TEXT, "${1}".repeat(2_500)).findings())
                .singleElement()
                .satisfies(one -> assertThat(one.code()).isEqualTo("TOO_LONG"));
        assertThatThrownBy(() -> new Written(Kind.VALUE, long10k).tryOut(expressions, Map.of()))
                .isInstanceOf(ExpressionFailure.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(", ")", "[", "{", "'", "\\", "a.", ".a", "`", "!", "🎉", "a ? b", "//", "\u0000"
            })
    void survivesHalfWrittenExpressions(String piece) {
        for (int count : List.of(1, 2, 50, 4_000)) {
            var text = piece.repeat(Math.max(1, count / piece.length()));
            var found = examine(Kind.VALUE, text).findings();
            assertThat(found).isNotEmpty();
            assertThat(found)
                    .allSatisfy(one -> {
                        assertThat(one.from()).isBetween(0, text.length());
                        assertThat(one.to()).isBetween(one.from(), text.length());
                    });
        }
    }

    @Test
    void boundsAResultThatHoldsOneThingManyTimesOver() {
        var big = Map.of("list", Collections.nCopies(5_000, "x"));
        var data = Map.<String, @Nullable Object>of("trigger", big);

        assertThatThrownBy(() ->
                        new Written(Kind.VALUE, "trigger.list.map(x, trigger)")
                                .tryOut(expressions, data))
                .isInstanceOf(ExpressionFailure.class)
                .hasMessageContaining("at most");
    }
}
