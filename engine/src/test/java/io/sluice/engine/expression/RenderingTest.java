package io.sluice.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderingTest {
    private static final Map<String, @Nullable Object> SCOPE =
            Map.of("vm", Map.of("id", "i-1", "score", 934L, "name", "=1 + 1 ${vm.id}"));

    private final Rendering rendering = new Rendering(new TinyExpressions());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain | plain",
                "= vm.id | i-1",
                "=vm.score > 900 | true",
                "VM ${vm.id} scores ${vm.score}! | VM i-1 scores 934!",
                "costs $${vm.id} | costs ${vm.id}",
                "\\=vm.id | =vm.id",
                "open ${vm.id | open ${vm.id",
            })
    void rendersTexts(String text, String expected) throws ExpressionFailure {
        assertThat(rendering.render(text, SCOPE)).asString().isEqualTo(expected);
    }

    @Test
    void keepsTheTypeOfAWholeExpression() throws ExpressionFailure {
        assertThat(rendering.render("=vm.score", SCOPE)).isEqualTo(934L);
    }

    @Test
    void neverEvaluatesWhatComesOutOfAnExpression() throws ExpressionFailure {
        assertThat(rendering.render("=vm.name", SCOPE)).isEqualTo("=1 + 1 ${vm.id}");
        assertThat(rendering.render("${vm.name}", SCOPE)).isEqualTo("=1 + 1 ${vm.id}");
    }

    @Test
    void findsTheBraceThatClosesPastQuotesAndBraces() {
        assertThat(Rendering.Part.of("a ${f('}', {'k': 1})} b"))
                .isEqualTo(
                        new Rendering.Part.Mixed(
                                List.of(
                                        new Rendering.Part.Plain("a "),
                                        new Rendering.Part.Whole("f('}', {'k': 1})"),
                                        new Rendering.Part.Plain(" b"))));
    }

    @Test
    void saysWhereInTheConfigurationAnExpressionFails() {
        assertThatThrownBy(() ->
                        rendering.render(
                                Map.of("tags", List.of("ok", Map.of("k", "=vm.gone"))), SCOPE))
                .isInstanceOf(ExpressionFailure.class)
                .hasMessageStartingWith("/tags/1/k: ");
    }

    /// Each escape is read once, however far away the next closing brace is.
    @Test
    void manyEscapesTakeNoLongerThanTheirNumber() throws ExpressionFailure {
        var text = "$${".repeat(500_000) + "}".repeat(500_000);

        assertThat(new Rendering(new TinyExpressions()).render(text, Map.of()))
                .isEqualTo("${".repeat(500_000) + "}".repeat(500_000));
    }
}
