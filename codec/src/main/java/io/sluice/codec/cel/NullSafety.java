package io.sluice.codec.cel;

import com.google.common.collect.ImmutableList;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.values.NullValue;
import java.util.Optional;

/// Rewrites a parsed expression for evaluation so that "not there" and "null" are one: `x.f ==
/// null` becomes `!has(x.f) || x.f == null`, and `has(x.f)` becomes `has(x.f) && x.f != null`.
/// Every `==` and `!=` becomes our own equality.
final class NullSafety extends Rewriting {
    @Override
    CelExpr select(CelExpr expr, CelExpr operand) {
        var field = expr.select().field();
        if (!expr.select().testOnly()) {
            return CelExpr.ofSelect(expr.id(), operand, field, false);
        }
        return CelExpr.ofCall(
                expr.id(),
                Optional.empty(),
                "_&&_",
                ImmutableList.of(
                        CelExpr.ofSelect(newId(), operand, field, true),
                        global(
                                Functions.UNEQUAL,
                                CelExpr.ofSelect(newId(), operand, field, false),
                                nothing())));
    }

    @Override
    CelExpr call(CelExpr expr, ImmutableList<CelExpr> args) {
        return switch (expr.call().function()) {
            case "_==_" -> equality(expr.id(), args, true);
            case "_!=_" -> equality(expr.id(), args, false);
            default -> same(expr, args);
        };
    }

    private CelExpr equality(long id, ImmutableList<CelExpr> args, boolean equal) {
        var function = equal ? Functions.EQUAL : Functions.UNEQUAL;
        var other = isNull(args.get(1)) ? args.get(0) : args.get(1);
        var there =
                isNull(args.get(0)) || isNull(args.get(1))
                        ? there(other)
                        : Optional.<CelExpr>empty();
        if (there.isEmpty()) {
            return CelExpr.ofCall(id, Optional.empty(), function, args);
        }
        var compared = CelExpr.ofCall(newId(), Optional.empty(), function, args);
        return CelExpr.ofCall(
                id,
                Optional.empty(),
                equal ? "_||_" : "_&&_",
                ImmutableList.of(equal ? global("!_", there.get()) : there.get(), compared));
    }

    /// Whether a field or key is there, as an expression; empty for what is neither.
    private Optional<CelExpr> there(CelExpr expr) {
        if (expr.getKind() == CelExpr.ExprKind.Kind.SELECT) {
            var select = expr.select();
            return Optional.of(CelExpr.ofSelect(newId(), select.operand(), select.field(), true));
        }
        if (expr.getKind() == CelExpr.ExprKind.Kind.CALL && expr.call().function().equals("_[_]")) {
            var args = expr.call().args();
            return Guards.text(args.get(1))
                    .map(key -> CelExpr.ofSelect(newId(), args.get(0), key, true));
        }
        return Optional.empty();
    }

    private CelExpr nothing() {
        return CelExpr.ofConstant(newId(), CelConstant.ofValue(NullValue.NULL_VALUE));
    }
}
