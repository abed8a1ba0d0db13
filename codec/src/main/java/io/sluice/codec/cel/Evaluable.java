package io.sluice.codec.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.sluice.engine.expression.ExpressionFailure;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A compiled expression. Safe for many threads.
record Evaluable(CelAbstractSyntaxTree ast, CelRuntime.Program program) {

    @Nullable Object evaluate(Map<String, @Nullable Object> scope) throws ExpressionFailure {
        var budget = new Budget();
        try {
            var result = program.trace(name -> find(scope, name), budget);
            budget.check();
            ResultSize.check(result);
            return CelData.fromCel(result);
        } catch (CelEvaluationException | RuntimeException failure) {
            throw new ExpressionFailure(
                    budget.exceeded().orElseGet(() -> explain(scope, failure)), failure);
        } catch (StackOverflowError deep) {
            throw new ExpressionFailure(
                    "Expected data that is not nested so deep; flatten it.", deep);
        }
    }

    private static Optional<Object> find(Map<String, @Nullable Object> scope, String name) {
        return scope.containsKey(name)
                ? Optional.of(CelData.toCel(scope.get(name)))
                : Optional.empty();
    }

    /// Evaluates once more, looking at every part, to say which one failed.
    private String explain(Map<String, @Nullable Object> scope, Exception failure) {
        var seen = new HashMap<Long, Object>();
        var budget = new Budget();
        try {
            program.trace(
                    name -> find(scope, name),
                    (expr, value) -> {
                        budget.callback(expr, value);
                        seen.put(expr.id(), value);
                    });
        } catch (CelEvaluationException | RuntimeException again) {
            return Explanation.of(ast.getExpr(), seen, again);
        }
        return Explanation.of(ast.getExpr(), seen, failure);
    }
}
