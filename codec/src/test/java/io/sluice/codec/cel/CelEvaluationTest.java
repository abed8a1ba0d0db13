package io.sluice.codec.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.sluice.codec.value.JsonValues;
import io.sluice.engine.expression.ExpressionFailure;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CelEvaluationTest {
    private static final String SCOPE =
            """
            {"trigger": {"id": "i-1", "tags": {"owner": "ops", "none": null}, "list": [1, 2.5, null, "x"],
                         "empty": {}, "unicode": "🙂é"},
             "vars": {"threshold": 900, "ratio": 0.5},
             "nodes": {
               "risk": {"output": {"score": 950.5, "whole": 900, "exact": 900.0, "nil": null, "with-dash": 7,
                        "ok": true, "text": "Abc", "names": ["b", "a"],
                        "hosts": [{"id": 1, "score": 10}, {"id": 2, "score": null}]}}},
             "run": {"id": "r"}}
            """;

    private final CelExpressions expressions = new CelExpressions();
    private final Map<String, @Nullable Object> scope = JsonValues.readObject(SCOPE);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nodes.risk.output.score > 900 | true",
                "nodes.risk.output.score > vars.threshold | true",
                "nodes.risk.output.whole > 899.5 | true",
                "nodes.risk.output.whole > 900 | false",
                "nodes.risk.output.exact == 900 | true",
                "nodes.risk.output.whole == 900.0 | true",
                "nodes.risk.output.whole != 900.0 | false",
                "1.0 == 1 | true",
                "double(vars.threshold) == 900 | true",
                "9007199254740993 == 9007199254740992.0 | false",
                "nodes.risk.output.whole == 'x' | false",
                "vars.threshold * vars.ratio | 450.0",
                "vars.threshold + 1 | 901",
                "vars.ratio - 1 | -0.5",
                "1 / 2.0 | 0.5",
                "nodes.risk.output.nil == null | true",
                "nodes.risk.output.missing == null | true",
                "null != nodes.risk.output.missing | false",
                "nodes.later == null | true",
                "has(nodes.risk.output.nil) | false",
                "has(nodes.risk.output.missing) | false",
                "has(nodes.risk.output.score) | true",
                "nodes.risk.output.nil != null && nodes.risk.output.nil > 900 | false",
                "has(nodes.later) && nodes.later.output.x > 1 | false",
                "trigger.tags.owner | \"ops\"",
                "trigger['tags']['owner'] | \"ops\"",
                "trigger.tags | {\"owner\":\"ops\",\"none\":null}",
                "nodes.risk.output['with-dash'] | 7",
                "nodes.risk.output.`with-dash` | 7",
                "nodes.risk.output['nil'] == null | true",
                "nodes.risk.output['missing'] == null | true",
                "trigger.list | [1,2.5,null,\"x\"]",
                "trigger.list[1] | 2.5",
                "2.5 in trigger.list | true",
                "null in trigger.list | true",
                "'owner' in trigger.tags | true",
                "trigger.list == [1.0, 2.5, null, 'x'] | true",
                "trigger.tags == {'none': null, 'owner': 'ops'} | true",
                "size(trigger.list) | 4",
                "nodes.risk.output.hosts.filter(h, h.score != null).map(h, h.id) | [1]",
                "nodes.risk.output.hosts.exists(h, h.score == null) | true",
                "nodes.risk.output.names.map(n, n + '!') | [\"b!\",\"a!\"]",
                "trigger.tags.map(k, k) | [\"owner\",\"none\"]",
                "nodes.risk.output.text.lowerAscii() | \"abc\"",
                "'a,b'.split(',') | [\"a\",\"b\"]",
                "nodes.risk.output.names.join(', ') | \"b, a\"",
                "['a','b'].join() | \"ab\"",
                "'abab'.replace('a', 'xy') | \"xybxyb\"",
                "'aa'.replace('', '-') | \"-a-a-\"",
                "size(trigger.unicode) | 2",
                "nodes.risk.output.text.matches('^A.c$') | true",
                "math.greatest(vars.threshold, 3.5) | 900",
                "math.least([3, 1, 2]) | 1",
                "math.round(950.5) | 951.0",
                "int(950.7) | 950",
                "string(vars.threshold) + '!' | \"900!\"",
                "base64.encode(b'abc') | \"YWJj\"",
                "timestamp('2026-01-01T00:00:00Z') + duration('1h') | \"2026-01-01T01:00:00Z\"",
                "timestamp('2026-01-01T00:00:00Z') < timestamp('2026-01-02T00:00:00Z') | true",
                "duration('90m') | \"PT1H30M\"",
                "nodes.risk.output.ok ? 'yes' : 'no' | \"yes\"",
                "{'a': null, 'b': [vars.threshold]} | {\"a\":null,\"b\":[900]}",
                "null | null",
                "1u + 2u | 3"
            })
    void evaluates(String source, String result) throws ExpressionFailure {
        assertThat(JsonValues.write(expressions.evaluate(source, scope))).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nodes.risk.output.nil > 900 | nodes.risk.output.nil is null here; guard it with: nodes.risk.output.nil != null && …",
                "nodes.risk.output.nil < 900 | nodes.risk.output.nil is null here",
                "900 > nodes.risk.output.nil | nodes.risk.output.nil is null here",
                "nodes.risk.output.nil + 1 | nodes.risk.output.nil is null here",
                "nodes.risk.output.nil.x | nodes.risk.output.nil is null here",
                "nodes.risk.output.nil.startsWith('a') | nodes.risk.output.nil is null here",
                "nodes.risk.output.missing > 900 | nodes.risk.output.missing is not there; guard it with: has(nodes.risk.output.missing) && …",
                "nodes.later.output.x | nodes.later is not there",
                "nodes.risk.output.text.x | nodes.risk.output.text is a text here, it has no field 'x'",
                "nodes.risk.output.text > 900 | '>' cannot take a text and a whole number",
                "vars.threshold / 0 | by zero",
                "vars.threshold + 9223372036854775807 | overflow",
                "trigger.list[10] | Index out of bounds",
                "foo > 1 | found 'foo'",
                "1 + | Expected an expression such as",
                "'a' + 1 | a text and a whole number",
                "b'abc' | bytes; use base64.encode",
                "timestamp('soon') | soon",
                "'('.matches('(') | missing closing"
            })
    void saysWhatFailed(String source, String message) {
        assertThatThrownBy(() -> expressions.evaluate(source, scope))
                .isInstanceOf(ExpressionFailure.class)
                .hasMessageContaining(message);
    }

    @Test
    @DisplayName("F009: 901 is above a threshold of 900, 900 is not, a missing score is a failure")
    void aScoreIsComparedStrictlyAndNeverGuessed() throws ExpressionFailure {
        assertThat(above(901L)).isEqualTo(true);
        assertThat(above(900L)).isEqualTo(false);
        assertThat(above(900.5)).isEqualTo(true);
        assertThatThrownBy(() -> above(null))
                .isInstanceOf(ExpressionFailure.class)
                .hasMessageContaining("is null here");
    }

    private @Nullable Object above(@Nullable Object score) throws ExpressionFailure {
        var output = new HashMap<String, @Nullable Object>();
        output.put("score", score);
        return expressions.evaluate("output.score > 900", Map.of("output", output));
    }

    @Test
    void whatIsNotInScopeCannotBeNamed() {
        assertThatThrownBy(() -> expressions.evaluate("item.x", scope))
                .isInstanceOf(ExpressionFailure.class)
                .hasMessageContaining("'item'");
    }

    @Test
    void theSameSourceMayMeanOtherNamesElsewhere() throws ExpressionFailure {
        assertThat(expressions.evaluate("output == 1", Map.of("output", 1L))).isEqualTo(true);
        assertThatThrownBy(() -> expressions.evaluate("output == 1", scope))
                .isInstanceOf(ExpressionFailure.class);
    }

    static Stream<String> hostile() {
        var list = "[" + "1,".repeat(300) + "1]";
        return Stream.of(
                "(".repeat(2000) + ")".repeat(2000),
                "[".repeat(2000) + "]".repeat(2000),
                "a".repeat(5000),
                list + ".all(a, " + list + ".all(b, " + list + ".all(c, a*b*c > 0)))",
                "big.all(x, big.all(y, y == x || true))",
                "big.map(x, text).join()",
                "text.replace('a', text)",
                "big.all(x, !text.matches('(a*)*b' + string(x)))",
                "big.all(x, text.contains(text + string(x)) || true)",
                "text" + " + text".repeat(500),
                "big.all(x, big == big)",
                "'a'.matches('(((a{100}){100}){100}){100}')",
                "big.map(x, big.map(y, [x, y]))");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostileExpressionsEndInAFailure(String source) {
        var big = Stream.iterate(0L, i -> i + 1).limit(9_000).toList();
        var hostile = Map.<String, @Nullable Object>of("big", big, "text", "a".repeat(100_000));

        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () ->
                        assertThatThrownBy(() -> expressions.evaluate(source, hostile))
                                .isInstanceOf(ExpressionFailure.class));
    }

    @Test
    void whatIsExceededIsSaid() {
        var big = Collections.nCopies(20_000, (Object) 1L);

        assertThatThrownBy(() -> expressions.evaluate("big.all(x, x > 0)", Map.of("big", big)))
                .isInstanceOf(ExpressionFailure.class)
                .hasMessageContaining("10000");
    }

    @Test
    void largeDataIsNotCopiedAndComesBackAsItIs() throws ExpressionFailure {
        var rows = Collections.nCopies(200_000, Map.of("id", 1L));
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("trigger", Map.of("rows", rows));

        assertThat(expressions.evaluate("trigger.rows[199999].id", data)).isEqualTo(1L);
        assertThat(expressions.evaluate("trigger.rows", data)).isEqualTo(rows);
    }

    @Test
    void dataIsNeverEvaluated() throws ExpressionFailure {
        var data = new HashMap<String, @Nullable Object>();
        data.put("trigger", Map.of("text", "1 + 1"));

        assertThat(expressions.evaluate("trigger.text", data)).isEqualTo("1 + 1");
        assertThat(expressions.evaluate("[trigger.text]", data)).isEqualTo(List.of("1 + 1"));
    }
}
