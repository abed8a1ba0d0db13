package io.sluice.codec.cel;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Comparisons with a constant that can never come true, or always: a TruRisk of 9000, a decision
/// `approve`.
final class BoundsCheck {
    private final Problems problems;

    BoundsCheck(Problems problems) {
        this.problems = problems;
    }

    void compared(CelExpr comparison, Shape left, Shape right) {
        var args = comparison.call().args();
        compared(args.get(0), left, args.get(1));
        compared(args.get(1), right, args.get(0));
    }

    private void compared(CelExpr field, Shape shape, CelExpr constant) {
        number(constant).ifPresent(number -> within(field, shape.schema(), constant, number));
        Guards.text(constant).ifPresent(text -> among(field, shape.schema(), constant, text));
    }

    private void within(
            CelExpr field, Map<String, @Nullable Object> schema, CelExpr at, double number) {
        boolean low = schema.get("minimum") instanceof Number least && number < least.doubleValue();
        boolean high = schema.get("maximum") instanceof Number most && number > most.doubleValue();
        if (low || high) {
            problems.add(
                    "OUT_OF_BOUNDS",
                    at,
                    "Expected a number "
                            + range(schema)
                            + ", because "
                            + Spelling.of(field)
                            + " is never outside, found "
                            + Spelling.of(at)
                            + ".");
        }
    }

    private static String range(Map<String, @Nullable Object> schema) {
        var least = schema.get("minimum");
        var most = schema.get("maximum");
        if (least == null) {
            return "of at most " + most;
        }
        return most == null ? "of at least " + least : "from " + least + " to " + most;
    }

    private void among(
            CelExpr field, Map<String, @Nullable Object> schema, CelExpr at, String text) {
        var constants = JsonSchema.constants(schema);
        if (!constants.isEmpty() && !constants.contains(text)) {
            problems.add(
                    "OUT_OF_BOUNDS",
                    at,
                    "Expected one of "
                            + constants.stream()
                                    .filter(String.class::isInstance)
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(", "))
                            + ", because "
                            + Spelling.of(field)
                            + " is never another, found '"
                            + text
                            + "'.");
        }
    }

    private static Optional<Double> number(CelExpr expr) {
        if (expr.getKind() == CelExpr.ExprKind.Kind.CALL && expr.call().function().equals("-_")) {
            return number(expr.call().args().getFirst()).map(number -> -number);
        }
        if (expr.getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
            return Optional.empty();
        }
        var constant = expr.constant();
        if (constant.getKind() == CelConstant.Kind.INT64_VALUE) {
            return Optional.of((double) constant.int64Value());
        }
        return constant.getKind() == CelConstant.Kind.DOUBLE_VALUE
                ? Optional.of(constant.doubleValue())
                : Optional.empty();
    }
}
