package io.sluice.codec.cel;

import com.google.common.collect.ImmutableList;
import dev.cel.common.ast.CelExpr;

/// Rewrites a parsed expression for the check of types: anything may be compared with null or be
/// null in one branch of `? :`, and `x['f']` is `x.f`.
final class TypedForm extends Rewriting {
    @Override
    CelExpr select(CelExpr expr, CelExpr operand) {
        return CelExpr.ofSelect(
                expr.id(), operand, expr.select().field(), expr.select().testOnly());
    }

    @Override
    CelExpr call(CelExpr expr, ImmutableList<CelExpr> args) {
        return switch (expr.call().function()) {
            case "_==_", "_!=_" -> same(expr, open(args));
            case "_?_:_" -> same(expr, alike(args));
            case "_[_]" ->
                    Guards.text(args.get(1))
                            .map(field -> CelExpr.ofSelect(expr.id(), args.get(0), field, false))
                            .orElseGet(() -> same(expr, args));
            default -> same(expr, args);
        };
    }

    /// A branch that is null has the type of the other.
    private static ImmutableList<CelExpr> alike(ImmutableList<CelExpr> args) {
        var then = isNull(args.get(1)) ? args.get(2) : args.get(1);
        var otherwise = isNull(args.get(2)) ? args.get(1) : args.get(2);
        return ImmutableList.of(args.get(0), then, otherwise);
    }

    private ImmutableList<CelExpr> open(ImmutableList<CelExpr> args) {
        if (isNull(args.get(1))) {
            return ImmutableList.of(global("dyn", args.get(0)), args.get(1));
        }
        return isNull(args.get(0))
                ? ImmutableList.of(args.get(0), global("dyn", args.get(1)))
                : args;
    }
}
