package io.sluice.codec.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.codec.value.JsonValues;
import io.sluice.engine.expression.ExpressionProblem;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CelCheckTest {
    private static final String SCOPE =
            """
            {"trigger": {"type": "object", "properties": {
                 "id": {"type": "string"}, "region": {"type": "string"},
                 "detail": {"type": "object", "properties": {"state": {"type": "string"}}, "required": ["state"]}},
               "required": ["id", "detail"]},
             "vars": {"type": "object", "properties": {
                 "threshold": {"type": "integer", "minimum": 0, "maximum": 1000},
                 "ratio": {"type": "number"}, "open": {}},
               "required": ["threshold", "ratio", "open"], "additionalProperties": false},
             "nodes": {"type": "object", "properties": {
                 "risk": {"type": "object", "required": ["output"], "properties": {"output": {"type": "object",
                    "properties": {
                      "score": {"type": ["integer", "null"], "minimum": 0, "maximum": 1000},
                      "sure": {"type": "integer", "minimum": 0, "maximum": 1000},
                      "rate": {"type": "number"}, "with-dash": {"type": "integer"},
                      "scored": {"type": "boolean"},
                      "flag": {"type": ["boolean", "null"]},
                      "lastScan": {"type": ["string", "null"]},
                      "names": {"type": "array", "items": {"type": "string"}},
                      "maybe": {"type": ["array", "null"], "items": {"type": "string"}},
                      "tags": {"type": "object", "additionalProperties": {"type": "string"}},
                      "hosts": {"type": "array", "items": {"type": "object", "properties": {
                          "id": {"type": "integer"}, "score": {"type": ["number", "null"]}},
                          "required": ["id", "score"]}}},
                    "required": ["with-dash", "score", "sure", "rate", "scored", "flag", "lastScan", "names", "maybe", "tags", "hosts"],
                    "additionalProperties": false}}},
                 "late": {"type": "object", "required": ["output"], "properties": {"output": {"type": "object",
                    "properties": {"text": {"type": "string"}}, "required": ["text"]}}},
                 "ask": {"type": "object", "required": ["output"], "properties": {"output": {"type": "object",
                    "properties": {"decision": {"type": "string", "enum": ["approved", "rejected", "expired"]}},
                    "required": ["decision"]}}},
                 "any": {"type": "object", "required": ["output"], "properties": {"output": {}}}},
               "required": ["risk", "ask", "any"], "additionalProperties": false}}
            """;
    private static final Map<String, @Nullable Object> BOOLEAN = Map.of("type", "boolean");

    private final CelExpressions expressions = new CelExpressions();

    private static Map<String, Map<String, @Nullable Object>> scope() {
        return JsonValues.readObject(SCOPE).entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey, entry -> JsonSchema.object(entry.getValue())));
    }

    private List<ExpressionProblem> check(String source, Map<String, @Nullable Object> expected) {
        return expressions.check(
                source.replace("R.", "nodes.risk.output.").replace("R[", "nodes.risk.output["),
                scope(),
                expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "R.sure > 900",
                "R.sure > 900.5",
                "R.rate > 900",
                "nodes.risk.output['with-dash'] > 5 && R.`with-dash` > 5 && R['sure'] > 1",
                "R.rate == 900",
                "R.rate == R.sure",
                "900 == R.rate",
                "R.sure in [1, 2]",
                "R.sure * vars.ratio > 5",
                "R.score != null && R.score > 900",
                "null != R.score && R.score > 900",
                "has(R.score) && R.score > 900",
                "R.score == null || R.score > 900",
                "!(R.score == null) && R.score > 900",
                "!(R.score == null || R.score <= 900)",
                "!has(R.score) || R.score > 900",
                "R.score != null ? R.score > 900 : false",
                "R.score == null ? false : R.score > 900",
                "R.scored && R.score != null && R.score > 900 && R.score < 950",
                "R.score != null && R.lastScan != null && R.lastScan.startsWith('2026') && R.score > 1",
                "(R.score != null && R.score > 900) || R.sure > 900",
                "R.score == null",
                "R.flag != null && R.flag",
                "R.names.exists(n, n.startsWith('a'))",
                "R.hosts.exists(h, h.score != null && h.score > 9.5)",
                "R.hosts.filter(h, h.score != null && h.score > 1).size() > 0",
                "R.hosts.all(h, h.id > 0)",
                "R.maybe != null && R.maybe.exists(n, n == 'a')",
                "has(R.tags.owner) && R.tags.owner == 'ops'",
                "R.tags['owner'] != null && R.tags.owner == 'ops'",
                "'owner' in R.tags",
                "has(trigger.region) && trigger.region == 'eu-1'",
                "trigger.detail.state == 'running'",
                "has(nodes.late) && nodes.late.output.text == 'x'",
                "nodes.late != null && nodes.late.output.text == 'x'",
                "nodes.ask.output.decision == 'approved'",
                "nodes.any.output.whatever.it > 5",
                "vars.open.x == 'y'",
                "R.sure == 1000",
                "R.sure >= 0",
                "size(R.names) > 0.5",
                "math.greatest(R.sure, 5) > 3"
            })
    void findsNothingWrong(String source) {
        assertThat(check(source, BOOLEAN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nodes.risk.output.score > 900 | NULLABLE_UNGUARDED | 0 | nodes.risk.output.score may be null",
                "true && nodes.risk.output.score < 5 | NULLABLE_UNGUARDED | 8 | may be null",
                "nodes.risk.output.score == 900 | NULLABLE_UNGUARDED | 0 | may be null",
                "nodes.risk.output.score + 1 > 5 | NULLABLE_UNGUARDED | 0 | may be null",
                "5 < nodes.risk.output.score | NULLABLE_UNGUARDED | 4 | may be null",
                "nodes.risk.output.flag | NULLABLE_UNGUARDED | 0 | may be null",
                "nodes.risk.output.flag && true | NULLABLE_UNGUARDED | 0 | may be null",
                "!nodes.risk.output.flag | NULLABLE_UNGUARDED | 1 | may be null",
                "nodes.risk.output.lastScan.startsWith('2') | NULLABLE_UNGUARDED | 0 | may be null",
                "size(nodes.risk.output.maybe) > 0 | NULLABLE_UNGUARDED | 5 | may be null",
                "nodes.risk.output.score > 9 && nodes.risk.output.score != null | NULLABLE_UNGUARDED | 0 | may be null",
                "`nodes.risk.output.score != null || nodes.risk.output.score > 9` | NULLABLE_UNGUARDED | 35 | may be null",
                "`(nodes.risk.output.score != null || true) && nodes.risk.output.score > 9` | NULLABLE_UNGUARDED | 45 | may be null",
                "nodes.risk.output.hosts.exists(h, h.score > 5) | NULLABLE_UNGUARDED | 34 | h.score may be null",
                "nodes.risk.output.tags.owner == 'ops' | NULLABLE_UNGUARDED | 0 | may be null",
                "trigger.region == 'eu-1' | NULLABLE_UNGUARDED | 0 | trigger.region may be null",
                "nodes.late.output.text == 'x' | NULLABLE_UNGUARDED | 0 | nodes.late may be null",
                "nodes.risk.output.scor > 900 | UNKNOWN_FIELD | 17 | (flag, hosts, lastScan, maybe, names, rate, score, scored, sure, tags, with-dash), found 'scor'",
                "nodes.other.output.x > 1 | UNKNOWN_FIELD | 5 | a node that comes before this one (any, ask, late, risk), found 'other'",
                "trigger.ID == 'x' | UNKNOWN_FIELD | 7 | (detail, id, region)",
                "trigger.id.x == 'x' | UNKNOWN_FIELD | 10 | found a text",
                "foo > 1 | UNKNOWN_NAME | 0 | names in scope (nodes, trigger, vars)",
                "fooBar(1) | UNKNOWN_NAME | 6 | found 'fooBar'",
                "trigger.id > 900 | TYPE_MISMATCH | 11 | around '>', found a text and a whole number",
                "trigger.id == 900 | TYPE_MISMATCH | 11 | a text and a whole number",
                "nodes.risk.output.sure == '900' | TYPE_MISMATCH | 23 | a whole number and a text",
                "nodes.risk.output.sure.startsWith('9') | TYPE_MISMATCH | 33 | a whole number and a text",
                "trigger.id + 1 == 'x' | TYPE_MISMATCH | 11 | convert one",
                "nodes.risk.output.sure > 9000 | OUT_OF_BOUNDS | 25 | from 0 to 1000, because nodes.risk.output.sure is never outside, found 9000",
                "nodes.risk.output.score != null && nodes.risk.output.score > 1000.5 | OUT_OF_BOUNDS | 61 | found 1000.5",
                "-5 > nodes.risk.output.sure | OUT_OF_BOUNDS | 1 | found -5",
                "nodes.risk.output.sure == 1001 | OUT_OF_BOUNDS | 26 | from 0 to 1000",
                "nodes.ask.output.decision == 'approve' | OUT_OF_BOUNDS | 29 | one of approved, rejected, expired",
                "nodes.risk.output.sure | WRONG_RESULT_TYPE | 0 | Expected true or false as the result, found a whole number",
                "'yes' | WRONG_RESULT_TYPE | 0 | found a text",
                "nodes.risk.output.sure > | SYNTAX | 24 | found one that is not finished.",
                "`` | SYNTAX | 0 | found nothing.",
                "nodes.risk.output.sure = 5 | SYNTAX | 23 | found '= ', which no expression has here."
            })
    void findsWhatIsWrongAndWhere(String source, String code, int position, String message) {
        assertThat(check(source, BOOLEAN))
                .isNotEmpty()
                .first()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(code);
                    assertThat(problem.message()).contains(message);
                    assertThat(problem.position()).isEqualTo(position);
                });
    }

    @Test
    @DisplayName(
            "F009: a TruRisk threshold outside 0 to 1000, or a score that may be missing, is a problem")
    void aThresholdThatNoScoreReachesIsAProblem() {
        assertThat(codes("R.score != null && R.score > 1001", BOOLEAN))
                .containsExactly("OUT_OF_BOUNDS");
        assertThat(codes("R.score > 900", BOOLEAN)).containsExactly("NULLABLE_UNGUARDED");
        assertThat(codes("R.score != null && R.score > 900", BOOLEAN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "trigger.id | {\"type\":\"string\"} | ``",
                "R.sure | {\"type\":\"string\"} | WRONG_RESULT_TYPE",
                "string(R.sure) | {\"type\":\"string\"} | ``",
                "R.lastScan | {\"type\":\"string\"} | NULLABLE_UNGUARDED",
                "R.lastScan | {\"type\":[\"string\",\"null\"]} | ``",
                "R.lastScan | {} | ``",
                "R.lastScan != null ? R.lastScan : 'never' | {\"type\":\"string\"} | ``",
                "R.lastScan == null ? null : 'x' | {\"type\":\"string\"} | NULLABLE_UNGUARDED",
                "R.sure | {\"type\":\"number\"} | ``",
                "R.rate | {\"type\":\"integer\"} | WRONG_RESULT_TYPE",
                "R.names | {\"type\":\"array\",\"items\":{\"type\":\"string\"}} | ``",
                "R.names | {\"type\":\"array\",\"items\":{\"type\":\"integer\"}} | WRONG_RESULT_TYPE",
                "R.hosts.map(h, h.score) | {\"type\":\"array\",\"items\":{\"type\":\"number\"}} | NULLABLE_UNGUARDED",
                "R.hosts.filter(h, h.score != null).map(h, h.id) | {\"type\":\"array\",\"items\":{\"type\":\"integer\"}} | ``",
                "[R.lastScan] | {\"type\":\"array\",\"items\":{\"type\":\"string\"}} | NULLABLE_UNGUARDED",
                "R.names[0] | {\"type\":\"string\"} | ``",
                "trigger | {\"type\":\"object\"} | ``",
                "R.tags | {\"type\":\"object\"} | ``",
                "{'a': R.lastScan} | {\"type\":\"object\"} | ``",
                "nodes.any.output.x | {\"type\":\"string\"} | ``",
                "timestamp('2026-01-01T00:00:00Z') | {\"type\":\"string\",\"format\":\"date-time\"} | ``",
                "b'abc' | {\"type\":\"string\"} | WRONG_RESULT_TYPE",
                "null | {\"type\":\"string\"} | NULLABLE_UNGUARDED"
            })
    void theResultMustFitItsField(String source, String expected, String code) {
        assertThat(codes(source, JsonValues.readObject(expected)))
                .isEqualTo(code.isEmpty() ? List.of() : List.of(code));
    }

    @Test
    void everyProblemIsFound() {
        assertThat(codes("R.score > 900 && R.lastScan.size() > 2 && R.sure > 5000", BOOLEAN))
                .containsExactly("NULLABLE_UNGUARDED", "NULLABLE_UNGUARDED", "OUT_OF_BOUNDS");
    }

    @Test
    void positionsAreCharactersAlsoAfterCharactersOfTwoUnits() {
        assertThat(check("'🙂' == trigger.ID", BOOLEAN).getFirst().position()).isEqualTo(15);
    }

    @Test
    void tooLongIsSaidWithoutLooking() {
        assertThat(codes("x".repeat(5000), BOOLEAN)).containsExactly("TOO_LONG");
    }

    @Test
    void hostileSourcesAreProblems() {
        for (var source :
                List.of(
                        "(".repeat(2000) + ")".repeat(2000),
                        "[".repeat(2000) + "]".repeat(2000),
                        "a.".repeat(2000) + "b",
                        "\u0000",
                        "\ud800")) {
            assertThat(check(source, BOOLEAN)).isNotEmpty();
        }
    }

    private List<String> codes(String source, Map<String, @Nullable Object> expected) {
        return check(source, expected).stream().map(ExpressionProblem::code).toList();
    }
}
