package io.sluice.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.codec.cel.CelExpressions;
import io.sluice.codec.document.DocumentReading;
import io.sluice.codec.document.WorkflowJson;
import io.sluice.engine.decide.RandomWalkTest.Artist;
import io.sluice.engine.expression.ExpressionFailure;
import io.sluice.engine.expression.ExpressionProblem;
import io.sluice.engine.expression.Rendering;
import io.sluice.engine.input.Damage;
import io.sluice.engine.input.Ordeal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whatever stands where a document, an expression or a text with expressions in it should be: it
/// is read or refused.
class InputsTest {
    private static final List<String> JSON =
            List.of(
                    "{",
                    "}",
                    "[",
                    "]",
                    ":",
                    ",",
                    "\"",
                    "null",
                    "true",
                    "1e999",
                    "-0",
                    "\"id\":",
                    "\"kind\":\"fork\"",
                    "\"schema\":1",
                    "\"nodes\":[",
                    "\\u0000",
                    "\"PT9999999999H\"",
                    "\"P1D\"",
                    "{\"a\":");

    private static final List<String> CEL =
            List.of(
                    "(",
                    ")",
                    "[",
                    "]",
                    "{",
                    "}",
                    ".",
                    ",",
                    "?",
                    ":",
                    "!",
                    "-",
                    "+",
                    "*",
                    "/",
                    "%",
                    "==",
                    "<=",
                    "&&",
                    "||",
                    " in ",
                    "null",
                    "true",
                    "1",
                    "-9223372036854775808",
                    "1e308",
                    "0x",
                    "1u",
                    "'a'",
                    "\"b\"",
                    "b'c'",
                    "r'\\'",
                    "'''",
                    "\\x",
                    "vars",
                    "vars.list",
                    "vars.text",
                    "vars.n",
                    "nodes.a.output",
                    "trigger",
                    "item",
                    "has(",
                    "size(",
                    "vars.list.map(x, ",
                    "vars.list.filter(x, ",
                    "vars.list.all(x, ",
                    "[1,2,3].map(y, ",
                    ".matches('(a+)+$')",
                    "matches(",
                    ".split('')",
                    ".join(',')",
                    ".replace('a', 'aa')",
                    "timestamp('",
                    "duration('",
                    "int(",
                    "string(",
                    "bytes(",
                    "type(",
                    "dyn(",
                    "`a`",
                    "@",
                    "#",
                    "//",
                    "google.protobuf.Value{",
                    "math.greatest(",
                    "base64.encode(");

    private static final List<String> TEMPLATE =
            List.of("${", "}", "$${", "=", "\\=", "$", "{", "'", "\"", "\\", "vars.text", " ");

    private static final Map<String, @Nullable Object> SCOPE =
            Map.of(
                    "vars",
                            Map.of(
                                    "list",
                                    List.of(1L, 2.5, "three"),
                                    "text",
                                    "a".repeat(300),
                                    "n",
                                    7L),
                    "nodes", Map.of("a", Map.of("output", Map.of("score", 950.0))),
                    "trigger", Map.of());

    private static final Map<String, Map<String, @Nullable Object>> TYPES =
            Map.of(
                    "vars",
                    Map.of(
                            "type",
                            "object",
                            "properties",
                            Map.of(
                                    "list",
                                    Map.of("type", "array"),
                                    "text",
                                    Map.of("type", "string"),
                                    "n",
                                    Map.of("type", "integer"))),
                    "trigger",
                    Map.of("type", "object"));

    private final CelExpressions expressions = new CelExpressions();

    @Test
    void aDocumentIsReadOrRefusedWithAReason() {
        new Ordeal("documents", 5_000)
                .run(seed -> {
                    var random = new Random(seed);
                    var damage = new Damage(random, JSON);
                    var text =
                            random.nextInt(10) == 0
                                    ? damage.anew()
                                    : damage.of(
                                            WorkflowJson.write(
                                                    new Artist(random, () -> "log")
                                                            .draw(1)
                                                            .draw()));
                    return new Ordeal.Input(text, () -> read(text));
                });
    }

    private static void read(String text) {
        switch (WorkflowJson.read(text)) {
            case DocumentReading.Read(var workflow) ->
                    assertThat(WorkflowJson.read(WorkflowJson.write(workflow)))
                            .isEqualTo(new DocumentReading.Read(workflow));
            case DocumentReading.Malformed(var problems) -> {
                assertThat(problems).isNotEmpty();
                problems.forEach(problem -> assertThat(problem.message()).isNotBlank());
            }
        }
    }

    @Test
    void anExpressionIsCheckedOrRefusedWithAPosition() {
        new Ordeal("expressions, checked", 2_000)
                .run(seed -> {
                    var text = expression(seed);
                    return new Ordeal.Input(text, () -> check(text));
                });
    }

    private void check(String text) {
        for (ExpressionProblem problem : expressions.check(text, TYPES, Map.of())) {
            assertThat(problem.message()).isNotBlank();
            assertThat(problem.position()).isBetween(-1, text.length());
        }
    }

    @Test
    void anExpressionHasAValueOrFailsWithAReason() {
        new Ordeal("expressions, evaluated", 4_000)
                .run(seed -> {
                    var text = expression(seed);
                    return new Ordeal.Input(text, () -> evaluate(text));
                });
    }

    private void evaluate(String text) {
        try {
            expressions.evaluate(text, SCOPE);
        } catch (ExpressionFailure refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private static String expression(long seed) {
        var random = new Random(seed);
        var damage = new Damage(random, CEL);
        return switch (random.nextInt(4)) {
            case 0 ->
                    damage.of(
                            "vars.list.filter(x, type(x) == int && x > 1).map(x, string(x) + 'a')"
                                    + ".join(', ')");
            case 1 -> damage.of("nodes.a.output.score > 900 ? vars.text : trigger.id");
            default -> damage.anew();
        };
    }

    @Test
    void aTextWithExpressionsInItIsRenderedOrFailsWithAReason() {
        var rendering = new Rendering(expressions);
        new Ordeal("texts with expressions", 5_000)
                .run(seed -> {
                    var random = new Random(seed);
                    var words = new ArrayList<>(TEMPLATE);
                    words.addAll(CEL);
                    var damage = new Damage(random, random.nextBoolean() ? TEMPLATE : words);
                    var text =
                            random.nextBoolean()
                                    ? damage.anew()
                                    : damage.of("Quarantined ${vars.text} of ${vars.n} $${x}");
                    return new Ordeal.Input(
                            text,
                            () -> {
                                Rendering.Part.placed(text);
                                try {
                                    rendering.render(text, SCOPE);
                                } catch (ExpressionFailure refused) {
                                    assertThat(refused.getMessage()).isNotBlank();
                                }
                            });
                });
    }
}
