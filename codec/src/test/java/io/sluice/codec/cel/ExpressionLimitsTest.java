package io.sluice.codec.cel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.engine.expression.ExpressionFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// An expression that would take for ever, or make endless data, is stopped by a limit that its
/// message names.
class ExpressionLimitsTest {
    private final CelExpressions expressions = new CelExpressions();

    private void stops(String source, String limit) {
        var list = new ArrayList<Object>();
        for (long i = 0; i < 100; i++) {
            list.add(i);
        }
        assertThatThrownBy(() ->
                        expressions.evaluate(
                                source, Map.of("vars", Map.of("list", List.copyOf(list)))))
                .isInstanceOf(ExpressionFailure.class)
                .message()
                .contains(limit);
    }

    @Test
    void loopsInLoopsAreStopped() {
        stops(
                "vars.list.map(a, vars.list.map(b, vars.list.map(c, vars.list.map(d, a + b))))",
                "budget exceeded: 10000");
    }

    @Test
    void textsThatDoubleAreStopped() {
        var source = "'aaaaaaaaaaaaaaaa'";
        for (int i = 0; i < 6; i++) {
            source = source + ".replace('a', 'aaaaaaaaaaaaaaaa')";
        }
        stops(source, "at most");
    }

    @Test
    void listsThatDoubleAreStopped() {
        var source = "vars.list";
        for (int i = 0; i < 20; i++) {
            source = "[" + source + "].map(x, x + x + x + x)[0]";
        }
        stops(source, "at most");
    }

    @Test
    void bracketsInBracketsAreStopped() {
        stops("(".repeat(2_000) + "1" + ")".repeat(2_000), "xpected");
    }
}
